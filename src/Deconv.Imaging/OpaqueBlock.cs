namespace Deconv.Imaging;

/// <summary>A block of a file that only its own codec understands, passed from loading to saving unchanged.</summary>
/// <param name="Codec">The codec that read it, the only one that may write it, for instance "PNG".</param>
/// <param name="Name">Its name inside the file, for instance a chunk type.</param>
/// <param name="Data">Its bytes; must not be changed.</param>
public sealed record OpaqueBlock(string Codec, string Name, byte[] Data);

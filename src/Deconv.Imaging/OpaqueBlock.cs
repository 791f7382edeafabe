namespace Deconv.Imaging;

/// <summary>Something of a file that only its own codec understands, carried from load to save unread.</summary>
/// <param name="Codec">The codec that made it and alone may write it back, for instance "PNG".</param>
/// <param name="Name">Its name inside the file, for instance a chunk type.</param>
/// <param name="Data">Its bytes, not changed by anyone.</param>
public sealed record OpaqueBlock(string Codec, string Name, byte[] Data);

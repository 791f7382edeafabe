using Deconv.Imaging;

namespace Deconv.Benchmarks.Mutants;

/// <summary>Metadata of every kind, so that a mutant has something to change in it.</summary>
internal static class SeedMetadata
{
    public static ImageMetadata All { get; } =
        new()
        {
            Exif = Exif,
            IccProfile = Profile,
            Xmp = [.. "<x:xmpmeta xmlns:x='adobe:ns:meta/'><r tiff:Orientation='6' exif:PixelXDimension='24'/></x:xmpmeta>"u8],
            Iptc = [0x1C, 2, 120, 0, 6, .. "forest"u8],
            Resolution = new Resolution(11811, 5906),
            Text = [new("Comment", "a comment"), new("Author", "nobody")],
        };

    /// <summary>Orientation 6, resolution, exposure, a maker note, a position and a thumbnail.</summary>
    private static byte[] Exif =>
        Convert.FromBase64String(
            "SUkqAAgAAAAGAA8BAgAPAAAAyAAAABIBAwABAAAABgAAABoBBQABAAAA2AAAABsBBQABAAAA4AAAAGmHBAABAAAAVgAAACWIBAABAAAAjAAAAKoAAAAEAJqC"
                + "BQABAAAA6AAAAHySBwATAAAA8AAAAAKgAwABAAAAGAAAAAOgAwABAAAAFAAAAAAAAAACAAEAAgACAAAATgAAAAIABQADAAAABAEAAAAAAAACAAECBAABAAAA"
                + "HAEAAAICBAABAAAAHAAAAAAAAABNYWtlciBvZiBzZWVkcwAALAEAAAEAAACWAAAAAQAAAAEAAAD6AAAAYSBub3RlIG9mIHRoZSBtYWtlcgAwAAAAAQAAAAgA"
                + "AAABAAAAAAAAAAEAAAD/2CBub3QgcmVhbGx5IGEgdGh1bWJuYWlsIP/Z"
        );

    /// <summary>A display of gamma 2.2.</summary>
    private static byte[] Profile =>
        Convert.FromBase64String(
            "AAAA/AAAAAACAAAAbW50clJHQiBYWVogAAAAAAAAAAAAAAAAYWNzcAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHclRSQwAAANgAAAAOZ1RSQwAAANgAAAAOYlRSQwAAANgAAAAOclhZWgAAAOgAAAAU"
                + "Z1hZWgAAAOgAAAAUYlhZWgAAAOgAAAAUd3RwdAAAAOgAAAAUY3VydgAAAAAAAAABAjMAAFhZWiAAAAAAAAAAAAAAAAAAAAAA"
        );
}

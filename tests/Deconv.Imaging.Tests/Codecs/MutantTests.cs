using BitMiracle.LibTiff.Classic;
using Deconv.Imaging.Codecs.Fits;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>Damaged TIFF and FITS files of many kinds: an error that names the file, or an image.</summary>
public class MutantTests
{
    private const int Rounds = 150;

    public static TheoryData<Compression, int, bool, string> Kinds() =>
        new()
        {
            { Compression.NONE, 16, false, "l" },
            { Compression.NONE, 8, true, "b" },
            { Compression.LZW, 8, false, "l" },
            { Compression.LZW, 16, true, "l" },
            { Compression.ADOBE_DEFLATE, 8, true, "b" },
            { Compression.ADOBE_DEFLATE, 32, false, "l" },
            { Compression.PACKBITS, 8, false, "l" },
            { Compression.JPEG, 8, false, "l" },
            { Compression.NONE, 8, false, "l8" },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_damaged_TIFF_is_an_error_or_an_image(Compression compression, int bits, bool tiled, string order)
    {
        var maker = new TiffMaker
        {
            Channels = 3,
            Bits = bits,
            Format = bits == 32 ? SampleFormat.IEEEFP : SampleFormat.UINT,
            Photometric = Photometric.RGB,
            Compression = compression,
            Tiled = tiled,
            Order = order,
            Pages = 2,
            Also = tiff => tiff.SetField(TiffTag.MAKE, "Maker"),
        };
        Mutate(maker.Make((x, y, c) => [.. BitConverter.GetBytes(x + y + (float)c)[..(bits / 8)]]));
    }

    [Theory]
    [InlineData(SampleDepth.UInt16, 1)]
    [InlineData(SampleDepth.Float32, 3)]
    public void A_damaged_FITS_is_an_error_or_an_image(SampleDepth depth, int channels) =>
        Mutate(Pictures.Encode(new FitsCodec(), Pictures.Random(new Shape(9, 11), channels, depth)));

    private static void Mutate(byte[] seed)
    {
        var random = new Random(7);
        int read = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] file = FuzzTests.Mutate(seed, random);
            try
            {
                var options = new LoadOptions { MaxPixels = 1_000_000, ReplaceNotFinite = 0 };
                using Photograph photograph = ImageFile.Load(new MemoryStream(file), options, "fuzz");
                read++;
            }
            catch (ImageFormatException e)
            {
                Assert.StartsWith("fuzz ", e.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(read, 1, Rounds - 1);
    }
}

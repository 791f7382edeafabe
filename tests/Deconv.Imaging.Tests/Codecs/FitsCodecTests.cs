using System.Buffers.Binary;
using System.Text;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Fits;
using Deconv.Psfs;

namespace Deconv.Imaging.Tests.Codecs;

public class FitsCodecTests
{
    private const int Width = 4,
        Height = 3;

    private static readonly FitsCodec Codec = new();

    [Theory]
    [InlineData(8, SampleDepth.UInt8)]
    [InlineData(16, SampleDepth.Float32)]
    [InlineData(32, SampleDepth.Float32)]
    [InlineData(64, SampleDepth.Float32)]
    [InlineData(-32, SampleDepth.Float32)]
    [InlineData(-64, SampleDepth.Float32)]
    public void Every_BITPIX_is_read_in_file_order(int bits, SampleDepth depth)
    {
        Raster raster = Pictures.Decode(Codec, File(bits, [], i => bits == 8 ? i : i - 5));
        Assert.Equal((depth, new Shape(Height, Width)), (raster.Depth, raster.Shape));
        for (int i = 0; i < Width * Height; i++)
            Assert.Equal(bits == 8 ? i : i - 5, depth == SampleDepth.UInt8 ? raster.Bytes[i] : raster.Floats[i]);
    }

    [Fact]
    public void Scale_zero_and_blank_are_applied()
    {
        Raster words = Pictures.Decode(Codec, File(16, ["BZERO   =                32768"], i => i - 32768));
        Assert.Equal((SampleDepth.UInt16, (ushort)11), (words.Depth, words.Words[11]));
        Raster scaled = Pictures.Decode(Codec, File(16, ["BSCALE  =               2.5D-1", "BZERO   = 10. / offset", "BLANK   = 3"], i => i));
        Assert.Equal(11f, scaled.Floats[4]);
        Assert.True(float.IsNaN(scaled.Floats[3]));
        using Photograph sky = ImageFile.Load(new MemoryStream(File(16, ["BLANK   = 3"], i => i)));
        Assert.Equal(3, sky.Missing![0].IndexOf(1));
    }

    [Fact]
    public void Three_planes_are_colors_and_others_are_chosen_by_name()
    {
        Raster color = Pictures.Decode(Codec, File(8, ["NAXIS3  = 3"], i => i, planes: 3));
        Assert.Equal(3, color.Channels);
        Assert.Equal([0, 12, 24], color.Bytes[..3].ToArray());
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder["cube.fits"], File(8, ["NAXIS3  = 5"], i => i, planes: 5));
        using Photograph first = ImageFile.Load(folder["cube.fits"]);
        Assert.Contains(first.Warnings, w => w.Contains("5 planes: only the first", StringComparison.Ordinal));
        using Photograph fourth = ImageFile.Load(folder["cube.fits[4]"]);
        Assert.Equal(36 / 255f, fourth.Color[0][0], 1e-6);
        Assert.Contains(
            "1 to 5",
            Assert.Throws<ImageFormatException>(() => ImageFile.Load(folder["cube.fits[6]"])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidPsfException>(() => PsfFile.Load(folder["cube.fits"]));
    }

    [Fact]
    public void An_image_extension_is_found_behind_an_empty_unit()
    {
        byte[] empty = Header(["SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0", "TELESCOP= 'Mirror'"]);
        byte[] image = [.. Encoding.ASCII.GetBytes("XTENSION= 'IMAGE   '".PadRight(80)), .. File(16, [], i => i)[80..]];
        using Photograph photograph = ImageFile.Load(new MemoryStream([.. empty, .. image]));
        Assert.Equal(new Shape(Height, Width), photograph.Shape);
        Assert.Contains("TELESCOP= 'Mirror'", Saved(photograph), StringComparison.Ordinal);
    }

    [Fact]
    public void Header_cards_are_kept_history_is_added_and_the_reference_pixel_follows_a_crop()
    {
        string[] cards =
        [
            "OBJECT  = 'M 51    '           / what was observed",
            "CRPIX1  =                100.5 / reference",
            "CRPIX2  =                 50.0",
            "CRVAL1  =       202.4695750000",
            "DATAMAX =                 11.0",
            "COMMENT kept as well",
        ];
        using Photograph loaded = ImageFile.Load(new MemoryStream(File(-32, cards, i => i / 20.0, width: 40, height: 40)));
        string whole = Saved(loaded);
        foreach (string card in cards.Where(c => !c.StartsWith("DATAMAX", StringComparison.Ordinal)))
            Assert.Contains(card, whole, StringComparison.Ordinal);
        Assert.DoesNotContain("DATAMAX", whole, StringComparison.Ordinal);
        Assert.Contains("HISTORY Samples computed and written by Deconv", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("CRPIX", Saved(loaded, strip: true), StringComparison.Ordinal);

        var options = new PhotographOptions { Region = new Region(8, 12, new Shape(20, 16)), Margin = 2 };
        using PhotographRestoration part = PhotographRestorer.Deblur(loaded, Psf.Box(1), options);
        string cropped = Saved(part.Photograph);
        Assert.Contains("CRPIX1  =                 92.5 / reference", cropped, StringComparison.Ordinal);
        Assert.Contains("CRPIX2  =                 38.0", cropped, StringComparison.Ordinal);
    }

    [Fact]
    public void A_PSF_and_an_image_have_the_same_row_order()
    {
        using var folder = new TemporaryFolder();
        Psf psf = Psf.FromSamples(new Shape(3, 3), [1, 2, 3, 0, 4, 0, 0, 0, 5]);
        PsfFile.Save(psf, folder["k.fits"]);
        PsfFile.Save(psf, folder["k.npy"]);
        Assert.Equal(PsfFile.Load(folder["k.npy"]).Samples.ToArray(), PsfFile.Load(folder["k.fits"]).Samples.ToArray());
    }

    [Theory]
    [InlineData(SampleDepth.UInt8, 1)]
    [InlineData(SampleDepth.UInt16, 3)]
    [InlineData(SampleDepth.Float32, 1)]
    public void Files_are_padded_to_whole_blocks_and_come_back(SampleDepth depth, int channels)
    {
        Raster raster = Pictures.Random(new Shape(31, 17), channels, depth);
        byte[] file = Pictures.Encode(Codec, raster);
        Assert.Equal(0, file.Length % FitsHeader.BlockLength);
        Pictures.AssertEqual(raster, Pictures.Decode(Codec, file));
    }

    [Theory]
    [InlineData("BITPIX  = 12", "BITPIX is 12")]
    [InlineData("NAXIS1  = -4", "holds no image")]
    public void Illegal_headers_are_errors(string card, string expected)
    {
        byte[] file = Header(["SIMPLE  = T", card, "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 4", "NAXIS2  = 3"]);
        string message = Assert.Throws<ImageFormatException>(() => ImageFile.Load(new MemoryStream(file))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static string Saved(Photograph photograph, bool strip = false)
    {
        using var stream = new MemoryStream();
        ImageFile.Save(photograph, stream, "fits", new SaveOptions { StripMetadata = strip });
        stream.Position = 0;
        return string.Join('\n', FitsHeader.Read(stream).Cards);
    }

    private static byte[] File(int bits, string[] cards, Func<int, double> value, int planes = 1, int width = Width, int height = Height)
    {
        var data = new MemoryStream();
        var sample = new byte[8];
        for (int i = 0; i < width * height * planes; i++)
        {
            double v = value(i);
            switch (bits)
            {
                case 8:
                    sample[0] = (byte)v;
                    break;
                case 16:
                    BinaryPrimitives.WriteInt16BigEndian(sample, (short)v);
                    break;
                case 32:
                    BinaryPrimitives.WriteInt32BigEndian(sample, (int)v);
                    break;
                case 64:
                    BinaryPrimitives.WriteInt64BigEndian(sample, (long)v);
                    break;
                case -32:
                    BinaryPrimitives.WriteSingleBigEndian(sample, (float)v);
                    break;
                default:
                    BinaryPrimitives.WriteDoubleBigEndian(sample, v);
                    break;
            }

            data.Write(sample, 0, Math.Abs(bits) / 8);
        }

        string[] all =
        [
            "SIMPLE  = T",
            $"BITPIX  = {bits}",
            $"NAXIS   = {(planes > 1 ? 3 : 2)}",
            $"NAXIS1  = {width}",
            $"NAXIS2  = {height}",
            .. cards,
        ];
        return [.. Header(all), .. data.ToArray()];
    }

    private static byte[] Header(string[] cards)
    {
        string text = string.Concat(cards.Append("END").Select(c => c.PadRight(80)));
        return Encoding.ASCII.GetBytes(text.PadRight((text.Length + 2879) / 2880 * 2880));
    }
}

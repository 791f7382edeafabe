using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Deconv.Imaging;

namespace Deconv.ImageSharp.Tests;

public class TiffTests
{
    private const int Photometric = 262,
        Compression = 259,
        Planar = 284,
        Predictor = 317,
        ExtraSamples = 338,
        SampleFormat = 339,
        JpegTables = 347;

    private static readonly TiffFiles Bytes = new()
    {
        Width = 8,
        Height = 6,
        Bits = 8,
        Samples = new byte[8 * 6 * 4],
    };

    private static string Message(TiffFiles file) => Coding.Refusal(file.ToArray());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sixteen_bits_are_read_exactly_and_written_as_8_with_a_warning(bool big)
    {
        ushort[] ramp = [.. Enumerable.Range(0, 3 * 64 * 32).Select(i => (ushort)(i * 10))];
        var file = new TiffFiles
        {
            Width = 64,
            Height = 32,
            Samples = MemoryMarshal.AsBytes(ramp.AsSpan()).ToArray(),
            Big = big,
        };
        using Photograph photo = Coding.Decode(file.ToArray());
        Assert.Equal((3, SampleDepth.UInt16, null), (photo.Color.Count, photo.Depth, photo.Alpha));
        var codes = new ushort[ramp.Length];
        photo.Color.CopyTo(codes, photo.Transfer);
        Assert.Equal(ramp, codes);
        using var stream = new MemoryStream();
        SaveReport report = ImageFile.Save(photo, stream, "tif", Coding.Writing);
        Assert.Equal(SampleDepth.UInt8, report.Depth);
        Assert.Contains(report.Warnings, w => w.Contains("8-bit were written", StringComparison.Ordinal));
    }

    [Fact]
    public void Sixteen_bits_of_gray_are_read_exactly()
    {
        using Image<L16> image = Pictures.Random<L16>(30, 20);
        var file = new TiffFiles
        {
            Width = 30,
            Height = 20,
            Channels = 1,
            Samples = MemoryMarshal.AsBytes(image.Pixels().AsSpan()).ToArray(),
        };
        using Photograph photo = Coding.Decode(file.ToArray());
        using Image<L16> back = photo.ToImage<L16>();
        Assert.Equal(image.Pixels(), back.Pixels());
    }

    [Fact]
    public void Differences_of_neighbors_are_undone()
    {
        using Image<Rgb48> image = Pictures.Random<Rgb48>(30, 20);
        var samples = MemoryMarshal.Cast<Rgb48, ushort>(image.Pixels().AsSpan()).ToArray();
        for (int y = 0; y < 20; y++)
        for (int i = 89; i >= 3; i--)
            samples[(y * 90) + i] -= samples[(y * 90) + i - 3];
        var file = new TiffFiles
        {
            Width = 30,
            Height = 20,
            Samples = MemoryMarshal.AsBytes(samples.AsSpan()).ToArray(),
            Deflated = true,
            More = [(Predictor, 2)],
        };
        using Photograph photo = Coding.Decode(file.ToArray());
        using Image<Rgb48> back = photo.ToImage<Rgb48>();
        Assert.Equal(image.Pixels(), back.Pixels());
    }

    /// <summary>Gray of 12 bits that rises by 100 per pixel: ImageSharp reads the steps as they are stored.</summary>
    [Fact]
    public void Differences_that_would_stay_are_refused()
    {
        byte[] steps = [.. Enumerable.Repeat<byte[]>([0x06, 0x40, 0x64], 8 * 6 / 2).SelectMany(b => b)];
        TiffFiles rising = Bytes with { Channels = 1, Bits = 12, Deflated = true, Samples = steps, More = [(Predictor, 2)] };
        using (Image<L16> silent = Image.Load<L16>(rising.ToArray()))
            Assert.Equal(silent[0, 0], silent[7, 0]);
        Assert.Contains("differences", Message(rising), StringComparison.Ordinal);
        TiffFiles packed = Bytes with { Deflated = true, Samples = new byte[8 * 6 * 3], More = [(Predictor, 2), (Planar, 2)] };
        Assert.Contains("differences", Message(packed), StringComparison.Ordinal);
        Assert.Contains("differences", Message(packed with { Bits = 12, More = [(Predictor, 2)] }), StringComparison.Ordinal);
        Assert.Contains("differences", Message(packed with { More = [(Predictor, 2), (Photometric, 6)] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Floats_are_refused_with_the_way_out()
    {
        TiffFiles floats = Bytes with { Bits = 32, Samples = new byte[8 * 6 * 12], More = [(SampleFormat, 3)] };
        Assert.Contains("libvips", Message(floats), StringComparison.Ordinal);

        // Of 16 bits: ImageSharp takes them for integers. 1.0 is 0x3C00.
        TiffFiles halves = floats with
        {
            Bits = 16,
            Samples = [.. Enumerable.Repeat<byte[]>([0, 0x3C], 8 * 6 * 3).SelectMany(b => b)],
        };
        using (Image<Rgb48> silent = Image.Load<Rgb48>(halves.ToArray()))
            Assert.Equal(0x3C00, silent[0, 0].R);
        Assert.Contains("float", Message(halves), StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_of_more_than_16_bits_are_refused()
    {
        Assert.Contains("16 bits", Message(Bytes with { Bits = 32, Samples = new byte[8 * 6 * 12] }), StringComparison.Ordinal);
        Assert.Contains("16 bits", Message(Bytes with { Bits = 24, Samples = new byte[8 * 6 * 9] }), StringComparison.Ordinal);
    }

    /// <summary>ImageSharp decides by rules of its own whether the channels are RGB.</summary>
    [Fact]
    public void JPEG_inside_is_refused_where_its_color_is_guessed()
    {
        Assert.Contains("JPEG", Message(Bytes with { More = [(Compression, 7)] }), StringComparison.Ordinal);
        TiffFiles apart = Bytes with { More = [(Compression, 7), (Photometric, 6)], Blocks = [(JpegTables, [0xFF, 0xD8, 0xFF, 0xD9, 0])] };
        Assert.Contains("JPEG", Message(apart), StringComparison.Ordinal);
    }

    /// <summary>Multiplied or not, alpha comes out as light and alpha.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Alpha_is_read(int kind)
    {
        ushort[] multiplied = [8000, 16000, 4000, 32768],
            plain = [16000, 32000, 8000, 32768],
            samples = new ushort[8 * 6 * 4];
        for (int i = 0; i < samples.Length; i += 4)
            (kind == 1 ? multiplied : plain).CopyTo(samples, i);
        TiffFiles file = Bytes with
        {
            Channels = 4,
            Bits = 16,
            Samples = MemoryMarshal.AsBytes(samples.AsSpan()).ToArray(),
            More = [(ExtraSamples, kind)],
        };
        using Photograph photo = Coding.Decode(file.ToArray());
        using Image<Rgba64> image = photo.ToImage<Rgba64>();
        Assert.All(
            image.Pixels(),
            p =>
            {
                Assert.Equal(32768, p.A);
                Assert.InRange(p.R, 15999, 16001);
                Assert.InRange(p.G, 31999, 32001);
                Assert.InRange(p.B, 7999, 8001);
            }
        );
    }

    [Fact]
    public void A_second_picture_is_told_and_not_read()
    {
        using Photograph one = Coding.Decode((Bytes with { Samples = new byte[8 * 6 * 3] }).ToArray()),
            two = Coding.Decode((Bytes with { Samples = new byte[8 * 6 * 3], Twice = true }).ToArray());
        Assert.Empty(one.Warnings);
        Assert.Contains(two.Warnings, w => w.Contains("more than one image", StringComparison.Ordinal));
    }

    [Fact]
    public void A_strip_beyond_the_end_is_refused()
    {
        byte[] file = (Bytes with { Samples = new byte[8 * 6 * 3], More = [(279, 1_000_000)] }).ToArray();
        Assert.Contains("ends early", Coding.Refusal(file), StringComparison.Ordinal);
        Assert.Equal(42, BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(2)));
    }
}

using Deconv.Imaging.Codecs.Exif;
using Deconv.Psfs;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>A file that states an orientation is read as it is seen, whatever its format, and stays so.</summary>
public class OrientationTests
{
    private static readonly Shape Seen = new(40, 56);

    public static TheoryData<string, SampleDepth, int> Cases()
    {
        var data = new TheoryData<string, SampleDepth, int>();
        foreach ((string format, SampleDepth depth) in Formats)
            for (int orientation = 1; orientation <= 8; orientation++)
                data.Add(format, depth, orientation);
        return data;
    }

    private static (string, SampleDepth)[] Formats =>
        [
            ("jpg", SampleDepth.UInt8),
            ("webp", SampleDepth.UInt8),
            ("png", SampleDepth.UInt8),
            ("png", SampleDepth.UInt16),
            ("tif", SampleDepth.UInt8),
            ("tif", SampleDepth.UInt16),
            ("tif", SampleDepth.Float32),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_read_as_it_is_seen(string format, SampleDepth depth, int orientation)
    {
        using PlanarImage seen = Picture();
        using Photograph read = Load(File(seen, format, depth, orientation));
        Assert.Equal(Seen, read.Shape);
        Assert.Equal(depth, read.Depth);
        float bound = format == "jpg" ? 0.1f : 1e-6f;
        using Photograph upright = Load(File(seen, format, depth, 1));
        for (int plane = 0; plane < 3; plane++)
        for (int i = 0; i < Seen.Count; i++)
            Assert.InRange(read.Color[plane][i] - upright.Color[plane][i], -bound, bound);
        Assert.Equal(1, ExifBlock.OrientationOf(read.Metadata.Exif!).Value);
        Assert.Equal(orientation != 1, read.Warnings.Any(w => w.Contains($"orientation {orientation}", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_upright_when_written_and_read_again(string format, SampleDepth depth, int orientation)
    {
        using PlanarImage seen = Picture();
        using Photograph read = Load(File(seen, format, depth, orientation));
        foreach (bool strip in (bool[])[false, true])
        {
            using Photograph again = Load(Save(read, format, new() { StripMetadata = strip }));
            Assert.Equal(Seen, again.Shape);
            Assert.Empty(again.Warnings);
            for (int i = 0; i < Seen.Count; i++)
                Assert.InRange(again.Color[0][i] - read.Color[0][i], -0.1f, 0.1f);
        }
    }

    [Theory]
    [InlineData("png")]
    [InlineData("tif")]
    [InlineData("jpg")]
    public void The_resolutions_of_rows_and_columns_are_exchanged_with_them(string format)
    {
        using PlanarImage seen = Picture();
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            using Photograph read = Load(File(seen, format, SampleDepth.UInt8, orientation, new Resolution(10_000, 20_000)));
            using Photograph again = Load(Save(read, format, new()));
            Assert.Equal(orientation >= 5 ? new Resolution(20_000, 10_000) : new Resolution(10_000, 20_000), again.Metadata.Resolution);
        }
    }

    [Fact]
    public void Alpha_is_turned_too()
    {
        using PlanarImage seen = Picture();
        using PlanarImage stored = StoredPicture.Of(seen, 7);
        var alpha = new PlanarImage(stored.Shape, 1);
        stored[1].CopyTo(alpha[0]);
        using var photograph = new Photograph(stored.Clone(), alpha)
        {
            Depth = SampleDepth.UInt16,
            Transfer = TransferFunction.Linear,
            Metadata = new() { Exif = Blocks.Exif(7) },
        };
        using Photograph read = Load(Save(photograph, "png", new()));
        for (int i = 0; i < Seen.Count; i++)
            Assert.InRange(read.Alpha![0][i] - seen[1][i], -1e-4f, 1e-4f);
    }

    [Fact]
    public void A_PSF_is_turned_too()
    {
        using PlanarImage seen = Picture(new(5, 9));
        byte[] Kernel(int orientation) => File(seen, "png", SampleDepth.UInt16, orientation);
        Psf upright = PsfFile.Load(new MemoryStream(Kernel(1)), "png");
        for (int orientation = 2; orientation <= 8; orientation++)
        {
            Psf turned = PsfFile.Load(new MemoryStream(Kernel(orientation)), "png");
            Assert.Equal(upright.Shape, turned.Shape);
            Assert.True(upright.Samples.SequenceEqual(turned.Samples));
        }
    }

    /// <summary>Patches of flat color, larger than the blocks of JPEG, that look different from every side.</summary>
    private static PlanarImage Picture(Shape? shape = null)
    {
        var picture = new PlanarImage(shape ?? Seen, 3);
        for (int plane = 0; plane < 3; plane++)
        for (int i = 0; i < picture.Shape.Count; i++)
        {
            (int y, int x) = (i / picture.Shape.Width, i % picture.Shape.Width);
            picture[plane][i] = 0.2f + (0.3f * (y * 2 / picture.Shape.Height)) + (0.2f * (x * 2 / picture.Shape.Width)) + (0.05f * plane);
        }

        return picture;
    }

    private static byte[] File(PlanarImage seen, string format, SampleDepth depth, int orientation, Resolution? resolution = null)
    {
        using var photograph = new Photograph(StoredPicture.Of(seen, orientation))
        {
            Depth = depth,
            Metadata = new() { Exif = Blocks.Exif(orientation), Resolution = resolution },
        };
        return Save(photograph, format, new() { Quality = 100 });
    }

    private static byte[] Save(Photograph photograph, string format, SaveOptions options)
    {
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, format, options);
        return file.ToArray();
    }

    private static Photograph Load(byte[] file) => ImageFile.Load(new MemoryStream(file));
}

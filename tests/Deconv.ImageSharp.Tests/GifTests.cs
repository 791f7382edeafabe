using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.ImageSharp.Tests;

public class GifTests
{
    private const int Width = 48,
        Height = 40;

    private static readonly GifFiles.Picture Whole = new(new(0, 0, Width, Height), (x, y) => (x / 7) + (y / 5) & 1);
    private static readonly GifFiles.Picture Part = new(new(10, 8, 12, 9), (x, _) => 2 + (x & 1));

    [Fact]
    public void The_first_picture_is_read_as_it_is()
    {
        using Photograph photo = Coding.Decode(GifFiles.Make(Width, Height, Whole));
        using Image<Rgb24> image = photo.ToImage<Rgb24>();
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
            Assert.Equal(((x / 7) + (y / 5) & 1) * 255, image[x, y].G);
        Assert.Empty(photo.Warnings);
        Assert.Null(photo.Metadata.Resolution);
    }

    [Fact]
    public void More_pictures_are_told() =>
        Assert.Contains(
            Coding.Decode(GifFiles.Make(Width, Height, Whole, Part)).Warnings,
            w => w.Contains("more than one image", StringComparison.Ordinal)
        );

    /// <summary>ImageSharp paints the rest black.</summary>
    [Fact]
    public void A_first_picture_that_leaves_a_hole_is_refused()
    {
        Assert.Contains("empty", Coding.Refusal(GifFiles.Make(Width, Height, Part)), StringComparison.Ordinal);
        using Photograph photo = Coding.Decode(GifFiles.Make(Width, Height, Part with { Transparent = 0 }));
        Assert.Equal(0, photo.Alpha![0][0]);
        Assert.Equal(1, photo.Alpha![0][(8 * Width) + 10]);
    }

    [Fact]
    public void Half_a_file_is_refused()
    {
        byte[] file = GifFiles.Make(Width, Height, Whole);
        foreach (double share in (double[])[0.3, 0.6, 0.95])
            Assert.NotEmpty(Coding.Refusal(file[..(int)(file.Length * share)]));
    }

    /// <summary>Pictures of different sizes are frames of one size in ImageSharp, whatever becomes of them afterwards.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_frame_of_an_animation_is_restored(byte disposal)
    {
        byte[] file = GifFiles.Make(
            Width,
            Height,
            Whole with
            {
                Disposal = disposal,
            },
            Part with
            {
                Disposal = disposal,
                Transparent = 3,
            },
            Part with
            {
                Place = new(Width - 5, Height - 3, 5, 3),
            }
        );
        using Image<Rgba32> image = Image.Load<Rgba32>(file),
            before = image.Clone();
        Assert.Equal(3, image.Frames.Count);
        image.Mutate(c => c.Deconvolve(Psf.Gaussian(1), new() { Restoration = new() { Effort = Effort.Fast } }));
        for (int f = 0; f < 3; f++)
        {
            using Image<Rgba32> alone = before.Frames.CloneFrame(f);
            alone.Mutate(c => c.Deconvolve(Psf.Gaussian(1), new() { Restoration = new() { Effort = Effort.Fast } }));
            Assert.Equal(new Size(Width, Height), image.Frames[f].Size());
            Assert.Equal(alone.Pixels(), image.Frames[f].Pixels());
            Assert.Equal(10, image.Frames[f].Metadata.GetGifMetadata().FrameDelay);
        }

        using var again = new MemoryStream();
        image.SaveAsGif(again);
        Assert.NotEqual(0, again.Length);
    }
}

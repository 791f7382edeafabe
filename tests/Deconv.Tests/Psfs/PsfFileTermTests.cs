using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Psfs;

/// <summary>The <c>file:</c> term and bare paths, with a loader that reads no file.</summary>
public class PsfFileTermTests
{
    /// <summary>Peak at (0, 0), most of the mass around (2, 4), middle at (2, 2).</summary>
    private static readonly Psf Skewed = Psf.FromSamples(new(5, 5), [8, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 7, 7, 0, 0, 0, 7, 7, 0, 0, 0, 0, 7]);

    [Theory]
    [InlineData("file:a.png", "a.png")]
    [InlineData("file:\"a b,c*d.png\"", "a b,c*d.png")]
    [InlineData("k.png", "k.png")]
    [InlineData("folder/k.tif", "folder/k.tif")]
    [InlineData("file: k.npy , scale=1", "k.npy")]
    public void The_loader_receives_the_path(string text, string path)
    {
        string? asked = null;
        Psf.Parse(
            text,
            p =>
            {
                asked = p;
                return Skewed;
            }
        );
        Assert.Equal(path, asked);
    }

    [Theory]
    [InlineData("peak", 0, 0)]
    [InlineData("geometric", 2, 2)]
    [InlineData("centroid", 2, 3)]
    [InlineData("auto", 2, 3)] // the center of mass lies more than half a pixel away
    public void Center_says_which_sample_is_the_origin(string center, int row, int column)
    {
        Psf psf = Psf.Parse($"file:k.png,center={center}", _ => Skewed);
        Assert.Equal((row, column), (psf.OriginRow, psf.OriginColumn));
    }

    /// <summary>A box of 4 has its center between samples. Its moments stay, except for the half pixel it moves and what the division adds.</summary>
    [Theory]
    [InlineData(4, 4, "centroid")]
    [InlineData(4, 4, "auto")]
    [InlineData(4, 5, "centroid")]
    [InlineData(5, 2, "centroid")]
    public void A_center_between_samples_is_moved_onto_one(int height, int width, string center)
    {
        Psf even = Psf.FromSamples(new(height, width), [.. Enumerable.Repeat(1f, height * width)]),
            psf = Psf.Parse($"k.txt,center={center}", _ => even);
        PsfDiagnosis d = psf.Diagnose();
        Assert.Equal((height | 1, width | 1), (psf.Shape.Height, psf.Shape.Width));
        Assert.Equal(0, d.Shift, 1e-6);
        Assert.DoesNotContain(d.Findings, f => f.Flaw is PsfFlaw.OffCenter or PsfFlaw.EvenSize);
        double spread = Math.Pow(even.Diagnose().RmsRadius, 2);
        Assert.Equal(spread + (0.25 * (2 - (height & 1) - (width & 1))), Math.Pow(d.RmsRadius, 2), 1e-4);
    }

    [Fact]
    public void A_center_on_a_sample_changes_no_sample()
    {
        Psf psf = Psf.Parse("file:k.png,center=centroid", _ => Psf.Disk(3).WithOrigin(0, 0));
        Assert.Equal(Psf.Disk(3).Samples.ToArray(), psf.Samples.ToArray());
        Assert.Equal((3, 3), (psf.OriginRow, psf.OriginColumn));
    }

    [Fact]
    public void Auto_keeps_the_middle_of_what_is_centered()
    {
        Psf psf = Psf.Parse("file:k.png", _ => Psf.Disk(3));
        Assert.Equal((psf.Shape.Height / 2, psf.Shape.Width / 2), (psf.OriginRow, psf.OriginColumn));
    }

    [Fact]
    public void Scale_stretches_and_a_file_is_a_factor_like_any_other()
    {
        Assert.Equal(2 * Psf.Disk(3).Diagnose().RmsRadius, Psf.Parse("file:k.png,scale=2", _ => Psf.Disk(3)).Diagnose().RmsRadius, 0.15);
        Psf product = Psf.Parse("file:k.png*box:3", _ => Psf.Disk(3));
        Assert.Equal((Psf.Disk(3) * Psf.Box(3)).Samples.ToArray(), product.Samples.ToArray());
    }

    [Theory]
    [InlineData("file:", "needs a path")]
    [InlineData("file:k.png,scale=0", "scale=0")]
    [InlineData("file:k.png,scale=x", "scale=x")]
    [InlineData("file:k.png,scale=-1", "scale=-1")]
    [InlineData("file:k.png,scale=inf", "scale")]
    [InlineData("file:k.png,center=left", "center=left")]
    [InlineData("file:k.png,centre=peak", "centre=peak")]
    public void What_is_not_understood_is_told(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidPsfException>(() => Psf.Parse(text, _ => Skewed)).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_loader_a_path_is_not_a_PSF() => Assert.Throws<InvalidPsfException>(() => Psf.Parse("k.png"));
}

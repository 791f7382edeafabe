using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Psfs;

/// <summary>The PSF language.</summary>
public class PsfParseTests
{
    public static TheoryData<string> Examples => [.. PsfGenerator.All.Select(g => g.Example)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_parses(string example) => Assert.True(Psf.Parse(example).Shape.Count > 0);

    [Theory]
    [InlineData("gaussian:1.2", "gaussian:sigma=1.2")]
    [InlineData("gaussian:2,1,30", "gaussian:angle=30,sigma2=1,sigma=2")]
    [InlineData("gaussian:2.3548200450309493", "gaussian:fwhm=5.545177444479562")] // 2σ√(2 ln 2)
    [InlineData("disk:3", "disk:d=6")]
    [InlineData("disk:3,feather=1", "disk:feather=1,r=3")]
    [InlineData("motion:15,30", "motion:len=15,angle=30")]
    [InlineData("box:3.0,1", "box:w=3,h=1")]
    [InlineData("box:3", "box:w=3,h=3")]
    [InlineData("polygon:6", "polygon:r=6,blades=6,rotate=0")]
    [InlineData("moffat:3", "moffat:fwhm=3,beta=4.5,ratio=1,angle=0")]
    [InlineData("airy:8,3.9", "airy:fnumber=8,pitch=3.9um,wavelength=550nm")]
    [InlineData("disk:3*gaussian:0.6", "  disk: 3  *  gaussian: sigma = 0.6 ")]
    [InlineData("delta*box:3", "box:3*delta")]
    [InlineData("path:\"0,0 6,2\"", "path:0,0 6,2")]
    [InlineData("path:\"0,0 6,2 9,8;w=1,1\"", "path:\"0,0  6,2  9,8; w=2,2\"")]
    [InlineData("motion:7", "path:\"-3.5,0 3.5,0\"")]
    public void Two_ways_to_say_one_thing(string one, string other)
    {
        Psf a = Psf.Parse(one),
            b = Psf.Parse(other);
        Assert.Equal((a.Shape, a.OriginRow, a.OriginColumn), (b.Shape, b.OriginRow, b.OriginColumn));
        for (int i = 0; i < a.Samples.Length; i++)
            Assert.Equal(a.Samples[i], b.Samples[i], 1e-6);
    }

    [Fact]
    public void A_star_convolves()
    {
        Psf product = Psf.Parse("disk:3*gaussian:0.6*box:2"),
            byHand = Psf.Disk(3) * Psf.Gaussian(0.6) * Psf.Box(2);
        Assert.Equal(byHand.Samples.ToArray(), product.Samples.ToArray());
    }

    /// <summary>Three seconds on the second leg to one on the first: the light divides so, whatever their lengths.</summary>
    [Fact]
    public void Dwell_divides_the_light_between_the_legs_of_a_path()
    {
        Psf psf = Psf.Parse("path:\"-8,0 0,0 0,-4;w=1,3\"");
        double left = Enumerable.Range(1, 8).Sum(x => PsfGeneratorTests.At(psf, 0, -x)),
            up = Enumerable.Range(1, 4).Sum(y => PsfGeneratorTests.At(psf, -y, 0));
        Assert.Equal(0.25 * 7.5 / 8, left, 1e-6); // half a pixel of each leg lies on the origin's pixel
        Assert.Equal(0.75 * 3.5 / 4, up, 1e-6);
    }

    /// <summary>A single point is a displaced delta, by whole pixels exactly and between pixels in bilinear shares.</summary>
    [Fact]
    public void A_point_of_a_path_is_a_displaced_pixel()
    {
        Assert.Equal(1, PsfGeneratorTests.At(Psf.Parse("path:\"2,-1\""), -1, 2), 1e-7);
        Assert.Equal(0.75, PsfGeneratorTests.At(Psf.Parse("path:\"2.25,0\""), 0, 2), 1e-6);
        Assert.Equal(0.25, PsfGeneratorTests.At(Psf.Parse("path:\"2.25,0\""), 0, 3), 1e-6);
    }

    [Theory]
    [InlineData("dsk:3", "did you mean 'disk'")]
    [InlineData("gausian:1", "did you mean 'gaussian'")]
    [InlineData("fiel:k.png", "did you mean 'file'")]
    [InlineData("nonsense", "Known: delta, gaussian, disk")]
    [InlineData("disk:radius=3", "no parameter 'radius'; it takes r, feather, d, as in disk:r=3")]
    [InlineData("disk:3,r=3", "r is given twice")]
    [InlineData("disk:r=3,d=6", "r or d, not both")]
    [InlineData("gaussian:sigma=1,fwhm=2", "sigma or fwhm, not both")]
    [InlineData("disk:three", "r must be a number, not 'three'")]
    [InlineData("disk:3px", "r must be a number, not '3px'")]
    [InlineData("disk:nan", "must be a number")]
    [InlineData("disk:1e999", "must be a number")]
    [InlineData("disk:r=", "r must be a number, not ''")]
    [InlineData("disk", "disk needs r, as in disk:r=3")]
    [InlineData("airy:8", "airy needs pitch")]
    [InlineData("airy:8,3.9nm", "pitch must be a number, not '3.9nm'")]
    [InlineData("delta:3", "no parameters")]
    [InlineData("motion:3,4,5", "takes no argument '5'")]
    [InlineData("motion:12,5,30", "Decimals come after a point")]
    [InlineData("gaussian:1,25", "gaussian:1.25 for one number with decimals, or gaussian:sigma=1,sigma2=25 for two")]
    [InlineData("disk:3,5", "disk:3.5 for one number with decimals, or disk:r=3,feather=5 for two")]
    [InlineData("box:2,5", "box:2.5 for one number with decimals, or box:w=2,h=5 for two")]
    [InlineData("gaussian:sigma=1,25", "Decimals come after a point")]
    [InlineData("disk:3*gaussian:0,6", "gaussian:0.6")]
    [InlineData("polygon:5,blades=5.5", "whole number")]
    [InlineData("", "empty term")]
    [InlineData("disk:3*", "empty term")]
    [InlineData("*disk:3", "empty term")]
    [InlineData("disk:3**box:3", "empty term")]
    [InlineData("path:", "at least one point")]
    [InlineData("path:\"0,0 6\"", "'6' is not a point")]
    [InlineData("path:\"0,0 6,x\"", "'x' is not a number")]
    [InlineData("path:\"0,0 6,2;v=1\"", "list of weights")]
    [InlineData("path:\"0,0 6,2;w=1,2\"", "takes 1 dwell weights, not 2")]
    [InlineData("path:\"0,0 6,2;w=-1\"", "0 or above")]
    [InlineData("path:\"0,0 6,2;w=0\"", "zero")]
    [InlineData("file:k.png", "cannot be read here")]
    public void What_does_not_parse_is_told_with_the_place_and_a_way_out(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidPsfException>(() => Psf.Parse(text, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Null_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentNullException>(() => Psf.Parse(null!));
}

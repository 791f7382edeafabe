using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Psfs;

/// <summary>What every analytic blur owes, whatever its formula.</summary>
public class PsfGeneratorTests
{
    /// <summary>Blurs with point symmetry about the origin.</summary>
    public static TheoryData<string> Symmetric =>
        [
            "delta",
            "gaussian:0.4",
            "gaussian:1.2",
            "gaussian:3,1,30",
            "disk:0.3",
            "disk:3",
            "disk:4.37",
            "disk:5.0,2",
            "motion:15",
            "motion:7.3,30",
            "motion:9,135",
            "box:3",
            "box:4",
            "box:2.5,6",
            "polygon:5,6",
            "polygon:4.5,8,10",
            "moffat:3",
            "moffat:3,2.5,0.5,20",
            "airy:8,3.9",
            "path:\"-3,-1 3,1\"",
        ];

    [Theory]
    [MemberData(nameof(Symmetric))]
    public void Sum_is_one_size_is_odd_and_the_center_of_mass_is_the_origin(string text)
    {
        Psf psf = Psf.Parse(text);
        double sum = 0;
        foreach (float v in psf.Samples)
            sum += v;
        Assert.Equal(1, sum, 1e-6); // as many float roundings of 6e-8 relative, added in double
        Assert.All(psf.Samples.ToArray(), v => Assert.True(v >= 0));
        Assert.Equal(1, psf.Shape.Height % 2);
        Assert.Equal(1, psf.Shape.Width % 2);
        Assert.Equal((psf.Shape.Height / 2, psf.Shape.Width / 2), (psf.OriginRow, psf.OriginColumn));
        PsfDiagnosis d = psf.Diagnose();
        Assert.True(d.Shift < 2e-5 * psf.Shape.Width, $"{text}: shift {d.Shift:G3}");
        Assert.True(d.Symmetry > 1 - 1e-5, $"{text}: symmetry {d.Symmetry:R}");
    }

    /// <summary>Turning an aperture or a streak by a quarter turns its samples by a quarter.</summary>
    [Theory]
    [InlineData("motion:9.5,20", "motion:9.5,110")]
    [InlineData("gaussian:3,1,35", "gaussian:3,1,125")]
    [InlineData("moffat:4,3,0.6,15", "moffat:4,3,0.6,105")]
    [InlineData("polygon:5,5,7", "polygon:5,5,97")]
    [InlineData("box:5.0,2", "box:2.0,5")]
    public void A_quarter_turn_counter_clockwise_turns_the_samples(string text, string turned)
    {
        Psf a = Psf.Parse(text),
            b = Psf.Parse(turned);
        Assert.Equal((a.Shape.Height, a.Shape.Width), (b.Shape.Width, b.Shape.Height));
        for (int y = -b.OriginRow; y < b.Shape.Height - b.OriginRow; y++)
        for (int x = -b.OriginColumn; x < b.Shape.Width - b.OriginColumn; x++)
            Assert.Equal(At(a, x, -y), At(b, y, x), 1e-6); // counter-clockwise on the screen takes (right, down) = (x, y) to (y, −x)
    }

    /// <summary>The definition of a positive angle: from the right towards the top of the screen.</summary>
    [Theory]
    [InlineData("motion:11,45")]
    [InlineData("gaussian:4,1,45")]
    [InlineData("moffat:6,3,0.4,45")]
    public void An_angle_of_45_degrees_points_up_right(string text)
    {
        Psf psf = Psf.Parse(text);
        double upRight = 0,
            upLeft = 0;
        for (int y = 1; y <= psf.OriginRow; y++)
        for (int x = 1; x <= psf.OriginColumn; x++)
        {
            upRight += At(psf, -y, x);
            upLeft += At(psf, -y, -x);
        }

        Assert.True(upRight > 2 * upLeft, $"{upRight:G3} up right, {upLeft:G3} up left");
    }

    [Fact]
    public void A_triangle_at_angle_0_points_right()
    {
        Psf psf = Psf.Polygon(6, 3);
        Assert.True(At(psf, 0, 5) > 0);
        Assert.Equal(0, At(psf, 0, -5));
    }

    [Theory]
    [InlineData("gaussian:70")]
    [InlineData("disk:300")]
    [InlineData("motion:600")]
    [InlineData("box:1,1e9")]
    [InlineData("polygon:1000,5")]
    [InlineData("path:\"0,0 1000,0\"")]
    [InlineData("disk:1e300")]
    public void A_blur_of_hundreds_of_pixels_is_refused_before_memory_is_taken(string text)
    {
        var error = Assert.Throws<InvalidPsfException>(() => Psf.Parse(text));
        Assert.Contains("the limit is 256", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gaussian:0")]
    [InlineData("gaussian:1,-1")]
    [InlineData("disk:-3")]
    [InlineData("disk:3.0,7")]
    [InlineData("disk:3,-1")]
    [InlineData("motion:0")]
    [InlineData("box:3.0,0")]
    [InlineData("polygon:4,2")]
    [InlineData("polygon:4,65")]
    [InlineData("polygon:4,5.5")]
    [InlineData("moffat:3,1")]
    [InlineData("moffat:3,2,0")]
    [InlineData("airy:0,3")]
    [InlineData("airy:8,0")]
    [InlineData("airy:8,3,-550")]
    public void Values_out_of_range_are_refused_with_the_name_of_the_value(string text)
    {
        var error = Assert.Throws<InvalidPsfException>(() => Psf.Parse(text));
        Assert.Contains(text[..text.IndexOf(':', StringComparison.Ordinal)], error.Message, StringComparison.Ordinal);
        Assert.Contains("must", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A blur much smaller than a pixel is no blur; it must not vanish between the nodes of a quadrature.</summary>
    [Theory]
    [InlineData("gaussian:0.02")]
    [InlineData("gaussian:1e-6")]
    [InlineData("disk:0.01")]
    [InlineData("motion:0.001,30")]
    [InlineData("box:0.1")]
    [InlineData("moffat:0.001,4.5")]
    public void A_tiny_blur_is_a_delta(string text) => Assert.Equal(1, At(Psf.Parse(text), 0, 0), 1e-3);

    /// <summary>Sample at (row, column) relative to the origin, 0 outside.</summary>
    internal static double At(Psf psf, int row, int column)
    {
        int y = row + psf.OriginRow,
            x = column + psf.OriginColumn;
        return (uint)y < (uint)psf.Shape.Height && (uint)x < (uint)psf.Shape.Width ? psf.Samples[(y * psf.Shape.Width) + x] : 0;
    }
}

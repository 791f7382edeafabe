using Deconv.Blind.Verdict;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind.Verdict;

/// <summary>Sharp scenes have sharp edges, and no blur keeps them in all directions.</summary>
public class EdgeSharpnessTests
{
    [Theory]
    [InlineData("gaussian:1.5")]
    [InlineData("disk:3")]
    [InlineData("motion:9,0")]
    [InlineData("motion:9,45")]
    [InlineData("path:\"0,0 4,1 6,4 4,7\"*gaussian:0.5")]
    public void A_blur_in_any_direction_is_seen(string blur)
    {
        using PlanarImage scene = Scenes.Leaves(160);
        using PlanarImage blurred = Degradation.Blur(scene, Psf.Parse(blur), Boundary.Replicate);
        double sharp = EdgeSharpness.Of(scene[0], scene.Shape, []),
            soft = EdgeSharpness.Of(blurred[0], blurred.Shape, []);
        Assert.True(sharp >= BlindVerdict.SharpFrom, $"{sharp}");
        Assert.True(soft < BlindVerdict.SharpFrom, $"{soft}");
    }

    [Fact]
    public void Edges_of_clipped_samples_do_not_count()
    {
        using PlanarImage scene = Scenes.Leaves(160);
        using PlanarImage blurred = Degradation.Blur(scene, Psf.Parse("disk:3"), Boundary.Replicate);
        float[] trusted = new float[scene.Shape.Count];
        Assert.True(double.IsNaN(EdgeSharpness.Of(blurred[0], blurred.Shape, trusted)), "nothing is trusted");
        Array.Fill(trusted, 1);
        Assert.Equal(EdgeSharpness.Of(blurred[0], blurred.Shape, []), EdgeSharpness.Of(blurred[0], blurred.Shape, trusted));
    }
}

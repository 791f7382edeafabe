using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Estimation;
using Deconv.Psfs;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind.Verdict;

public class UniformityTests
{
    private static readonly Shape Part = new(128, 128);

    [Theory]
    [InlineData("motion:11,20", "motion:11,20", false)]
    [InlineData("motion:11,20", "motion:11,110", true)]
    [InlineData("disk:2", "disk:4", true)]
    public void Halves_of_different_blur_are_told_from_one_blur(string left, string right, bool changes)
    {
        // Left, right, left, right: as four quarters of a picture in reading order. The kernels are those found, which are never quite right.
        CropKernel[] parts = [.. Enumerable.Range(0, 4).Select(i => Seen(i, i % 2 == 0 ? left : right, "gaussian:0.6"))];
        Assert.Equal(changes, UniformityTest.Changes(parts));
        (parts[1], parts[2]) = (parts[2], parts[1]);
        Assert.Equal(changes, UniformityTest.Changes(parts)); // top and bottom
        Assert.False(UniformityTest.Changes([.. parts.Take(3)]));
    }

    [Fact]
    public void One_part_with_a_wrong_kernel_is_no_pattern()
    {
        CropKernel[] parts = [.. Enumerable.Range(0, 4).Select(i => Seen(i, "motion:11,20", "gaussian:0.6"))];
        parts[2] = parts[2] with { Psf = Psf.Parse("motion:9,80") };
        Assert.False(UniformityTest.Changes(parts));
        double[,] losses = UniformityTest.Losses(parts);
        Assert.Equal(losses[0, 2], losses[2, 0], 9);
        Assert.Equal(0, losses[1, 1]);
    }

    [Fact]
    public void Two_halves_blurred_in_different_ways_are_not_trusted()
    {
        using PlanarImage scene = Scenes.Leaves(256);
        (PlanarImage truth, PlanarImage one) = Scenes.Photograph(scene, Psf.Parse("motion:11,20"), 0.002);
        (PlanarImage again, PlanarImage other) = Scenes.Photograph(scene, Psf.Parse("motion:11,110"), 0.002);
        using (truth)
        using (again)
        using (one)
        using (other)
        {
            int height = Math.Min(one.Shape.Height, other.Shape.Height),
                width = Math.Min(one.Shape.Width, other.Shape.Width);
            using var mixed = new PlanarImage(new(height, width), 1);
            for (int y = 0; y < height; y++)
            {
                one.Row(0, y)[..(width / 2)].CopyTo(mixed.Row(0, y));
                other.Row(0, y)[(width / 2)..width].CopyTo(mixed.Row(0, y)[(width / 2)..]);
            }

            BlindOptions options = new() { KernelSize = 19, EstimateOnly = true };
            using BlindResult refused = BlindDeconvolver.Run(mixed, options),
                trusted = BlindDeconvolver.Run(one, options);
            Assert.True(refused.Verdict.Nonuniform);
            Assert.NotEqual(BlindOutcome.Trusted, refused.Verdict.Outcome);
            Assert.Equal(BlindCause.Nonuniform, refused.Verdict.Cause);
            Assert.Equal(4, refused.Parts.Count);
            Assert.False(trusted.Verdict.Nonuniform);
        }
    }

    private static CropKernel Seen(int index, string blur, string error)
    {
        using PlanarImage scene = Scenes.Leaves(Part.Width + 20 + index);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, Psf.Parse(blur), 0.003);
        using (truth)
        using (photo)
            return new(new(0, 0, photo.Shape), Psf.Parse($"{blur}*{error}"), new BlurLikelihood(photo[0], photo.Shape));
    }
}

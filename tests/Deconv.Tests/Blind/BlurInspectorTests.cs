using Deconv.Blind;
using Deconv.Psfs;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind;

public class BlurInspectorTests
{
    [Theory]
    [InlineData("disk:4", PsfFamily.Disk)]
    [InlineData("disk:2.5", PsfFamily.Disk)]
    public void The_kind_and_the_size_of_a_blur_are_found(string spec, PsfFamily family)
    {
        using PlanarImage photo = Scenes.Photograph(Scenes.Drawn(new(120, 124)), Psf.Parse(spec), 0.005).Photo;
        ImageInspection found = BlurInspector.Inspect(photo, 0.999);
        Assert.True(found.Blurred);
        Assert.Equal(family, found.Whole.Family);
        Assert.InRange(found.Whole.Radius, 0.85 * Psf.Parse(spec).Diagnose().RmsRadius, 1.15 * Psf.Parse(spec).Diagnose().RmsRadius);
        Assert.InRange(found.Noise[0], 0.004, 0.008);
        Assert.Empty(found.Quadrants); // too small to tell
    }
}

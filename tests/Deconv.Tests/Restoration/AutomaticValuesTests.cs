using Deconv.Blind.Search;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>The numbers behind "auto", taken from one run into another.</summary>
public class AutomaticValuesTests
{
    public static TheoryData<string, DeconvolutionOptions> Ways =>
        new()
        {
            { "default", new() },
            {
                "photons",
                new() { Loss = Loss.Poisson }
            },
            {
                "clipped",
                new() { SaturationLevel = 0.7 }
            },
            {
                "wiener",
                new() { Method = RestorationMethod.Wiener }
            },
            {
                "by plane",
                new()
                {
                    Channels = ChannelMode.Each,
                    Method = RestorationMethod.Nesterov,
                    Control = new() { Iterations = 6 },
                }
            },
            {
                "Stretch",
                new() { Stretch = new(0.1, 0.8) }
            },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Handed_over_they_give_the_same_bits(string name, DeconvolutionOptions options)
    {
        using PlanarImage blurred = Blurred(impulses: name == "default");
        using DeconvolutionResult first = Deconvolver.Run(blurred, Psf.Disk(2), options);
        Assert.Equal(name == "default", first.Parameters.Impulses > 0);
        using DeconvolutionResult again = Deconvolver.Run(blurred, Psf.Disk(2), options with { Automatic = first.Parameters.Automatic });
        for (int plane = 0; plane < 3; plane++)
            Assert.True(first.Image[plane].SequenceEqual(again.Image[plane]), $"plane {plane}");
    }

    [Fact]
    public void Measured_are_those_of_the_run()
    {
        using PlanarImage blurred = Blurred(impulses: false);
        using DeconvolutionResult run = Deconvolver.Run(blurred, Psf.Disk(2));
        AutomaticValues measured = Deconvolver.Measure(blurred, Psf.Disk(2));
        Assert.Equal(run.Parameters.Automatic.White, measured.White);
        Assert.Equal(run.Parameters.Automatic.Planes, measured.Planes);
    }

    /// <summary>
    /// On another image they are what was handed over, not what would be measured there; what is given explicitly comes before them.
    /// </summary>
    [Fact]
    public void On_another_image_nothing_is_measured()
    {
        using PlanarImage blurred = Blurred(impulses: false),
            darker = blurred.Clone();
        for (int plane = 0; plane < 3; plane++)
            foreach (ref float v in darker[plane])
                v *= 0.5f;
        AutomaticValues values = Deconvolver.Measure(blurred, Psf.Disk(2));
        using DeconvolutionResult result = Deconvolver.Run(darker, Psf.Disk(2), new() { Automatic = values });
        Assert.Equal(values.White, result.Parameters.White);
        Assert.Equal(values.Planes[0].Lambda, result.Planes[0].Lambda);
        using DeconvolutionResult given = Deconvolver.Run(darker, Psf.Disk(2), new() { Automatic = values, Lambda = 0.01 });
        Assert.Equal(0.01, given.Planes[0].Lambda);
    }

    [Fact]
    public void Values_of_fewer_planes_and_empty_ranges_are_refused()
    {
        using PlanarImage blurred = Blurred(impulses: false);
        AutomaticValues values = Deconvolver.Measure(blurred, Psf.Disk(2));
        Assert.Throws<ArgumentException>(() =>
            Deconvolver.Run(blurred, Psf.Disk(2), new() { Automatic = values with { Planes = [values.Planes[0]] } })
        );
        Assert.Throws<ArgumentException>(() => Deconvolver.Run(blurred, Psf.Disk(2), new() { Stretch = new(0.5, 0.5) }));
    }

    [Fact]
    public void The_densest_window_is_where_the_edges_are()
    {
        using var image = new PlanarImage(new(400, 500), 1);
        for (int y = 200; y < 360; y++)
        for (int x = 300; x < 460; x++)
            image.Row(0, y)[x] = (((x / 5) + (y / 5)) % 2 * 0.8f) + 0.1f;
        Region box = CropChooser.Densest(image, new(128, 128));
        Assert.True(box.Left >= 290 && box.Left + 128 <= 470 && box.Top >= 190 && box.Top + 128 <= 370, box.ToString());
        Assert.Equal(new Region(0, 0, new(400, 500)), CropChooser.Densest(image, new(4000, 4000)));
    }

    private static PlanarImage Blurred(bool impulses)
    {
        using PlanarImage scene = new(new(96, 112), 3);
        for (int plane = 0; plane < 3; plane++)
        for (int y = 0; y < 96; y++)
        for (int x = 0; x < 112; x++)
            scene.Row(plane, y)[x] = ((x / 12) + (y / 9) + plane) % 3 * 0.3f + 0.15f;
        PlanarImage blurred = Degradation.Blur(scene, Psf.Disk(2), Boundary.Unknown);
        Degradation.AddGaussianNoise(blurred, 0.004, 3);
        if (impulses)
            (blurred[0][5000], blurred[1][5000], blurred[2][5000]) = (1, 1, 1);
        return blurred;
    }
}

using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>What holds for every method and boundary, whatever the image.</summary>
public class DeconvolverTests
{
    private static readonly Psf Streak = Psf.Parse("motion:5,30");

    public static TheoryData<string> Methods => [.. Catalog.Methods.Select(m => m.Name)];

    private static RestorationMethod Named(string name) => Catalog.Methods.First(m => m.Name == name);

    private static PlanarImage Photo(int planes = 1) => Scenes.Photograph(Scenes.Drawn(new(44, 51), planes), Streak, 0.01).Photo;

    /// <summary>Synchronous, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Watch(Action<DeconvolutionProgress> see) : IProgress<DeconvolutionProgress>
    {
        public void Report(DeconvolutionProgress value) => see(value);
    }

    /// <summary>Zero is left out: there the frame is dark, and a constant image is not the blur of a constant scene.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void A_constant_stays_constant_for_every_boundary_that_is_served(string method)
    {
        using var flat = new PlanarImage(new(28, 31), 1);
        flat[0].Fill(0.6f);
        foreach (Boundary boundary in Enum.GetValues<Boundary>().Where(b => b != Boundary.Zero))
        {
            var options = new DeconvolutionOptions { Method = Named(method), Boundary = boundary };
            if (!Named(method).Serves(Named(method).DefaultPrior, boundary))
            {
                Assert.NotEqual(Boundary.Unknown, boundary); // which all of them serve
                Assert.Throws<ArgumentException>(() => Deconvolver.Run(flat, Streak, options));
                continue;
            }

            using DeconvolutionResult result = Deconvolver.Run(flat, Streak, options);
            Assert.All(result.Image[0].ToArray(), v => Assert.Equal(0.6f, v, 1e-3));
        }
    }

    /// <summary>Powers of two scale floats without rounding, so the answer scales to the last bit; others move inputs by 6e-8 each.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Scaling_the_image_scales_the_answer_and_changes_nothing_else(string method)
    {
        using PlanarImage photo = Photo();
        var options = new DeconvolutionOptions { Method = Named(method), Noise = null };
        using DeconvolutionResult one = Deconvolver.Run(photo, Streak, options);
        foreach (float factor in (float[])[0.25f, 1024, 0.1f, 10, 1000])
        {
            using PlanarImage scaled = photo.Clone();
            foreach (ref float v in scaled[0])
                v *= factor;
            using DeconvolutionResult other = Deconvolver.Run(scaled, Streak, options);
            Assert.Equal(one.Planes[0].Report.Iterations, other.Planes[0].Report.Iterations);
            Assert.Equal(factor * one.Planes[0].Noise, other.Planes[0].Noise, 1e-3 * factor * one.Planes[0].Noise);
            bool exact = MathF.Log2(factor) % 1 == 0;
            double squares = 0;
            for (int i = 0; i < photo[0].Length; i++)
            {
                if (exact)
                    Assert.Equal(factor * one.Image[0][i], other.Image[0][i]);
                squares += Math.Pow((other.Image[0][i] / factor) - one.Image[0][i], 2);
            }

            // A whole-image measure: shrinkage with p < 1 jumps at its threshold, where rounding may tip single samples by more.
            Assert.InRange(Math.Sqrt(squares / photo[0].Length), 0, 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Iterations_are_obeyed_exactly_and_reported(string method)
    {
        using PlanarImage photo = Photo(3);
        foreach (int count in (int[])[1, 7])
        {
            var seen = new List<DeconvolutionProgress>();
            using DeconvolutionResult result = Deconvolver.Run(
                photo,
                Streak,
                new()
                {
                    Method = Named(method),
                    Control = new() { Iterations = count },
                },
                new Watch(seen.Add)
            );
            int expected = Named(method) == RestorationMethod.Wiener ? 0 : count; // a closed form has none
            Assert.Equal(3, result.Planes.Count);
            Assert.All(result.Planes, p => Assert.Equal((expected, expected), (p.Report.Iterations, p.Report.History.Count)));
            Assert.Equal(3 * expected, seen.Count);
            Assert.All(seen, p => Assert.InRange(p.Fraction, 0, 1));
            Assert.Equal(seen.Select(p => p.Fraction), seen.Select(p => p.Fraction).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Canceling_throws_or_returns_what_there_is(string method)
    {
        using PlanarImage photo = Photo();
        var options = new DeconvolutionOptions
        {
            Method = Named(method),
            Control = new() { Iterations = 1000 },
        };
        DeconvolutionOptions keep = options with { Control = options.Control with { OnCancel = CancelBehavior.ReturnBest } };
        Assert.Throws<OperationCanceledException>(() => Deconvolver.Run(photo, Streak, options, null, new(true)));
        using DeconvolutionResult early = Deconvolver.Run(photo, Streak, keep, null, new(true));
        Assert.Equal(StopReason.Canceled, early.StopReason);
        Assert.All(early.Image[0].ToArray(), v => Assert.True(float.IsFinite(v)));
        if (Named(method) == RestorationMethod.Wiener)
            return;

        int steps = 0;
        using var cancel = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            steps = p.Iteration;
            if (steps == 5)
                cancel.Cancel();
        });
        using DeconvolutionResult result = Deconvolver.Run(photo, Streak, keep, watch, cancel.Token);
        Assert.Equal((5, StopReason.Canceled, false), (steps, result.StopReason, result.StopReason.Converged));
        Assert.All(result.Image[0].ToArray(), v => Assert.True(float.IsFinite(v)));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void One_thread_or_two_and_a_dirty_pool_give_the_same_bits(string method)
    {
        using PlanarImage photo = Photo(3);
        var options = new DeconvolutionOptions
        {
            Method = Named(method),
            Control = new() { Iterations = 12, Threads = 1 },
        };
        using DeconvolutionResult one = Deconvolver.Run(photo, Streak, options);
        AlignedBuffer[] buffers = [.. Enumerable.Range(0, 64).Select(i => AlignedPool.Rent(64 << (i % 8)))];
        foreach (AlignedBuffer buffer in buffers)
            buffer.Span.Fill(float.NaN);
        foreach (AlignedBuffer buffer in buffers)
            buffer.Dispose();
        using DeconvolutionResult two = Deconvolver.Run(photo, Streak, options with { Control = options.Control with { Threads = 2 } });
        for (int plane = 0; plane < 3; plane++)
            Assert.True(one.Image[plane].SequenceEqual(two.Image[plane]), $"plane {plane}");
    }

    [Fact]
    public void The_photo_is_not_changed_and_light_is_not_negative()
    {
        using PlanarImage photo = Photo(3),
            copy = photo.Clone();
        using DeconvolutionResult result = Deconvolver.Run(photo, Streak);
        for (int plane = 0; plane < 3; plane++)
        {
            Assert.Equal(copy[plane].ToArray(), photo[plane].ToArray());
            Assert.All(result.Image[plane].ToArray(), v => Assert.True(v >= 0));
        }

        Assert.Equal(
            (photo.Shape, 3, RestorationMethod.Gradient, Prior.HyperLaplacian, Boundary.Unknown),
            (result.Image.Shape, result.Image.Count, result.Parameters.Method, result.Parameters.Prior, result.Parameters.Boundary)
        );
    }

    /// <summary>A gray image in three planes stays gray: no color comes from the restoration.</summary>
    [Fact]
    public void Gray_stays_gray_and_luma_leaves_the_color_differences()
    {
        using PlanarImage gray = Photo(),
            photo = Photo(3),
            three = new(gray.Shape, 3);
        for (int plane = 0; plane < 3; plane++)
            gray[0].CopyTo(three[plane]);
        using DeconvolutionResult same = Deconvolver.Run(three, Streak),
            luma = Deconvolver.Run(photo, Streak, new() { Channels = ChannelMode.Luma, NonNegative = false });
        for (int i = 0; i < gray[0].Length; i++)
        {
            Assert.Equal(same.Image[0][i], same.Image[1][i], 1e-5);
            Assert.Equal(same.Image[0][i], same.Image[2][i], 1e-5);
            Assert.Equal(photo[0][i] - photo[2][i], luma.Image[0][i] - luma.Image[2][i], 1e-5);
        }
    }

    [Fact]
    public void A_PSF_larger_than_the_image_is_refused_with_both_sizes()
    {
        using var small = new PlanarImage(new(9, 30), 1);
        string message = Assert.Throws<InvalidPsfException>(() => Deconvolver.Run(small, Psf.Box(11))).Message;
        Assert.Contains("11x11 PSF", message, StringComparison.Ordinal);
        Assert.Contains("9x30 image", message, StringComparison.Ordinal);
    }

    public static TheoryData<DeconvolutionOptions> Wrong =>
        [
            new DeconvolutionOptions { Lambda = 0 },
            new DeconvolutionOptions { Lambda = double.NaN },
            new DeconvolutionOptions { LambdaFactor = -1 },
            new DeconvolutionOptions { Noise = -0.1 },
            new DeconvolutionOptions { NoiseToSignal = 0 },
            new DeconvolutionOptions { Control = new() { Tolerance = 0 } },
            new DeconvolutionOptions { Control = new() { Iterations = 0 } },
            new DeconvolutionOptions { Control = new() { Threads = -1 } },
            new DeconvolutionOptions { Weights = new PlanarImage(new(3, 3), 1) },
        ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Options_out_of_range_are_refused(DeconvolutionOptions options)
    {
        using PlanarImage photo = Photo();
        Assert.True(Assert.Throws<ArgumentException>(() => Deconvolver.Run(photo, Streak, options)).Message.Length > 15);
    }

    [Fact]
    public void A_time_limit_stops_with_what_is_there()
    {
        using PlanarImage photo = Photo();
        using DeconvolutionResult result = Deconvolver.Run(photo, Streak, new() { Control = new() { TimeLimit = TimeSpan.FromTicks(1) } });
        Assert.Equal(StopKind.TimeLimit, result.StopReason.Kind);
        Assert.Equal(1, result.Planes[0].Report.Iterations);
    }
}

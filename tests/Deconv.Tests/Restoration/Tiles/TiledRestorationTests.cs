using Deconv.Numerics;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Tiles;
using Deconv.Restoration.Verdict;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;
using Xunit;

namespace Deconv.Tests.Restoration.Tiles;

/// <summary>Pictures are small here, and so are their tiles; large ones are compared by the benchmark 'tiles'.</summary>
public class TiledRestorationTests
{
    private static readonly Psf Disk = Psf.Parse("disk:2");
    private static readonly Shape Picture = new(260, 330);

    private static PlanarImage Photo(int planes, Psf? psf = null)
    {
        Shape blur = (psf ?? Disk).Shape;
        using PlanarImage scene = Scenes.Drawn(new(Picture.Height + blur.Height - 1, Picture.Width + blur.Width - 1), planes);
        return Scenes.Photograph(scene, psf ?? Disk, 0.004).Photo;
    }

    private static DeconvolutionPlan Plan(int planes, DeconvolutionOptions options, int reach = 48, Psf? psf = null) =>
        new(Picture, planes, psf ?? Disk, options, RunHints.Default, TileLayout.Cheapest(Picture, (psf ?? Disk).Shape, reach, 48_000));

    private static DeconvolutionPlan Whole(int planes, DeconvolutionOptions options, Psf? psf = null) =>
        new(Picture, planes, psf ?? Disk, options, RunHints.Default, TileLayout.Whole(Picture));

    private static double Rms(PlanarImage a, PlanarImage b)
    {
        double sum = 0;
        for (int plane = 0; plane < a.Count; plane++)
        for (int i = 0; i < a.Shape.Count; i++)
            sum += Math.Pow(a[plane][i] - b[plane][i], 2);
        return Math.Sqrt(sum / a.Count / a.Shape.Count);
    }

    private static void SameBits(PlanarImage a, PlanarImage b)
    {
        for (int plane = 0; plane < a.Count; plane++)
            Assert.True(a[plane].SequenceEqual(b[plane]));
    }

    [Theory]
    [InlineData("disk:2", 1, 48)]
    [InlineData("disk:2", 3, 48)]
    [InlineData("gaussian:1.5", 3, 48)]
    public void Joined_tiles_are_the_whole_answer(string blur, int planes, int reach)
    {
        Psf psf = Psf.Parse(blur);
        using PlanarImage photo = Photo(planes, psf);
        DeconvolutionPlan tiles = Plan(planes, new(), reach, psf);
        Assert.True(tiles.TileCount > 1);
        using DeconvolutionResult joined = tiles.Run(photo);
        using DeconvolutionResult whole = Whole(planes, new() { Automatic = joined.Parameters.Automatic }, psf).Run(photo);
        Assert.InRange(Rms(joined.Image, whole.Image), 0, 1e-3);
        Assert.Equal(whole.Check.Verdict, joined.Check.Verdict);
        Assert.Equal(whole.Check.ChiSquare, joined.Check.ChiSquare, 0.02);
        Assert.Equal(whole.Check.Whiteness, joined.Check.Whiteness, 0.02);
        Assert.Equal(whole.StopReason, joined.StopReason);
    }

    [Fact]
    public void Weights_and_clipped_light_are_restored_alike()
    {
        using PlanarImage photo = Photo(3);
        using var weights = new PlanarImage(Picture, 1);
        weights[0].Fill(1);
        for (int y = 120; y < 132; y++)
            weights[0].Slice((y * Picture.Width) + 150, 20).Clear();
        for (int y = 40; y < 48; y++)
        for (int plane = 0; plane < 3; plane++)
            photo.Row(plane, y).Slice(60, 8).Fill(1);
        var options = new DeconvolutionOptions { Weights = weights, SaturationLevel = 1 };
        using DeconvolutionResult joined = Plan(3, options).Run(photo);
        using DeconvolutionResult whole = Whole(3, options with { Automatic = joined.Parameters.Automatic }).Run(photo);
        Assert.Equal(whole.Parameters.SaturatedShare, joined.Parameters.SaturatedShare, 1e-9);
        Assert.InRange(Rms(joined.Image, whole.Image), 0, 2e-3);
    }

    [Fact]
    public void Threads_and_rows_do_not_change_a_bit()
    {
        using PlanarImage photo = Photo(3);
        using DeconvolutionResult one = Plan(3, new() { Control = new() { Threads = 1 } }).Run(photo);
        using DeconvolutionResult two = Plan(3, new() { Control = new() { Threads = 2 } }).Run(photo);
        using var sink = new ImageSink(Picture, 3);
        DeconvolutionReport report = Plan(3, new()).RunRows(photo, sink);
        SameBits(one.Image, two.Image);
        SameBits(one.Image, sink.Image);
        SameBits(one.Residual, sink.Residual);
        Assert.Equal(one.Check, report.Check);
    }

    [Fact]
    public void The_result_again_with_its_own_values_is_the_same_to_the_bit()
    {
        using PlanarImage photo = Photo(1);
        using DeconvolutionResult first = Plan(1, new()).Run(photo);
        using DeconvolutionResult again = Plan(1, new() { Automatic = first.Parameters.Automatic }).Run(photo);
        SameBits(first.Image, again.Image);
    }

    /// <summary>Methods that stop by their own rule would otherwise stop at another step in every tile.</summary>
    [Fact]
    public void All_tiles_take_the_same_number_of_iterations()
    {
        using PlanarImage photo = Photo(1);
        var options = new DeconvolutionOptions { Method = RestorationMethod.RichardsonLucy };
        using DeconvolutionResult joined = Plan(1, options).Run(photo);
        var exact = options with
        {
            Automatic = joined.Parameters.Automatic,
            Control = new() { Iterations = joined.Planes[0].Report.Iterations },
        };
        using DeconvolutionResult whole = Whole(1, exact).Run(photo);
        Assert.InRange(Rms(joined.Image, whole.Image), 0, 2e-3);
    }

    [Fact]
    public void Missing_samples_stay_missing_and_an_empty_tile_stays_as_it_is()
    {
        using PlanarImage photo = Photo(1);
        for (int y = 0; y < Picture.Height; y++)
            photo.Row(0, y)[..200].Fill(float.NaN);
        using DeconvolutionResult joined = Plan(1, new()).Run(photo);
        Assert.Equal(200 * Picture.Height, joined.Parameters.Missing);
        for (int y = 0; y < Picture.Height; y++)
        {
            Assert.All(joined.Image.Row(0, y)[..200].ToArray(), v => Assert.True(float.IsNaN(v)));
            Assert.All(joined.Image.Row(0, y)[200..].ToArray(), v => Assert.True(float.IsFinite(v)));
        }
    }

    [Fact]
    public void Corners_without_picture_are_ignored_and_stay()
    {
        using PlanarImage photo = Photo(1);
        for (int y = 0; y < 60; y++)
            photo.Row(0, y)[..(120 - (2 * y))].Clear();
        using DeconvolutionResult joined = Plan(1, new()).Run(photo);
        using DeconvolutionResult whole = Whole(1, new() { Automatic = joined.Parameters.Automatic }).Run(photo);
        Assert.Equal(whole.Parameters.EmptyShare, joined.Parameters.EmptyShare, 1e-4);
        Assert.All(joined.Image.Row(0, 5)[..100].ToArray(), v => Assert.Equal(0, v));

        // What is filled in at the edge of the corner is not unique; farther away it makes no difference.
        using PlanarImage far = joined.Image.Crop(0, 200, new(Picture.Height, 130)),
            same = whole.Image.Crop(0, 200, new(Picture.Height, 130));
        Assert.InRange(Rms(far, same), 0, 1e-3);
    }

    [Fact]
    public void The_memory_that_is_said_is_the_most_that_is_taken()
    {
        using PlanarImage photo = Photo(3);
        DeconvolutionPlan plan = Plan(
            3,
            new()
            {
                Control = new() { Threads = 1 },
                Loss = Loss.Poisson,
            }
        );
        using var sink = new ImageSink(Picture, 3);
        long before = AlignedPool.WatchPeak();
        plan.RunRows(photo, sink);
        long taken = sizeof(float) * (AlignedPool.PeakFloats - before);
        Assert.InRange(taken, 1, plan.PeakBytesOfRows);
    }

    [Fact]
    public void Stretched_light_comes_back_in_its_range()
    {
        using PlanarImage photo = Photo(1);
        for (int i = 0; i < photo[0].Length; i++)
            photo[0][i] = 0.4f + (0.1f * photo[0][i]);
        var options = new DeconvolutionOptions { Stretch = new(0.4, 0.5) };
        using DeconvolutionResult joined = Plan(1, options).Run(photo);
        using DeconvolutionResult whole = Whole(1, options with { Automatic = joined.Parameters.Automatic }).Run(photo);
        Assert.Equal(options.Stretch, joined.Parameters.Stretch);
        Assert.InRange(Rms(joined.Image, whole.Image), 0, 1e-4);
    }

    [Fact]
    public void Progress_runs_over_the_tiles()
    {
        using PlanarImage photo = Photo(1);
        var seen = new List<DeconvolutionProgress>();
        DeconvolutionPlan plan = Plan(1, new());
        using DeconvolutionResult result = plan.Run(photo, new Watch(seen.Add));
        Assert.All(seen, p => Assert.Equal(plan.TileCount, p.TileCount));
        Assert.Equal(Enumerable.Range(0, plan.TileCount), seen.Select(p => p.Tile).Distinct());
        Assert.Equal(seen.Select(p => p.Fraction).Order(), seen.Select(p => p.Fraction));
        Assert.Equal(1, seen[^1].Fraction, 1e-9);
    }

    [Fact]
    public void Canceling_gives_no_part_of_a_picture()
    {
        using PlanarImage photo = Photo(1);
        using var source = new CancellationTokenSource();
        var options = new DeconvolutionOptions { Control = new() { OnCancel = CancelBehavior.ReturnBest } };
        Assert.ThrowsAny<OperationCanceledException>(() => Plan(1, options).Run(photo, new Watch(p => CancelAt(p.Tile)), source.Token));

        void CancelAt(int tile)
        {
            if (tile == 1)
                source.Cancel();
        }
    }

    [Fact]
    public void The_time_limit_is_that_of_the_picture_and_every_tile_gets_its_part()
    {
        using PlanarImage photo = Photo(1);
        using DeconvolutionResult result = Plan(1, new() { Control = new() { TimeLimit = TimeSpan.FromTicks(1) } }).Run(photo);
        Assert.Equal(StopKind.TimeLimit, result.StopReason.Kind);
        Assert.Equal(1, result.Planes[0].Report.Iterations);
        Assert.All(result.Image[0].ToArray(), v => Assert.True(float.IsFinite(v)));
        Assert.NotEqual(FitVerdict.Artifacts, result.Check.Verdict);
    }

    private sealed class Watch(Action<DeconvolutionProgress> see) : IProgress<DeconvolutionProgress>
    {
        public void Report(DeconvolutionProgress value) => see(value);
    }
}

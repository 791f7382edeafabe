using Deconv.Imaging.Rows;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Imaging.Tests.Rows;

/// <summary>Restorations from file to file. The picture is just large enough for two tiles.</summary>
public class PhotographRowsTests
{
    private static readonly Psf Disk = Psf.Disk(1.5);

    private static readonly PhotographOptions Quick = new()
    {
        Restoration = new() { Effort = Effort.Fast, FindImpulses = false },
    };

    private static void Write(string path, Shape shape, SampleDepth depth = SampleDepth.UInt8, PlanarImage? alpha = null)
    {
        var image = new PlanarImage(shape, 1);
        var random = new Random(1);
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
            image.Row(0, y)[x] = (float)(0.4 + (0.2 * Math.Tanh(Math.Sin(x / 9.0) * 4)) + (0.2 * Math.Sin(y / 17.0)) + (0.01 * random.NextDouble()));
        using var photograph = new Photograph(image, alpha) { Depth = depth, Transfer = TransferFunction.Srgb };
        ImageFile.Save(photograph, path);
    }

    [Fact]
    public void The_file_is_that_of_a_restoration_in_memory()
    {
        using var folder = new TemporaryFolder();
        Write(folder["in.png"], new(2100, 2110));
        using PhotographRows rows = PhotographRows.TryOpen(folder["in.png"])!;
        PhotographRowsPlan plan = PhotographRestorer.PlanRows(rows, Disk, Quick);
        Assert.True(plan.TileCount > 1);
        PhotographRowsResult written = plan.Run(folder["rows.png"]);
        using Photograph photograph = ImageFile.Load(folder["in.png"]);
        PhotographPlan inMemory = PhotographRestorer.Plan(photograph, Disk, Quick);
        using PhotographRestoration restored = inMemory.Run();
        SaveReport saved = ImageFile.Save(restored.Photograph, folder["memory.png"]);
        Assert.Equal(File.ReadAllBytes(folder["memory.png"]), File.ReadAllBytes(folder["rows.png"]));
        Assert.Equal(saved.Clipped, written.Saved.Clipped);
        Assert.Equal(restored.Result.Check, written.Report.Check);
        Assert.True(plan.PeakBytes < inMemory.PeakBytes);
    }

    [Fact]
    public void A_canceled_or_refused_restoration_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        Write(folder["in.tif"], new(2100, 2110), SampleDepth.UInt16);
        using PhotographRows rows = PhotographRows.TryOpen(folder["in.tif"])!;
        PhotographRowsPlan plan = PhotographRestorer.PlanRows(
            rows,
            Disk,
            Quick with
            {
                Restoration = Quick.Restoration! with { Control = new() { Iterations = 1 } },
            }
        );
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            plan.Run(folder["out.tif"], progress: new At(p => p.Tile == 1, source.Cancel), cancellationToken: source.Token)
        );
        Assert.False(plan.Run(folder["out.tif"], accept: _ => false).Kept);
        Assert.Equal(["in.tif"], folder.Files);
    }

    [Fact]
    public void Files_that_need_all_of_the_picture_are_not_served()
    {
        using var folder = new TemporaryFolder();
        using var alpha = new PlanarImage(new(20, 30), 1);
        alpha[0].Fill(0.5f);
        Write(folder["alpha.png"], new(20, 30), alpha: alpha.Clone());
        Write(folder["float.tif"], new(20, 30), SampleDepth.Float32);
        Write(folder["gray.pgm"], new(20, 30));
        Assert.All(["alpha.png", "float.tif", "gray.pgm"], name => Assert.Null(PhotographRows.TryOpen(folder[name])));
    }

    [Fact]
    public void What_cannot_be_made_row_by_row_is_refused()
    {
        using var folder = new TemporaryFolder();
        Write(folder["in.png"], new(40, 50));
        using PhotographRows rows = PhotographRows.TryOpen(folder["in.png"])!;
        Assert.Throws<ArgumentException>(() => PhotographRestorer.PlanRows(rows, Disk, new() { Amount = 0.5 }));
        Assert.False(PhotographRowsPlan.CanWrite(folder["out.pgm"], SaveOptions.Default));
        Assert.False(PhotographRowsPlan.CanWrite(folder["out.png"], new() { Range = RangePolicy.Rescale }));
        Assert.True(PhotographRowsPlan.CanWrite(folder["out.tif"], SaveOptions.Default));
    }

    private sealed class At(Func<DeconvolutionProgress, bool> when, Action then) : IProgress<DeconvolutionProgress>
    {
        public void Report(DeconvolutionProgress value)
        {
            if (when(value))
                then();
        }
    }
}

using System.Text.Json;
using Deconv.Imaging;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>A picture that is just large enough for tiles.</summary>
public class LargePictureTests
{
    private static string Picture(Cli cli, string name)
    {
        var image = new PlanarImage(new(2100, 2110), 1);
        var random = new Random(1);
        for (int y = 0; y < 2100; y++)
        for (int x = 0; x < 2110; x++)
            image.Row(0, y)[x] = (float)(0.4 + (0.3 * Math.Tanh(Math.Sin(x / 9.0) * 4)) + (0.1 * Math.Sin(y / 17.0)) + (0.01 * random.NextDouble()));
        using var photograph = new Photograph(image);
        ImageFile.Save(photograph, cli.At(name));
        return cli.At(name);
    }

    [Fact]
    public void The_limit_of_memory_the_threads_and_the_report_do_not_change_the_file()
    {
        using var cli = new Cli();
        string picture = Picture(cli, "in.png");
        string[] command = ["deblur", picture, "-p", "disk:1.5", "--effort", "fast", "--force"];
        Assert.Equal(ExitCode.Ok, cli.Run([.. command, "-o", cli.At("rows.png"), "--max-memory", "500M"]));
        JsonElement json = cli.Json([.. command, "-o", cli.At("memory.png"), "--threads", "1"]);
        Assert.Equal("deblur", json.GetProperty("command").GetString());
        Assert.Equal(File.ReadAllBytes(cli.At("memory.png")), File.ReadAllBytes(cli.At("rows.png")));
    }

    [Fact]
    public void A_dry_run_tells_the_tiles_and_less_memory_than_one_tile_is_refused()
    {
        using var cli = new Cli();
        string picture = Picture(cli, "in.png");
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", picture, "-p", "disk:1.5", "-o", cli.At("out.png"), "--dry-run"));
        Assert.Contains("tiles, transforms", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Memory, cli.Run("deblur", picture, "-p", "disk:1.5", "-o", cli.At("out.png"), "--max-memory", "20M"));
        Assert.Contains("--max-memory", cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(cli.At("out.png")));
    }

    [Fact]
    public void Sharpening_runs_in_tiles_too()
    {
        using var cli = new Cli();
        string picture = Picture(cli, "in.png");
        string[] command = ["sharpen", picture, "--effort", "fast", "--force"];
        Assert.Equal(ExitCode.Ok, cli.Run([.. command, "-o", cli.At("rows.png"), "--progress", "json"]));
        Assert.Contains("\"tiles\":", cli.Error, StringComparison.Ordinal);
        cli.Json([.. command, "-o", cli.At("memory.png")]);
        Assert.Equal(File.ReadAllBytes(cli.At("memory.png")), File.ReadAllBytes(cli.At("rows.png")));
    }
}

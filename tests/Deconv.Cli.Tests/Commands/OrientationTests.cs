using System.Text.Json;
using Deconv.Imaging;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>
/// All that a person sees or types is in the axes in which the photograph is seen: with a file that states an orientation, every command gives what
/// it gives with the same picture stored upright.
/// </summary>
public class OrientationTests
{
    private static readonly Shape Seen = new(60, 84);

    public static TheoryData<int> Orientations => [2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Angle_crop_mask_weights_and_PSF_mean_what_is_seen(int orientation)
    {
        using var cli = new Cli();
        Write(cli, "seen.tif", 1, Seen, Scene);
        Write(cli, "stored.tif", orientation, Seen, Scene);
        Write(cli, "mask.png", 1, Seen, Upper);
        Write(cli, "stored-mask.png", orientation, Seen, Upper);
        Write(cli, "kernel.png", 1, new(5, 7), Hook);
        Write(cli, "stored-kernel.png", orientation, new(5, 7), Hook);
        string[] motion = ["-p", "motion:7,30", "--iterations", "8"];
        Same(cli, ["deblur", .. motion]);
        Same(cli, ["deblur", .. motion, "--strip"]);
        Same(cli, ["deblur", .. motion, "--crop", "12,5,40,30"]);
        Same(cli, ["deblur", .. motion, "--crop", "12,5,40,30", "--crop-margin", "8"]);
        Same(cli, ["deblur", .. motion, "--mask", cli.At("mask.png")]);
        Same(cli, ["deblur", .. motion, "--weights", cli.At("mask.png")]);
        Same(cli, ["deblur", "-p", cli.At("kernel.png"), "--iterations", "8", "--accept-anyway"]);
        Same(cli, ["sharpen", "--sigma", "0.7", "--crop", "12,5,40,30"]);
        Same(cli, ["blur", "-p", "motion:7,30"]);

        string[] deblur = ["deblur", cli.At("seen.tif"), .. motion, "-q", "-f", "-o"];
        Assert.Equal(ExitCode.Ok, cli.Run([.. deblur, cli.At("a.ppm"), "--mask", cli.At("mask.png")]));
        Assert.Equal(ExitCode.Ok, cli.Run([.. deblur, cli.At("b.ppm"), "--mask", cli.At("stored-mask.png")]));
        AssertSame(cli);
        string[] kernel = ["deblur", cli.At("seen.tif"), "--iterations", "8", "--accept-anyway", "-q", "-f", "-p"];
        Assert.Equal(ExitCode.Ok, cli.Run([.. kernel, cli.At("kernel.png"), "-o", cli.At("a.ppm")]));
        Assert.Equal(ExitCode.Ok, cli.Run([.. kernel, cli.At("stored-kernel.png"), "-o", cli.At("b.ppm")]));
        AssertSame(cli);
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Measurements_are_those_of_what_is_seen(int orientation)
    {
        using var cli = new Cli();
        foreach ((string name, int stored) in new[] { ("seen", 1), ("stored", orientation) })
        {
            Write(cli, name + ".tif", stored, Seen, Scene);
            Write(cli, name + "-point.tif", stored, Seen, (x, y) => 0.05f + Spot(x - 30, y - 22));
            Write(cli, name + "-edge.tif", stored, Seen, (x, y) => 0.5f + (0.3f * MathF.Tanh((x - 40 - (0.1f * (y - 30))) / 2)));
        }

        Alike(cli, "", file => ["inspect", file]);
        Alike(cli, "-point", file => ["psf", "from-point", file, "--at", "29,23", "--size", "15", "-o", cli.At("k.txt"), "-f"]);
        Alike(cli, "-edge", file => ["psf", "from-edge", file, "--box", "20,10,40,40", "-o", cli.At("k.txt"), "-f"]);
        Assert.Equal(ExitCode.Ok, cli.Run("compare", cli.At("stored.tif"), cli.At("seen.tif")));
        Assert.Contains("∞", cli.Out.Replace("inf", "∞", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tif")]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("webp")]
    public void What_is_written_is_upright_and_says_so(string format)
    {
        using var cli = new Cli();
        Write(cli, "stored." + format, 6, Seen, Scene);
        string[] deblur = ["deblur", cli.At("stored." + format), "-p", "motion:7,30", "--iterations", "8", "-f", "-o"];
        foreach (string output in (string[])["out." + format, "out.ppm"])
        {
            Assert.Equal(ExitCode.Ok, cli.Run([.. deblur, cli.At(output)]));
            Assert.Contains("turned by 90° clockwise", cli.Error, StringComparison.Ordinal);
            using Photograph result = ImageFile.Load(cli.At(output));
            Assert.Equal(Seen, result.Shape);
            Assert.Empty(result.Warnings);
        }
    }

    [Fact]
    public void Reports_and_sheets_show_what_is_seen()
    {
        using var cli = new Cli();
        Write(cli, "seen.tif", 1, Seen, Scene);
        Write(cli, "stored.tif", 8, Seen, Scene);
        foreach (string name in (string[])["seen", "stored"])
        {
            string input = cli.At(name + ".tif");
            string[] common = ["-p", "motion:7,30", "--effort", "fast", "-q"];
            Assert.Equal(ExitCode.Ok, cli.Run(["deblur", input, .. common, "-o", cli.At("x.tif"), "-f", "--report", cli.At(name + ".html")]));
            string[] sweep = ["sweep", input, .. common, "--lambda", "1e-4..1e-3:2", "--crop", "10,8,40,30", "--sheet", cli.At(name + "-sheet.png")];
            Assert.Equal(ExitCode.Ok, cli.Run(sweep));
        }

        Assert.Equal(Pictures(cli.At("seen.html")), Pictures(cli.At("stored.html")));
        Assert.NotEmpty(Pictures(cli.At("seen.html")));
        using Photograph one = ImageFile.Load(cli.At("seen-sheet.png")),
            other = ImageFile.Load(cli.At("stored-sheet.png"));
        Assert.Equal(one.Shape, other.Shape);
    }

    /// <summary>Runs a command on both files and compares the pixels.</summary>
    private static void Same(Cli cli, string[] command)
    {
        Assert.Equal(ExitCode.Ok, cli.Run([command[0], cli.At("seen.tif"), .. command[1..], "-o", cli.At("a.ppm"), "-q", "-f"]));
        Assert.Equal(ExitCode.Ok, cli.Run([command[0], cli.At("stored.tif"), .. command[1..], "-o", cli.At("b.ppm"), "-q", "-f"]));
        AssertSame(cli);
    }

    private static void AssertSame(Cli cli) =>
        Assert.True(File.ReadAllBytes(cli.At("a.ppm")).AsSpan().SequenceEqual(File.ReadAllBytes(cli.At("b.ppm"))));

    /// <summary>Compares what a command tells about both files, apart from their names and its notes.</summary>
    private static void Alike(Cli cli, string kind, Func<string, string[]> command)
    {
        string Told(string name) =>
            string.Join(
                '\n',
                cli.Json(command(cli.At(name + kind + ".tif")))
                    .EnumerateObject()
                    .Where(p => p.Name != "warnings" && p.Value.ValueKind != JsonValueKind.String)
                    .Select(p => $"{p.Name} {p.Value}")
            );
        Assert.Equal(Told("seen"), Told("stored"));
    }

    private static string[] Pictures(string report) =>
        [.. File.ReadAllText(report).Split("data:image/png;base64,").Skip(1).Select(p => p[..p.IndexOfAny(['"', '\'', ')'])])];

    private static float Scene(int x, int y) => 0.2f + (0.5f * ((x / 9) + (y / 13)) % 1) + (x > 40 && y > 20 ? 0.25f : 0) + (0.002f * y);

    private static float Upper(int x, int y) => y < 20 && x < 50 ? 1 : 0;

    private static float Hook(int x, int y) => y == 2 || (x == 5 && y < 2) ? 0.1f + (0.05f * x) : 0;

    private static float Spot(int x, int y) => 0.8f * MathF.Exp(-((x * x) + (y * y)) / 8f);

    /// <summary>Writes a picture of 16 bits as a camera stores it: EXIF 2.32, table of the tag 274.</summary>
    private static void Write(Cli cli, string name, int orientation, Shape seen, Func<int, int, float> value)
    {
        Shape shape = orientation >= 5 ? new(seen.Width, seen.Height) : seen;
        var stored = new PlanarImage(shape, 1);
        for (int row = 0; row < shape.Height; row++)
        for (int column = 0; column < shape.Width; column++)
        {
            (int down, int right) = orientation >= 5 ? (column, row) : (row, column);
            int y = orientation is 3 or 4 or 7 or 8 ? seen.Height - 1 - down : down,
                x = orientation is 2 or 3 or 6 or 7 ? seen.Width - 1 - right : right;
            stored[0][(row * shape.Width) + column] = value(x, y);
        }

        using var photograph = new Photograph(stored)
        {
            Depth = SampleDepth.UInt16,
            Metadata = new() { Exif = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0] },
        };
        ImageFile.Save(photograph, cli.At(name), new SaveOptions { Overwrite = true, Quality = 97 });
    }
}

using System.Text.Json;
using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>Pictures whose samples are counts, not light from 0 to 1.</summary>
public class FloatRangeTests
{
    [Theory]
    [InlineData("blur FILE -p disk:2 -o OUT.pfm")]
    [InlineData("deblur FILE -p disk:2 -o OUT.fits")]
    [InlineData("sharpen FILE --sigma 0.7 -o OUT.tif")]
    public void Commands_keep_the_range_of_floats(string command)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run(Words(cli, command)));
        Assert.DoesNotContain("outside 0 to 1", cli.Error, StringComparison.Ordinal);
        using Photograph made = ImageFile.Load(Directory.GetFiles(cli.Folder, "OUT.*")[0]);
        Assert.InRange(made.Color[0].ToArray().Average(), 1500, 2500);
    }

    [Theory]
    [InlineData("blur FILE -p disk:2 -o OUT.png")]
    [InlineData("deblur FILE -p disk:2 -o OUT.png")]
    [InlineData("deblur FILE -p disk:2 --range clip -o OUT.pfm")]
    public void Clipping_is_said_on_a_line_of_its_own_with_what_keeps_the_values(string command)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run(Words(cli, command)));
        string line = Assert.Single(cli.Error.Split('\n'), l => l.Contains("lie outside 0 to 1", StringComparison.Ordinal));
        Assert.StartsWith("  note: 100.0 %", line, StringComparison.Ordinal);
        Assert.DoesNotContain("reproduces the photograph to within its noise.", cli.Error, StringComparison.Ordinal);
        string keep = line.Contains("--range preserve", StringComparison.Ordinal) ? "--range preserve" : "--range rescale";
        Assert.Equal(
            ExitCode.Ok,
            cli.Run([.. Words(cli, command.Replace(" --range clip", "", StringComparison.Ordinal)), .. keep.Split(' '), "--force"])
        );
        Assert.DoesNotContain("lie outside", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verdict_is_on_the_file()
    {
        using var cli = new Cli();
        using var scene = new PlanarImage(new(76, 96), 1);
        for (int i = 0; i < scene[0].Length; i++)
        {
            (int y, int x) = Math.DivRem(i, 96);
            scene[0][i] = 480 + (200 * (((x / 11 * 7) + (y / 13 * 5) + (x / 17 * (y / 19))) % 12));
        }

        PlanarImage blurred = Degradation.Blur(scene, Psf.Disk(3), Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(blurred, 16, 1);
        using var photograph = new Photograph(blurred) { Depth = SampleDepth.Float32, Transfer = TransferFunction.Linear };
        ImageFile.Save(photograph, cli.At("in.pfm"));
        Assert.Equal("fits", Verdict("auto"));
        Assert.Equal("lost-in-file", Verdict("clip"));

        string? Verdict(string range)
        {
            Assert.Equal(ExitCode.Ok, cli.Run("deblur", cli.At("in.pfm"), "-p", "disk:3", "--range", range, "--json", "-f", "-o", cli.At("OUT.pfm")));
            using JsonDocument report = JsonDocument.Parse(cli.Out);
            return report.RootElement.GetProperty("check").GetProperty("verdict").GetString();
        }
    }

    private static string[] Words(Cli cli, string command)
    {
        string file = cli.At("counts.pfm");
        var image = new PlanarImage(new(64, 64), 1);
        for (int i = 0; i < image[0].Length; i++)
            image[0][i] = 2000 + (500 * MathF.Sin(i % 64 / 5f) * MathF.Cos(i / 64 / 4f)) + (3 * (i * 7919 % 13));
        using var photograph = new Photograph(image) { Depth = SampleDepth.Float32, Transfer = TransferFunction.Linear };
        ImageFile.Save(photograph, file, new() { Overwrite = true });
        return
        [
            .. command
                .Split(' ')
                .Select(w =>
                    w == "FILE" ? file
                    : w.StartsWith("OUT", StringComparison.Ordinal) ? cli.At(w)
                    : w
                ),
        ];
    }
}

using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>Pictures of a few pixels and pictures of one value, in every command.</summary>
public class SmallAndFlatTests
{
    private static readonly (int Width, int Height)[] Sizes = [(1, 1), (40, 1), (3, 3), (14, 40), (15, 15)];

    /// <summary>Commands with the exit codes that say: done, too small (usage), PSF too large, no result to trust.</summary>
    [Theory]
    [InlineData("inspect FILE")]
    [InlineData("sharpen FILE -o OUT.png")]
    [InlineData("sharpen FILE --sigma 0.7 -o OUT.png")]
    [InlineData("blind FILE -o OUT.png")]
    [InlineData("deblur FILE -p disk:1.5 --crop auto -o OUT.png")]
    [InlineData("blur FILE -p disk:1.5 -o OUT.png")]
    [InlineData("psf estimate FILE -o OUT.txt")]
    [InlineData("psf check disk:2 --image FILE")]
    [InlineData("psf from-point FILE --at 0,0 -o OUT.txt")]
    [InlineData("psf from-edge FILE --box 0,0,10,10 -o OUT.txt")]
    [InlineData("compare FILE FILE")]
    [InlineData("sweep FILE -p disk:1.5 --lambda 1e-4,1e-3 --sheet OUT.png")]
    public void No_command_fails_inside_and_every_refusal_names_the_picture_or_its_size(string command)
    {
        using var cli = new Cli();
        foreach ((int width, int height) in Sizes)
        {
            string file = cli.At($"t{width}x{height}.pgm");
            Write(file, width, height, i => i * 37 % 251);
            int code = cli.Run(Words(cli, command, file));
            Assert.True(
                code is ExitCode.Ok or ExitCode.Usage or ExitCode.Psf or ExitCode.NotTrusted,
                $"{width}x{height} {command}: exit {code}, {cli.Error}"
            );
            Assert.DoesNotContain("KernelSize", cli.Error, StringComparison.Ordinal);
            foreach (string made in Directory.GetFiles(cli.Folder, "OUT*"))
                File.Delete(made);
        }
    }

    [Theory]
    [InlineData("inspect FILE")]
    [InlineData("sharpen FILE -o OUT.png")]
    [InlineData("blind FILE -o OUT.png")]
    [InlineData("psf estimate FILE -o OUT.txt")]
    public void Too_small_is_said_with_what_still_works(string command)
    {
        using var cli = new Cli();
        string file = cli.At("t14x60.pgm");
        Write(file, 14, 60, i => i * 37 % 251);
        Assert.Equal(ExitCode.Usage, cli.Run(Words(cli, command, file)));
        Assert.Contains("too small", cli.Error, StringComparison.Ordinal);
        Assert.Contains("14×60", cli.Error, StringComparison.Ordinal);
        FollowAdvice(cli, file);
    }

    [Theory]
    [InlineData("sharpen FILE -o OUT.png")]
    [InlineData("blind FILE -o OUT.png")]
    [InlineData("psf estimate FILE -o OUT.txt")]
    [InlineData("psf check disk:2 --image FILE")]
    public void On_a_picture_of_one_value_no_blur_is_measured(string command)
    {
        using var cli = new Cli();
        foreach (int value in (int[])[0, 77, 255])
        {
            string file = cli.At($"flat{value}.pgm");
            Write(file, 64, 64, _ => value);
            Assert.Equal(ExitCode.NotTrusted, cli.Run(Words(cli, command, file)));
            Assert.Contains("no detail to measure", cli.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(cli.Folder, "OUT*"));
        }

        FollowAdvice(cli, cli.At("flat255.pgm"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(77)]
    [InlineData(255)]
    public void Inspect_suggests_no_blur_for_a_picture_of_one_value(int value)
    {
        using var cli = new Cli();
        Write(cli.At("flat.pgm"), 64, 64, i => value == 77 ? value + (i % 2) : value);
        Assert.Equal(ExitCode.Ok, cli.Run("inspect", cli.At("flat.pgm")));
        Assert.Contains("no detail to measure", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("gaussian", cli.Out, StringComparison.Ordinal);
        JsonElement json = cli.Json("inspect", cli.At("flat.pgm"));
        Assert.Empty(JsonSchema.Errors(json, "inspect"));
        Assert.False(json.GetProperty("blurred").GetBoolean());
        Assert.Equal(0, cli.Json("compare", cli.At("flat.pgm"), cli.At("flat.pgm")).GetProperty("shiftX").GetDouble());
    }

    [Fact]
    public void A_kernel_too_large_for_the_picture_is_named_with_the_largest_one()
    {
        using var cli = new Cli();
        Write(cli.At("t.pgm"), 60, 60, i => i * 37 % 251);
        Assert.Equal(ExitCode.Usage, cli.Run("blind", cli.At("t.pgm"), "--kernel-size", "31"));
        Assert.Contains("Use --kernel-size 20.", cli.Error, StringComparison.Ordinal);
    }

    private static string[] Words(Cli cli, string command, string file) =>
        [
            .. command
                .Split(' ')
                .Select(w =>
                    w == "FILE" ? file
                    : w.StartsWith("OUT", StringComparison.Ordinal) ? cli.At(w)
                    : w
                ),
        ];

    /// <summary>Runs the command that the message gives.</summary>
    private static void FollowAdvice(Cli cli, string file)
    {
        string advice = $"deconv deblur {Output.ShellWords.File(file)} -p gaussian:0.5";
        Assert.Contains(advice, cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", file, "-p", "gaussian:0.5", "-o", cli.At("advice.png")));
    }

    private static void Write(string path, int width, int height, Func<int, int> value) =>
        File.WriteAllText(path, $"P2\n{width} {height}\n255\n{string.Join(' ', Enumerable.Range(0, width * height).Select(value))}\n");
}

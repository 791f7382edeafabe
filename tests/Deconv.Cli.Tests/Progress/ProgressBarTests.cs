using System.Text.RegularExpressions;
using Deconv.Cli.Progress;
using Xunit;

namespace Deconv.Cli.Tests.Progress;

/// <summary>The bar on terminals of every width.</summary>
public partial class ProgressBarTests
{
    public static TheoryData<int, string> Terminals
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (int width in (int[])[20, 21, 30, 39, 40, 60, 79, 80, 81, 120, 200])
            foreach (string name in (string[])["a.png", "Holidays in Italy/IMG_20240714_183012.png", "写真/東京の夜景と花火大会.png"])
                data.Add(width, name);
            return data;
        }
    }

    /// <summary>One line that fits, drawn over and over, and removed at the end.</summary>
    [Theory]
    [MemberData(nameof(Terminals))]
    public void A_frame_is_one_line_that_fits(int width, string name)
    {
        string drawn = Drawn(width, name);
        string[] frames = [.. Sequence().Replace(drawn, "\r").Split('\r', '\n').Where(f => f.Contains('%', StringComparison.Ordinal))];
        Assert.NotEmpty(frames);
        Assert.All(frames, f => Assert.True(Columns(f.TrimEnd()) < width, $"{Columns(f)} columns: {f}"));
        Assert.DoesNotContain('\n', drawn.TrimEnd());
        Assert.Contains("100%", frames[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_shortened_before_anything_else_is_left_out()
    {
        const string Long = "a name that is as long as some cameras and people make them, and longer.png";
        BarLayout wide = BarLayout.For(200, Long.Length),
            usual = BarLayout.For(80, Long.Length),
            narrow = BarLayout.For(20, Long.Length);
        Assert.Equal(Long.Length, wide.Name);
        Assert.True(usual is { Name: >= 8 and < 30, Bar: >= 10, Step: > 0, Left: > 0 }, usual.ToString());
        Assert.True(narrow is { Name: >= 8, Bar: 0, Step: 0, Left: 0 }, narrow.ToString());
        Assert.Equal("…longer.png", BarLayout.Shorten(Long, 11));
        Assert.Equal("a.png", BarLayout.Shorten("a.png", 5));
    }

    [Fact]
    public void Without_a_terminal_nothing_is_drawn()
    {
        using var cli = new Cli();
        MadePictures.Write(cli.Folder);
        string[] args = ["deblur", cli.At("small.png"), "-p", "gaussian:1", "--accept-anyway", "-f", "-o", cli.At("out.png")];
        (int code, _, string error) = Shell.Try($"{Shell.Program} {Output.ShellWords.Join([.. args, "--progress", "bar"])}", cli.Folder);
        Assert.Equal(ExitCode.Ok, code);
        Assert.DoesNotContain('\r', error);
        Assert.DoesNotContain('\u001b', error);
    }

    private static string Drawn(int width, string name)
    {
        using var terminal = new StringWriter();
        int result = ProgressBar.While(
            name,
            terminal,
            () => width,
            show =>
            {
                for (int i = 1; i <= 3; i++)
                {
                    show(new("solve", $"plane 3/3, iteration {i}/3", i / 3.0, 100 * (3 - i)));
                    Thread.Sleep(i == 3 ? 0 : 120);
                }

                return 7;
            }
        );
        Assert.Equal(7, result);
        return terminal.ToString();
    }

    /// <summary>Ideographs are two columns wide.</summary>
    private static int Columns(string text) => text.Sum(c => c >= 0x2E80 ? 2 : 1);

    [GeneratedRegex("\u001b\\[[?0-9;]*[A-Za-z]")]
    private static partial Regex Sequence();
}

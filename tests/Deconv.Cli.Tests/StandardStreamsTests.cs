using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>Standard output and error that are closed or full, of the real process.</summary>
public class StandardStreamsTests
{
    private const string Deblur = "deblur small.png -p gaussian:1 --effort fast --iterations 2 --accept-anyway -f";

    [Theory]
    [InlineData(Deblur + " -o out.png 2>&-", ExitCode.Ok)]
    [InlineData(Deblur + " -o out.png 2>/dev/full", ExitCode.Ok)]
    [InlineData("inspect absent.png 2>/dev/full", ExitCode.Input)]
    [InlineData(Deblur + " -o out.png <&- >&- 2>&-", ExitCode.Ok)]
    [InlineData("version >/dev/full", ExitCode.Output)]
    [InlineData("inspect small.png edge.png >/dev/full", ExitCode.Output)]
    [InlineData(Deblur + " -o - >/dev/full", ExitCode.Output)]
    [InlineData(Deblur + " -o - >&-", ExitCode.Output)]
    [InlineData("help psf | head -0", ExitCode.Ok)]
    public void A_lost_log_is_ignored_and_a_lost_result_exits_with_4(string command, int expected)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var cli = new Cli();
        MadePictures.Write(cli.Folder);
        (int code, _, string error) = Shell.Try($"{Shell.Program} {command}; exit ${{PIPESTATUS[0]}}", cli.Folder);
        Assert.True(code == expected, $"exit {code}: {error}");
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
        if (expected == ExitCode.Output)
            Assert.Contains("cannot be written", error, StringComparison.Ordinal);
        Assert.Equal(expected == ExitCode.Ok && command.StartsWith("deblur", StringComparison.Ordinal), File.Exists(cli.At("out.png")));
    }
}

using System.Diagnostics;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>Signals to the real process.</summary>
public class InterruptionTests
{
    [Fact]
    public void Ctrl_C_keeps_the_best_so_far_and_exits_with_130()
    {
        if (OperatingSystem.IsWindows()) return; // no kill there; the handler is the same
        using var cli = new Cli();
        string program = typeof(Application).Assembly.Location;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "deblur", Cli.Sample("astronaut-disk4.png"), "-p", "disk:4", "-o", cli.At("out.png"), "--iterations", "100000", "--progress", "json"])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        string? first = process.StandardError.ReadLine();
        Assert.Contains("\"event\":\"iteration\"", first, StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) kill.WaitForExit();
        process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(60_000), "the process did not end");
        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.Equal(["out-partial.png"], Directory.GetFiles(cli.Folder).Select(Path.GetFileName));
        Assert.Equal(ExitCode.Ok, cli.Run("compare", cli.At("out-partial.png"), Cli.Sample("astronaut.png")));
    }
}

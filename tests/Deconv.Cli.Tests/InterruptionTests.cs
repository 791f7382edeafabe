using System.Diagnostics;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>Signals to the real process.</summary>
public class InterruptionTests
{
    /// <summary>Two signals at once count as one: <c>timeout</c> signals the process and its group.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ctrl_C_keeps_the_best_so_far_and_exits_with_130(int signals)
    {
        if (OperatingSystem.IsWindows())
            return; // no kill there; the handler is the same
        using var cli = new Cli();
        string program = typeof(Application).Assembly.Location;
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    program,
                    "deblur",
                    Cli.Sample("astronaut-disk4.png"),
                    "-p",
                    "disk:4",
                    "-o",
                    cli.At("out.png"),
                    "--iterations",
                    "100000",
                    "--progress",
                    "json",
                ]
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        // A process that is started to ignore Ctrl-C, as behind nohup, does ignore it: then SIGTERM has to do.
        bool ignored =
            File.Exists($"/proc/{process.Id}/status")
            && File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
            && (Convert.ToUInt64(line[7..].Trim(), 16) & 2) != 0;
        string? first = process.StandardError.ReadLine();
        Assert.Contains("\"event\":\"iteration\"", first, StringComparison.Ordinal);
        string id = process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using (var kill = Process.Start("kill", [ignored ? "-TERM" : "-INT", .. Enumerable.Repeat(id, signals)]))
            kill.WaitForExit();
        Task<string> rest = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(60_000))
        {
            process.Kill();
            Assert.Fail("the process did not end");
        }

        await rest;
        Assert.Equal(ignored ? ExitCode.Terminated : ExitCode.Interrupted, process.ExitCode);
        Assert.Equal(["out-partial.png"], Directory.GetFiles(cli.Folder).Select(Path.GetFileName));
        Assert.Equal(ExitCode.Ok, cli.Run("compare", cli.At("out-partial.png"), Cli.Sample("astronaut.png")));
    }
}

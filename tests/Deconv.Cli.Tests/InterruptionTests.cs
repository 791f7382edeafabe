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
        string? first = process.StandardError.ReadLine();
        Assert.Contains("\"event\":\"iteration\"", first, StringComparison.Ordinal);
        bool ignored = Signal(process, signals);
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

    /// <summary>
    /// Phases without a result: waiting for an input, measuring, searching, waiting for a reader of the output. The process ends soon and leaves
    /// nothing.
    /// </summary>
    [Theory]
    [InlineData("deblur pipe.png -p disk:2 -o out.png", null)]
    [InlineData("inspect pipe.png", null)]
    [InlineData("deblur PICTURE -p disk:2 --iterations 2 --accept-anyway --progress json -o pipe.png", "iteration")]
    [InlineData("blind PICTURE -o out.png --psf-out k.txt --report r.html --candidates s.png --progress json", "estimate")]
    [InlineData("psf estimate PICTURE -o k.txt --progress json", "estimate")]
    [InlineData("sweep PICTURE -p disk:4 --lambda 1e-5..1e-1:50 --sheet s.png", "2 of 50")]
    public async Task Ctrl_C_before_there_is_a_result_leaves_nothing(string command, string? line)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var cli = new Cli();
        Shell.Run("mkfifo pipe.png", cli.Folder);
        string[] words = [.. command.Split(' ').Select(w => w == "PICTURE" ? Cli.Sample("camera.png") : w)];
        var start = new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, .. words])
        {
            WorkingDirectory = cli.Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        if (line is null)
            await Blocked(process);
        else
            while (await process.StandardError.ReadLineAsync() is { } read && !read.Contains(line, StringComparison.Ordinal)) { }
        Signal(process);
        Task<string> rest = process.StandardError.ReadToEndAsync();
        long sent = Stopwatch.GetTimestamp();
        bool ended = process.WaitForExit(20_000);
        TimeSpan took = Stopwatch.GetElapsedTime(sent);
        if (!ended)
            process.Kill();
        Assert.True(ended && took < TimeSpan.FromSeconds(4), $"{took.TotalSeconds:F1} s"); // 1 s, and what a busy machine adds
        await rest;
        Assert.True(process.ExitCode is ExitCode.Interrupted or ExitCode.Terminated, $"exit {process.ExitCode}");
        Assert.Equal(["pipe.png"], Directory.GetFiles(cli.Folder).Select(Path.GetFileName));
    }

    /// <summary>Waits until a process has opened, or waits to open, the pipe: no other phase takes long.</summary>
    private static async Task Blocked(Process process)
    {
        TimeSpan before = TimeSpan.MinValue;
        for (int i = 0; i < 100; i++)
        {
            await Task.Delay(150);
            process.Refresh();
            if (process.TotalProcessorTime == before)
                return;
            before = process.TotalProcessorTime;
        }
    }

    /// <summary>Sends Ctrl-C, or SIGTERM to a process that was started to ignore Ctrl-C, as behind nohup; tells which.</summary>
    private static bool Signal(Process process, int signals = 1)
    {
        bool ignored =
            File.Exists($"/proc/{process.Id}/status")
            && File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
            && (Convert.ToUInt64(line[7..].Trim(), 16) & 2) != 0;
        string id = process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", [ignored ? "-TERM" : "-INT", .. Enumerable.Repeat(id, signals)]);
        kill.WaitForExit();
        return ignored;
    }
}

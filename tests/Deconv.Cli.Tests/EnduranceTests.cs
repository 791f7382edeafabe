using System.Diagnostics;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>The short form of tests/Deconv.Cli.Endurance: a batch that is killed hard twice and resumed.</summary>
public class EnduranceTests
{
    [Fact]
    public async Task A_batch_that_was_killed_goes_on_and_ends_the_same()
    {
        if (!OperatingSystem.IsLinux())
            return;
        string script = Path.Combine(Cli.Samples, "..", "tests", "Deconv.Cli.Endurance", "kill-and-resume.sh");
        using var bash = Process.Start(
            new ProcessStartInfo("bash", [script, $"dotnet {typeof(Application).Assembly.Location}", "12", "2"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        Task<string> error = bash.StandardError.ReadToEndAsync();
        string output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, output + await error);
        Assert.Contains("ok: 12 results", output, StringComparison.Ordinal);
    }
}

using System.Diagnostics;

namespace Deconv.Cli.Tests;

/// <summary>Runs commands of a shell in a folder.</summary>
internal static class Shell
{
    /// <summary>The program as words of a shell.</summary>
    public static string Program { get; } = Output.ShellWords.Join(["dotnet", typeof(Application).Assembly.Location]);

    /// <summary>Runs a command that must succeed; returns its standard output.</summary>
    public static string Run(string command, string folder)
    {
        (int code, string output, string error) = Try(command, folder);
        return code == 0 ? output : throw new InvalidOperationException($"{command}: exit {code}, {error}");
    }

    /// <summary>Runs a command; returns its exit code and what it printed.</summary>
    public static (int Code, string Output, string Error) Try(string command, string folder)
    {
        using var bash = Process.Start(
            new ProcessStartInfo("bash", ["-c", command])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        Task<string> error = bash.StandardError.ReadToEndAsync();
        string output = bash.StandardOutput.ReadToEnd();
        if (!bash.WaitForExit(60_000))
        {
            bash.Kill(entireProcessTree: true);
            throw new TimeoutException(command);
        }

        return (bash.ExitCode, output, error.GetAwaiter().GetResult());
    }
}

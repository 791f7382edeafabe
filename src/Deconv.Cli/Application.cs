using Deconv.Cli.Commands;

namespace Deconv.Cli;

/// <summary>The program as a function of its arguments, for Main and for the tests.</summary>
internal static class Application
{
    /// <summary>Runs a command line; returns the exit code.</summary>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error) => CommandLine.RunAsync(args, output, error);
}

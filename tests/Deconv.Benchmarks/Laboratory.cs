using System.CommandLine;
using Deconv.Benchmarks.Commands;
using Deconv.Benchmarks.Quality;
using Deconv.Cli;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Benchmarks;

/// <summary>The commands that measure Deconv, as a function of the arguments, which the tests call too. Exit codes are those of deconv.</summary>
internal static class Laboratory
{
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand(
            "Measures Deconv: quality of restorations, speed against other programs, resistance to damaged files. --filter '*' runs BenchmarkDotNet."
        );
        foreach (PictureSet set in PictureSet.All)
            root.Subcommands.Add(QualityCommand.Create(set));
        root.Subcommands.Add(RealCommand.Create());
        root.Subcommands.Add(ClaimsCommand.Create());
        root.Subcommands.Add(OutliersCommand.Create());
        root.Subcommands.Add(VaryingCommand.Create());
        root.Subcommands.Add(TilesCommand.Create());
        root.Subcommands.Add(FuzzCommand.Create());
        root.Subcommands.Add(MutantsCommand.Create());
        root.Subcommands.Add(CompareCommand.Create());
        return root;
    }

    /// <summary>Whether the arguments are for these commands and not for BenchmarkDotNet.</summary>
    public static bool Accepts(string[] args) => args is [] or ["--help" or "-h" or "-?", ..] or [[not '-', ..], ..];

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        ParseResult parsed = CreateRoot().Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                error.WriteLine(problem.Message);
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }
        catch (Exception e) when (Explain(e) is { } code)
        {
            error.WriteLine(e.Message);
            return code;
        }
    }

    /// <summary>Exit code of an error in the arguments or the files; null for an error of the program.</summary>
    private static int? Explain(Exception e) =>
        e switch
        {
            UsageException => ExitCode.Usage,
            ImageFormatException => ExitCode.Input,
            OutputException => ExitCode.Output,
            InvalidPsfException => ExitCode.Psf,
            _ => null,
        };
}

using System.CommandLine;
using Deconv.Cli.Commands.Psfs;

namespace Deconv.Cli.Commands;

/// <summary>The root command, and the entry point that parses and runs a command line.</summary>
internal static class CommandLine
{
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand(
            """
            Restore blurred photographs.

            Examples:
              deconv inspect shot.jpg                                 is it blurred, by how much, and can it be restored?
              deconv deblur shot.jpg -p disk:3                        out of focus, radius 3 px
              deconv deblur plate.png -p motion:22,135 -o sharp.png   motion of 22 px at 135 degrees
              deconv blind shake.jpg                                  camera shake: estimate the PSF, then restore
              deconv blur sharp.png -p disk:4 --noise 0.005           make a blurred test image
              deconv compare restored.png sharp.png                   PSNR and SSIM after alignment
              deconv psf show "disk:3*gaussian:0.6"                   print a PSF
              deconv selftest                                         check the numerics on this machine

            Exit codes: 0 success, 1 internal error, 2 usage error, 3 input unreadable, 4 output exists or cannot be written,
            5 invalid PSF, 6 no trustworthy result, 7 diverged, 8 memory limit, 9 some files failed, 130 interrupted, 143 terminated.
            """
        )
        {
            InspectCommand.Create(),
            DeblurCommand.Create(),
            BlindCommand.Create(),
            SharpenCommand.Create(),
            BlurCommand.Create(),
            PsfCommand.Create(),
            CompareCommand.Create(),
            SweepCommand.Create(),
            ReplayCommand.Create(),
            SelfTestCommand.Create(),
            BenchCommand.Create(),
            HelpCommand.Create(CreateRoot),
            FormatsCommand.Create(),
            CompletionsCommand.Create(CreateRoot),
            VersionCommand.Create(),
        };
        PageAction.Install(root);
        return root;
    }

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        // @NAME is the name of a file like any other: a list of files must not fail because one of them starts with @.
        var words = new ParserConfiguration { ResponseFileTokenReplacer = null };
        ParseResult parsed = CreateRoot().Parse(args, words);
        if (Complaint.Write(parsed, error))
            return ExitCode.Usage;

        if (args.Length == 0)
            parsed = CreateRoot().Parse(["--help"]);
        try
        {
            // Ctrl-C is handled by Interruption, which keeps the work in progress.
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception e) when (ExitCode.Of(e) is { } code)
        {
            error.WriteLine($"deconv: {e.Message}");
            return code;
        }
#pragma warning disable CA1031 // Last resort: report any other exception in one line and exit with code 1.
        catch (Exception e)
        {
            error.WriteLine($"deconv: internal error: {e.Message}");
            error.WriteLine(
                Environment.GetEnvironmentVariable("DECONV_DEBUG") is null
                    ? "Please report this. Set DECONV_DEBUG=1 to print the stack trace."
                    : e.ToString()
            );
            return ExitCode.Internal;
        }
#pragma warning restore CA1031
    }
}

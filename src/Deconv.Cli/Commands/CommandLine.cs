using System.CommandLine;
using Deconv.Cli.Commands.Psfs;
using Deconv.Cli.Help;

namespace Deconv.Cli.Commands;

/// <summary>The commands, and what becomes of a command line.</summary>
internal static class CommandLine
{
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand(
            """
            Restores blurred photographs.

            Examples:
              deconv inspect shot.jpg                                 is it blurred, by how much, is it worth it?
              deconv deblur shot.jpg -p disk:3                        out of focus, radius 3 px
              deconv deblur plate.png -p motion:22,135 -o sharp.png   moved 22 px along 135 degrees
              deconv blind shake.jpg                                  camera shake: find the blur, then remove it
              deconv blur sharp.png -p disk:4 --noise 0.005           make a blurred picture to try things on
              deconv compare restored.png sharp.png                   PSNR and SSIM after the best shift
              deconv psf show "disk:3*gaussian:0.6"                   look at a PSF
              deconv selftest                                         prove the mathematics on this machine

            Exit codes: 0 ok, 2 usage, 3 input unreadable, 4 output exists or unwritable, 5 PSF invalid,
            6 no trustworthy result, 7 diverged, 8 out of memory, 9 some files failed, 130 interrupted, 1 internal error.
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
        ParseResult parsed = CreateRoot().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            string? suggestion = Misspelling.Of(parsed);
            bool lost = parsed.CommandResult.Command is RootCommand;

            // The parser's own words add nothing when a file or a misspelled command stands where a command is due.
            if (!lost || suggestion is null)
                foreach (var e in parsed.Errors)
                    error.WriteLine(e.Message);
            bool misspelled = suggestion?.StartsWith("There is no", StringComparison.Ordinal) == true;
            if (suggestion is not null && misspelled)
                error.WriteLine(suggestion);
            if (lost && !misspelled)
                new HelpText(error).WriteConcise(CommandPage.Of(parsed.CommandResult.Command));

            // After the screen of help, where the eye ends up.
            if (suggestion is not null && !misspelled)
                error.WriteLine(lost ? $"\n{suggestion}" : suggestion);
            error.WriteLine($"See 'deconv {string.Concat(lost ? "" : PageAction.PathOf(parsed) + " ")}--help'.");
            return ExitCode.Usage;
        }

        if (args.Length == 0)
            parsed = CreateRoot().Parse(["--help"]);
        try
        {
            // Ctrl-C is handled by Interruption, which lets the work in progress be kept.
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
#pragma warning disable CA1031 // The last resort: whatever it is, say so in one line and leave with the code for it.
        catch (Exception e)
        {
            error.WriteLine($"deconv: internal error: {e.Message}");
            error.WriteLine(
                Environment.GetEnvironmentVariable("DECONV_DEBUG") is null ? "Set DECONV_DEBUG=1 to see where, and please report it." : e.ToString()
            );
            return ExitCode.Internal;
        }
#pragma warning restore CA1031
    }
}

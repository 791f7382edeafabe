using System.CommandLine;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>What a command needs while it works through its inputs.</summary>
internal sealed record BatchContext(TextWriter Output, TextWriter Error, bool Several, CancellationToken Token);

/// <summary>One or many inputs through the same work: everything is checked first, one bad file does not stop the others.</summary>
internal static class Batch
{
    public static int Run(
        ParseResult parsed, InputOptions input, OutputOptions output, RunOptions run, Func<string, string, BatchContext, int> work, bool writes = true)
    {
        string[] inputs = parsed.GetValue(input.Inputs)!;
        using var interruption = new Interruption();
        var context = new BatchContext(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, inputs.Length > 1, interruption.Token);
        string[] targets = [.. inputs.Select(path => output.PathFor(parsed, path, context.Several))];
        foreach (string target in targets.Where(_ => writes)) output.Check(parsed, target);
        if (targets.GroupBy(t => t).FirstOrDefault(g => g.Count() > 1 && g.Key != "-") is { } same)
            throw new UsageException($"Two inputs would both be written to {same.Key}. Give inputs with different names, or run them one by one.");
        int failed = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            int code;
            try
            {
                code = work(inputs[i], targets[i], context);
            }
            catch (Exception e) when (context.Several && Application.Explain(e) is { } known && known != ExitCode.Interrupted)
            {
                context.Error.WriteLine($"deconv: {e.Message}");
                failed++;
                continue;
            }

            if (code == ExitCode.Interrupted) return interruption.ExitCode ?? code;
        }

        if (failed == 0) return ExitCode.Ok;
        if (!parsed.GetValue(run.Quiet)) context.Error.WriteLine($"{inputs.Length - failed} of {inputs.Length} files done, {failed} failed.");
        return ExitCode.SomeFailed;
    }
}

using System.CommandLine;
using Deconv.Cli.Options;

namespace Deconv.Cli.Batches;

/// <summary>One or many inputs through the same work: everything is checked first, one bad file does not stop the others.</summary>
internal static class Batch
{
    /// <summary>Works through the inputs of a command.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="input">What to read.</param>
    /// <param name="output">Where to write; null for commands that write no pictures.</param>
    /// <param name="run">How to run.</param>
    /// <param name="work">From the path of an input and of its result to an exit code.</param>
    /// <param name="writes">Whether results are written this time.</param>
    /// <param name="single">Options that name one place, for one file.</param>
    /// <param name="prepare">Called once with all files, those of other shards included, before any work.</param>
    public static int Run(
        ParseResult parsed,
        InputOptions input,
        OutputOptions? output,
        RunOptions run,
        Func<string, string, BatchContext, int> work,
        bool writes = true,
        Option<string?>[]? single = null,
        Action<IReadOnlyList<string>, BatchContext>? prepare = null
    )
    {
        BatchOptions batch = input.Batch;
        string[] named = parsed.GetValue(input.Inputs)!;
        bool several = InputList.Several(named),
            quiet = parsed.GetValue(run.Quiet),
            dry = parsed.GetValue(run.DryRun);
        foreach (Option<string?> option in single ?? [])
            if (several && parsed.GetValue(option) is not null)
                throw new UsageException($"{option.Name} names one place; give one input.");
        output?.CheckNames(parsed, named);
        using var interruption = new Interruption();
        var context = new BatchContext(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, several, interruption.Token);

        IReadOnlyList<BatchItem> all = InputList.Expand(
            named,
            parsed.GetValue(batch.Recursive),
            item => output is null ? [] : [Target(item), Target(item, "-partial")]
        );
        Shard shard = parsed.GetValue(batch.Shard)!.Resolve(several, Environment.GetEnvironmentVariable);
        BatchItem[] items = [.. all.Where(shard.Holds)];
        if (shard.Count > 1 && !quiet)
            context.Error.WriteLine($"Part {shard.Index + 1} of {shard.Count} ({shard.Source}): {items.Length} of {all.Count} files.");

        bool skip = parsed.GetValue(batch.SkipExisting) && writes && output is not null;
        if (writes && output is not null)
        {
            if (all.Select(i => Target(i)).GroupBy(t => t).FirstOrDefault(g => g.Count() > 1 && g.Key != "-") is { } same)
                throw new UsageException(
                    $"Two inputs would both be written to {same.Key}. Give inputs with different names, or tell them apart by --name, for instance '{{n}}-{{stem}}{{ext}}'."
                );
            foreach (BatchItem item in items.Where(i => !(skip && File.Exists(Target(i)))))
                output.Check(parsed, Target(item), create: !dry);
            if (skip && !dry)
                Leftovers.Remove(items.Select(i => Target(i)));
        }

        prepare?.Invoke([.. all.Select(i => i.Path)], context);
        var summary = new BatchSummary(items.Length);
        foreach (BatchItem item in items)
        {
            if (context.Token.IsCancellationRequested)
                return Interrupted(null);
            if (skip && File.Exists(Target(item)))
            {
                summary.Skipped();
                continue;
            }

            int code = One(item);
            if (code == ExitCode.Interrupted)
                return Interrupted(code);
            if (code != ExitCode.Ok && !several)
                return code;
            if (code != ExitCode.Ok && parsed.GetValue(batch.FailFast))
                break;
        }

        return End(null, summary.Failed == 0 ? ExitCode.Ok : ExitCode.SomeFailed);

        string Target(BatchItem item, string? addition = null) => output?.PathFor(parsed, item, several, addition) ?? "-";

        int One(BatchItem item)
        {
            string target = Target(item);
            try
            {
                int code = work(item.Path, target, context with { Partial = Target(item, "-partial") });
                if (code == ExitCode.Ok)
                    summary.Done();
                else if (several && code != ExitCode.Interrupted)
                    summary.Fail(item.Path, code, "see above");
                return code;
            }
#pragma warning disable CA1031 // One file must not end the work on the others, whatever is wrong with it.
            catch (Exception e) when (several)
            {
                int code = Application.Explain(e) ?? ExitCode.Internal;
                if (code == ExitCode.Interrupted)
                    return code;
                if (code == ExitCode.Output && skip && File.Exists(target))
                {
                    // Somebody else made the same file meanwhile.
                    summary.Skipped();
                    return ExitCode.Ok;
                }

                context.Error.WriteLine($"deconv: {e.Message}");
                summary.Fail(item.Path, code, e.Message);
                return code;
            }
#pragma warning restore CA1031
        }

        int Interrupted(int? code) =>
            End("Interrupted. The same command with --skip-existing goes on with the rest.", interruption.ExitCode ?? code ?? ExitCode.Interrupted);

        int End(string? remark, int code)
        {
            if (!several)
                return code;
            if (!quiet)
                summary.WriteText(context.Error, remark);
            if (parsed.GetValue(run.Json))
                context.Output.WriteLine(summary.ToJson());
            return code;
        }
    }
}

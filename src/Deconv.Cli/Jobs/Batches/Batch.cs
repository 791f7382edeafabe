using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Reports;

namespace Deconv.Cli.Jobs.Batches;

/// <summary>Runs the same work on one or several inputs. Everything is checked first, and one bad file does not stop the others.</summary>
internal sealed class Batch
{
    private readonly BatchPlan _plan;
    private readonly BatchRequest _request;
    private readonly BatchContext _context;
    private readonly Interruption _interruption;
    private readonly Func<string, string, BatchContext, int> _work;
    private readonly bool _skip;
    private readonly ReportFile? _report;

    private Batch(BatchPlan plan, JobIo io, Interruption interruption, Func<string, string, BatchContext, int> work)
    {
        (_plan, _request, _interruption, _work) = (plan, plan.Input.Batch, interruption, work);
        _report = plan.Report is { } file && plan.Output is { } output && !plan.Run.DryRun ? new(file, output.Force) : null;
        _context = new(io, plan.Input.Several, interruption) { Report = plan.Input.Several ? null : _report };
        _skip = _request.SkipExisting && plan.Writes && plan.Output is not null;
    }

    /// <summary>Processes the inputs; returns the exit code.</summary>
    /// <param name="plan">The inputs.</param>
    /// <param name="io">Output streams.</param>
    /// <param name="work">Processes an input path to an output path; returns an exit code.</param>
    public static int Run(BatchPlan plan, JobIo io, Func<string, string, BatchContext, int> work)
    {
        foreach ((string option, string? value) in plan.Single)
            if (plan.Input.Several && value is not null)
                throw new UsageException(
                    $"{option} takes a single file or folder, so it needs a single input. Give one input, or leave {option} out."
                );
        plan.Output?.CheckNames(plan.Input.Paths);
        return Interruption.Run(io.Error, interruption => new Batch(plan, io, interruption, work).Reported());
    }

    /// <summary>Runs, and reports a failure before which no report was written: then it is needed most.</summary>
    private int Reported()
    {
        try
        {
            return Run();
        }
        catch (Exception e) when (_report is { Written: false } && e is not OperationCanceledException)
        {
            var failure = new BatchSummary(_plan.Input.Paths.Count);
            failure.Fail(_plan.Input.Paths[0], ExitCode.Of(e) ?? ExitCode.Internal, e.Message);
            Report(failure);
            throw;
        }
    }

    private void Report(BatchSummary summary) => _report?.Write(summary.ToJson, () => BatchReport.Make(summary, _plan.CommandLine));

    private int Run()
    {
        (IReadOnlyList<BatchItem> all, int leftOut) = InputList.Expand(_plan.Input.Paths, _request.Recursive, Results);
        if (leftOut > 0 && !_plan.Run.Quiet)
            _context.Error.WriteLine($"{leftOut} {(leftOut == 1 ? "result" : "results")} of other files in the list were left out.");
        Shard shard = _request.Shard.Resolve(_context.Several, Environment.GetEnvironmentVariable);
        BatchItem[] items = [.. all.Where(i => shard.Holds(i.Number))];
        if (shard.Count > 1 && !_plan.Run.Quiet)
            _context.Error.WriteLine($"Part {shard.Index + 1} of {shard.Count} ({shard.Source}): {items.Length} of {all.Count} files.");
        if (_plan.Writes && _plan.Output is { } output)
            CheckOutputs(output, all, items);
        _plan.Prepare?.Invoke([.. all.Select(i => i.Path)], _context);

        var summary = new BatchSummary(items.Length);
        foreach (BatchItem item in items)
        {
            if (_context.Token.IsCancellationRequested)
                return Interrupted(summary, null);
            if (_skip && File.Exists(Target(item)))
            {
                summary.Skipped(item.Path);
                continue;
            }

            int code = One(item, summary);
            if (code == ExitCode.Interrupted)
                return Interrupted(summary, code);
            if (code != ExitCode.Ok && !_context.Several)
                return code;
            if (code != ExitCode.Ok && _request.FailFast)
                break;
        }

        return End(summary, null, summary.Failed == 0 ? ExitCode.Ok : ExitCode.SomeFailed);
    }

    private string[] Results(BatchItem item) => _plan.Output is null ? [] : [Target(item), Target(item, "-partial")];

    private string Target(BatchItem item, string? addition = null) => _plan.Output?.PathFor(item, _context.Several, addition) ?? "-";

    private void CheckOutputs(OutputRequest output, IReadOnlyList<BatchItem> all, BatchItem[] items)
    {
        if (all.Select(i => Target(i)).GroupBy(t => t).FirstOrDefault(g => g.Count() > 1 && g.Key != "-") is { } same)
        {
            throw new UsageException(
                $"Two inputs would be written to the same file {same.Key}. Rename one, or give different output names with --name, "
                    + "for example --name '{n}-{stem}{ext}'."
            );
        }

        bool dry = _plan.Run.DryRun;
        foreach (BatchItem item in items.Where(i => !(_skip && File.Exists(Target(i)))))
            output.Check(Target(item), create: !dry);
        if (_skip && !dry)
            Leftovers.Remove(items.Select(i => Target(i)));
    }

    private int One(BatchItem item, BatchSummary summary)
    {
        string target = Target(item);
        _interruption.Reset();
        try
        {
            int code = _work(item.Path, target, _context with { Partial = Target(item, "-partial") });
            if (code == ExitCode.Ok)
                summary.Done(item.Path, _plan.Writes && _plan.Output is not null ? target : "");
            else if (_context.Several && code != ExitCode.Interrupted)
                summary.Fail(item.Path, code, "see the message above");
            return code;
        }
#pragma warning disable CA1031 // An error in one file must not stop the others.
        catch (Exception e) when (_context.Several && e is not LostOutputException)
        {
            int code = ExitCode.Of(e) ?? ExitCode.Internal;
            if (code == ExitCode.Interrupted)
                return code;
            if (code == ExitCode.Output && _skip && File.Exists(target))
            {
                // Another process has written the same file in the meantime.
                summary.Skipped(item.Path);
                return ExitCode.Ok;
            }

            _context.Error.WriteLine($"deconv: {e.Message}");
            summary.Fail(item.Path, code, e.Message);
            return code;
        }
#pragma warning restore CA1031
    }

    private int Interrupted(BatchSummary summary, int? code) =>
        End(
            summary,
            "Interrupted. Run the same command with --skip-existing to process the rest.",
            _interruption.ExitCode ?? code ?? ExitCode.Interrupted
        );

    private int End(BatchSummary summary, string? remark, int code)
    {
        if (!_context.Several)
            return code;
        Report(summary);
        if (!_plan.Run.Quiet)
            summary.WriteText(_context.Error, remark);
        if (_plan.Run.Json)
            _context.Output.WriteLine(summary.ToJson());
        return code;
    }
}

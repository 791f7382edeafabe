using System.CommandLine;
using System.Globalization;
using Deconv.Benchmarks.Mutants;
using Deconv.Cli;

namespace Deconv.Benchmarks.Commands;

/// <summary>mutants: files with changed fields and lengths, read, restored and written.</summary>
internal static class MutantsCommand
{
    public static Command Create()
    {
        Option<int> count = CommonOptions.Number("--count", 1000, "Number of mutants."),
            seed = CommonOptions.Number("--seed", 0, "The same seed makes the same mutants.");
        var save = new Option<string?>("--save") { Description = "Keep the files that caused a failure in this folder.", HelpName = "DIR" };
        var worker = new Option<string?>("--worker") { Description = "Run mutants FIRST:COUNT in this process.", Hidden = true };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "mutants",
            "Read, restore and write files with changed fields and lengths: no crash, no hang, no partial file, no unknown exit code."
        )
        {
            count,
            seed,
            save,
            worker,
            json,
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(worker) is { } range)
            {
                int[] numbers = [.. range.Split(':').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
                MutantWorker.Run(parsed.GetValue(seed), numbers[0], numbers[1], output);
                return ExitCode.Ok;
            }

            var campaign = new MutantCampaign(parsed.GetValue(seed), parsed.GetValue(save));
            campaign.Run(parsed.GetValue(count));
            output.WriteLine(parsed.GetValue(json) ? ToJson(campaign) : Text(campaign));
            return campaign.Failures.Count == 0 ? ExitCode.Ok : ExitCode.Internal;
        });
        return command;
    }

    private static string Text(MutantCampaign campaign)
    {
        List<string> lines = [.. campaign.Failures.Select(f => $"mutant {f.Number}, {f.Files}: {f.Wrong}")];
        lines.AddRange(campaign.Formats.Select(f => $"{f.Key, -6} {f.Value.Runs, 6} mutants, {(double)f.Value.Read / f.Value.Runs:P0} read"));
        string codes = string.Join(", ", campaign.Codes.Select(c => $"exit code {c.Key} {c.Value} times"));
        int runs = campaign.Formats.Values.Sum(f => f.Runs),
            read = campaign.Formats.Values.Sum(f => f.Read);
        lines.Add(
            $"{runs} mutants, {(double)read / runs:P0} read: {codes}; slowest {campaign.Slowest.TotalSeconds:F2} s of processor time; "
                + $"{campaign.Failures.Count} failures."
        );
        return string.Join(Environment.NewLine, lines);
    }

    private static string ToJson(MutantCampaign campaign) =>
        Json.Of(
            new
            {
                deconv = Json.Version,
                command = "mutants",
                ok = campaign.Failures.Count == 0,
                formats = campaign.Formats.ToDictionary(f => f.Key, f => new { runs = f.Value.Runs, read = f.Value.Read }),
                exitCodes = campaign.Codes.ToDictionary(c => c.Key.ToString(CultureInfo.InvariantCulture), c => c.Value),
                slowestSeconds = campaign.Slowest.TotalSeconds,
                failures = campaign.Failures,
            }
        );
}

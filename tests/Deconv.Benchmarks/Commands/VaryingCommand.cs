using System.CommandLine;
using Deconv.Benchmarks.Outliers;
using Deconv.Benchmarks.Varying;
using Deconv.Cli;
using Deconv.Restoration;

namespace Deconv.Benchmarks.Commands;

/// <summary>varying: blur that differs across the frame, with its true field, against the gates of the design.</summary>
internal static class VaryingCommand
{
    private static readonly (string Name, Func<VaryingBench, IEnumerable<Gate>> Measure)[] Rows =
    [
        ("motion", MotionRow.Measure),
        ("lens", LensRow.Measure),
        ("time", TimeRow.Measure),
    ];

    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<string[]> wanted = WordList.Of("--rows", "What to measure:", [.. Rows.Select(r => r.Name)]);
        Option<string?> only = CommonOptions.Only("photographs");
        Choice<Effort> effort = CommonOptions.Effort();
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("varying", "Blur that differs across the frame, restored with its true field. Exit code 6: a gate missed.")
        {
            data,
            wanted,
            only,
            effort.Option,
            threads,
            json,
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            bool isJson = parsed.GetValue(json);
            string[] photos = [.. BlurCase.EightPhotos.Where(p => p.Contains(parsed.GetValue(only) ?? "", StringComparison.Ordinal))];
            if (photos.Length == 0)
                throw new UsageException($"--only leaves no photograph of {string.Join(", ", BlurCase.EightPhotos)}.");
            var bench = new VaryingBench
            {
                Data = parsed.GetValue(data)!,
                Photos = photos,
                Restoration = new()
                {
                    Effort = effort.Value(parsed),
                    Control = new() { Threads = parsed.GetValue(threads) },
                },
                Lines = isJson ? null : output,
            };
            Gate[] gates = [.. Rows.Where(r => parsed.GetValue(wanted)!.Contains(r.Name)).SelectMany(r => r.Measure(bench))];
            bool ok = Array.TrueForAll(gates, g => g.Holds);
            output.WriteLine(isJson ? ToJson(gates, ok) : string.Join(Environment.NewLine, gates.Select(g => g.Line)));
            return ok ? ExitCode.Ok : ExitCode.NotTrusted;
        });
        return command;
    }

    private static string ToJson(Gate[] gates, bool ok) =>
        Json.Of(
            new
            {
                deconv = Json.Version,
                command = "varying",
                ok,
                gates = gates.Select(g => g.Fields),
            }
        );
}

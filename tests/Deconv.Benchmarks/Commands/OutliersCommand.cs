using System.CommandLine;
using Deconv.Benchmarks.Outliers;
using Deconv.Cli;
using Deconv.Restoration;

namespace Deconv.Benchmarks.Commands;

/// <summary>outliers: clipped light, impulses and lamps, restored as the command line does, against the gates of the design.</summary>
internal static class OutliersCommand
{
    private static readonly string[] Blurs = ["disk3", .. Enumerable.Range(1, 8).Select(k => $"ker{k:00}")];

    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<string[]> wanted = WordList.Of("--rows", "What to measure:", [.. OutlierRow.All.Select(r => r.Name)]);
        Option<string?> only = CommonOptions.Only("pictures");
        Option<string[]?> blurs = new("--blurs")
        {
            Description = $"Only these blurs of the pictures that are made from photographs: {string.Join(", ", Blurs)} and so on; default all.",
            HelpName = "A,B,...",
            CustomParser = r => r.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries),
        };
        Option<int> every = AtLeastOne(
                "--every",
                1,
                "Only every n-th of the selected pictures of a row; 5, 7 and 11 keep all photographs and blurs."
            ),
            size = AtLeastOne("--size", 512, "Rows and columns of the blurred pictures that are made from photographs, at most.");
        Choice<Effort> effort = CommonOptions.Effort();
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        Option<string?> save = new("--save") { Description = "Write the blurred and restored pictures into this folder, as PNG.", HelpName = "DIR" };
        var command = new Command("outliers", "Clipped light, impulses, lamps, and the verdict on them. Exit code 6: a gate missed.")
        {
            data,
            wanted,
            only,
            blurs,
            every,
            size,
            effort.Option,
            threads,
            json,
            save,
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            bool isJson = parsed.GetValue(json);
            var bench = new OutlierBench
            {
                Data = parsed.GetValue(data)!,
                Restoration = new()
                {
                    Effort = effort.Value(parsed),
                    Control = new() { Threads = parsed.GetValue(threads) },
                },
                Only = parsed.GetValue(only),
                Blurs = parsed.GetValue(blurs) is { Length: > 0 } some ? some : null,
                Every = parsed.GetValue(every),
                Size = parsed.GetValue(size),
                Save = parsed.GetValue(save),
                Lines = isJson ? null : output,
            };
            Gate[] gates = [.. OutlierRow.All.Where(r => parsed.GetValue(wanted)!.Contains(r.Name)).SelectMany(r => r.Measure(bench))];
            if (gates.Length == 0)
                throw new UsageException("There is no such picture in these rows; see --only and --blurs.");
            bool ok = Array.TrueForAll(gates, g => g.Holds);
            output.WriteLine(isJson ? ToJson(bench, gates, ok) : string.Join(Environment.NewLine, gates.Select(g => g.Line)));
            return ok ? ExitCode.Ok : ExitCode.NotTrusted;
        });
        return command;
    }

    private static Option<int> AtLeastOne(string name, int standard, string description)
    {
        Option<int> option = CommonOptions.Number(name, standard, description);
        option.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() < 1)
                r.AddError($"{name} takes a whole number of at least 1.");
        });
        return option;
    }

    private static string ToJson(OutlierBench bench, Gate[] gates, bool ok) =>
        Json.Of(
            new
            {
                deconv = Json.Version,
                command = "outliers",
                ok,
                gates = gates.Select(g => g.Fields),
                pictures = bench.Cases.Select(c => c.Fields),
            }
        );
}

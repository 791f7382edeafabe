using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.QualitySets;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>deconv bench claims: what each part of the restoration is worth on photographs.</summary>
internal static class BenchClaimsCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder that holds the pictures.",
            HelpName = "DIR",
            Required = true,
        };
        var only = new Option<string?>("--only") { Description = "Claims whose name holds this.", HelpName = "TEXT" };
        var restore = new RestoreOptions();
        var run = new RunOptions();
        var command = new Command("claims", "What color, linear light, masks and the automatic lambda are worth on photographs.")
        {
            data,
            only,
            restore.Effort,
            run.Threads,
            run.Json,
        };
        command.SetAction(parsed =>
        {
            var options = new DeconvolutionOptions { Effort = parsed.GetValue(restore.Effort), Threads = parsed.GetValue(run.Threads) };
            TextWriter output = parsed.InvocationConfiguration.Output;
            bool json = parsed.GetValue(run.Json);
            var rows = new List<Row>();
            foreach (
                Claim claim in ClaimSet
                    .All(parsed.GetValue(data)!, options)
                    .Where(c => parsed.GetValue(only) is not { } text || c.Name.Contains(text, StringComparison.Ordinal))
            )
            {
                (double Without, double With)[] pairs = [.. claim.Pairs];
                rows.Add(new(claim.Name, pairs.Length, pairs.Average(p => p.Without), pairs.Average(p => p.With), claim.Gate));
                if (!json)
                    output.WriteLine(rows[^1]);
            }

            if (json)
                output.WriteLine(ToJson(rows));
            return rows.TrueForAll(r => r.Holds) ? ExitCode.Ok : ExitCode.NotTrusted;
        });
        return command;
    }

    private static string ToJson(List<Row> rows) =>
        Json.Result(
            "bench claims",
            rows.TrueForAll(r => r.Holds),
            json =>
            {
                json.WriteStartArray("claims");
                foreach (Row row in rows)
                {
                    json.WriteStartObject();
                    json.WriteString("name", row.Name);
                    json.WriteNumber("pictures", row.Pictures);
                    json.WriteFinite("without", row.Without);
                    json.WriteFinite("with", row.With);
                    json.WriteFinite("gate", row.Gate);
                    json.WriteBoolean("holds", row.Holds);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        );

    private sealed record Row(string Name, int Pictures, double Without, double With, double Gate)
    {
        public bool Holds => With - Without >= Gate;

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Name, -70} {Pictures, 3} pictures  {Without:F2} -> {With:F2} dB  {With - Without:+0.00;-0.00}  gate {Gate:+0.00;-0.00}  {(Holds ? "holds" : "missed")}"
            );
    }
}

using System.CommandLine;
using Deconv.Benchmarks.Quality;
using Deconv.Cli;
using Deconv.Restoration;

namespace Deconv.Benchmarks.Commands;

/// <summary>claims: what each part of the restoration gains on photographs.</summary>
internal static class ClaimsCommand
{
    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<string?> only = CommonOptions.Only("claims");
        Choice<Effort> effort = CommonOptions.Effort();
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "claims",
            "What color, linear light, masks and the automatic lambda gain on photographs. Exit code 6: a gate missed."
        )
        {
            data,
            only,
            effort.Option,
            threads,
            json,
        };
        command.SetAction(parsed =>
        {
            var options = new DeconvolutionOptions
            {
                Effort = effort.Value(parsed),
                Control = new() { Threads = parsed.GetValue(threads) },
            };
            TextWriter output = parsed.InvocationConfiguration.Output;
            var rows = new List<ClaimMeasurement>();
            foreach (
                Claim claim in ClaimSet
                    .All(parsed.GetValue(data)!, options)
                    .Where(c => parsed.GetValue(only) is not { } text || c.Name.Contains(text, StringComparison.Ordinal))
            )
            {
                rows.Add(ClaimMeasurement.Of(claim));
                if (!parsed.GetValue(json))
                    output.WriteLine(rows[^1].Line);
            }

            bool ok = rows.TrueForAll(r => r.Holds);
            if (parsed.GetValue(json))
            {
                output.WriteLine(
                    Json.Of(
                        new
                        {
                            deconv = Json.Version,
                            command = "claims",
                            ok,
                            claims = rows.Select(r => r.Fields),
                        }
                    )
                );
            }

            return ok ? ExitCode.Ok : ExitCode.NotTrusted;
        });
        return command;
    }
}

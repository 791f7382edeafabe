using System.CommandLine;
using Deconv.Benchmarks.Tiles;
using Deconv.Cli;

namespace Deconv.Benchmarks.Commands;

/// <summary>tiles: pictures restored in tiles against the same pictures restored as a whole.</summary>
internal static class TilesCommand
{
    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<string?> only = CommonOptions.Only("blurs");
        Option<int> reach = CommonOptions.Number("--reach", 0, "Samples from a seam to the borders of its tiles; 0 for that of the library.");
        Option<string?> save = new("--save")
        {
            Description = "Write the joined pictures, and the differences 64 times as large, into this folder, as PNG.",
            HelpName = "DIR",
        };
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("tiles", "Restorations in tiles against whole ones, for several blurs, with a mask and with lamps.")
        {
            data,
            only,
            reach,
            save,
            threads,
            json,
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            string name = parsed.GetValue(only) ?? "";
            string? folder = parsed.GetValue(save);
            if (folder is not null)
                Directory.CreateDirectory(folder);
            var rows = new List<TileComparison>();
            foreach (TileCase one in TileCase.All.Where(c => $"{c.Name} {c.Extra}".Contains(name, StringComparison.Ordinal)))
            {
                int given = parsed.GetValue(reach);
                rows.Add(TileComparison.Of(one, parsed.GetValue(data)!, given > 0 ? given : null, parsed.GetValue(threads), folder));
                if (!parsed.GetValue(json))
                    output.WriteLine(rows[^1].Line);
            }

            if (rows.Count == 0)
                throw new UsageException("There is no such blur; see --only.");
            if (parsed.GetValue(json))
            {
                output.WriteLine(
                    Json.Of(
                        new
                        {
                            deconv = Json.Version,
                            command = "tiles",
                            ok = true,
                            rows,
                        }
                    )
                );
            }

            return ExitCode.Ok;
        });
        return command;
    }
}

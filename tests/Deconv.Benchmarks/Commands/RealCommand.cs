using System.CommandLine;
using Deconv.Benchmarks.Real;
using Deconv.Cli;

namespace Deconv.Benchmarks.Commands;

/// <summary>real: photographs that were blurred when they were taken, restored blind.</summary>
internal static class RealCommand
{
    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<string?> only = CommonOptions.Only("pictures");
        Option<string?> sheet = new("--sheet")
        {
            Description = "Write a contact sheet of every picture into this folder, as PNG: blurred, restored, and NAME--METHOD.jpg beside it.",
            HelpName = "DIR",
        };
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("real", "Blind restorations of the pictures of real and lai16/real, whatever the verdict; without a truth.")
        {
            data,
            only,
            sheet,
            threads,
            json,
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            string? sheets = parsed.GetValue(sheet);
            IReadOnlyList<RealPicture> pictures = RealPicture.All(parsed.GetValue(data)!, parsed.GetValue(only));
            if (sheets is not null)
                Directory.CreateDirectory(sheets);
            var rows = new List<RealMeasurement>();
            foreach (RealPicture picture in pictures)
            {
                rows.Add(RealMeasurement.Of(picture, parsed.GetValue(threads), sheets));
                if (!parsed.GetValue(json))
                    output.WriteLine(rows[^1].Line);
            }

            if (parsed.GetValue(json))
            {
                output.WriteLine(
                    Json.Of(
                        new
                        {
                            deconv = Json.Version,
                            command = "real",
                            ok = true,
                            pictures = rows.Select(r => r.Fields),
                        }
                    )
                );
            }

            return ExitCode.Ok;
        });
        return command;
    }
}

using System.CommandLine;
using Deconv.Benchmarks.Quality;
using Deconv.Cli;

namespace Deconv.Benchmarks.Commands;

/// <summary>levin, lai, photos, sharp: restores the pictures of a set and scores the results.</summary>
internal static class QualityCommand
{
    public static Command Create(PictureSet set)
    {
        var options = new QualityOptions();
        var command = new Command(set.Name, set.Description);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            if (options.IsBlind(parsed))
                MeasureBlind(set, options, parsed);
            else
                MeasureKnown(set, options, parsed);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void MeasureKnown(PictureSet set, QualityOptions options, ParseResult parsed)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        bool json = options.IsJson(parsed);
        var restoration = options.Restoration(parsed);
        var rows = new List<KnownMeasurement>();
        foreach (QualityCase pair in options.Cases(parsed, set.Known, PictureSet.NoiseWithKnownPsf))
        {
            rows.Add(KnownMeasurement.Of(pair, restoration, options.SaveFolder(parsed)));
            if (!json)
                output.WriteLine(rows[^1].Line);
        }

        RequirePictures(rows.Count);
        KnownMeasurement mean = KnownMeasurement.Mean(rows);
        output.WriteLine(
            json
                ? Json.Of(
                    new
                    {
                        deconv = Json.Version,
                        command = set.Name,
                        ok = true,
                        mean = mean.Fields,
                        pictures = rows.Select(r => r.Fields),
                    }
                )
                : mean.Line
        );
    }

    private static void MeasureBlind(PictureSet set, QualityOptions options, ParseResult parsed)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        bool json = options.IsJson(parsed);
        var rows = new List<BlindMeasurement>();
        foreach (QualityCase pair in options.Cases(parsed, set.Blind, PictureSet.NoiseWithUnknownPsf))
        {
            rows.Add(BlindMeasurement.Of(pair, options.Alteration(parsed), options.BlindRestoration(parsed)));
            if (!json)
                output.WriteLine(rows[^1].Line);
        }

        RequirePictures(rows.Count);
        string summary = BlindMeasurement.Summary(rows);
        output.WriteLine(
            json
                ? Json.Of(
                    new
                    {
                        deconv = Json.Version,
                        command = $"{set.Name} --blind",
                        ok = true,
                        summary,
                        pictures = rows.Select(r => r.Fields),
                    }
                )
                : summary
        );
    }

    private static void RequirePictures(int count)
    {
        if (count == 0)
            throw new UsageException("There is no such picture in the set; see --only.");
    }
}

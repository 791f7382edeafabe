using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Deconv.Benchmarking;
using Deconv.Blind;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.QualitySets;
using Deconv.Metrics;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>deconv bench: measure on this machine.</summary>
internal static class BenchCommand
{
    public static Command Create() =>
        new(
            "bench",
            "Measure on this machine: speed of the engine, quality of restorations.\n\nExamples:\n  deconv bench convolve --size 2048 --psf-size 31\n  deconv bench levin --data DATA --json"
        )
        {
            BenchEngineCommand.Create("convolve", "Speed of a convolution.", EngineWork.Convolve),
            BenchEngineCommand.Create("transform", "Speed of a whole-image transform, times a spectrum, and back.", EngineWork.Transform),
            BenchEngineCommand.Create("gradient", "Speed of the gradient with respect to the kernel.", EngineWork.Gradient),
            TrainPatchesCommand.Create(),
            Quality("levin", "Real camera shake with its true kernels (Levin et al. 2009).", (data, _, _) => QualitySet.Levin(data)),
            Quality(
                "lai",
                "Synthetic blur of larger pictures (Lai et al. 2016).",
                (data, _, _) => QualitySet.Lai(data),
                (data, _, _) => QualitySet.Lai(data).Select(c => c with { MaxShift = 15 })
            ),
            Quality(
                "photos",
                "Twelve photographs under eight shake kernels, with noise; nine others with --blind.",
                QualitySet.Photographs,
                QualitySet.BlindPhotographs
            ),
            Quality("sharp", "Twenty sharp photographs: with --blind, all should be refused.", (data, _, _) => QualitySet.Sharp(data)),
            BenchClaimsCommand.Create(),
            BenchFuzzCommand.Create(),
        };

    private static Command Quality(
        string name,
        string description,
        Func<string, double, IReadOnlyList<Psf>?, IEnumerable<QualityCase>> cases,
        Func<string, double, IReadOnlyList<Psf>?, IEnumerable<QualityCase>>? blindCases = null
    )
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder that holds the pictures.",
            HelpName = "DIR",
            Required = true,
        };
        var added = new Option<Auto<double>>("--add-noise")
        {
            Description = "Noise added to photographs, on a scale of 1. Default 0.01.",
            HelpName = "S",
            CustomParser = r => Parsing.AutoNumber(r, "--add-noise", 0, false),
        };
        var psf = new Option<string[]>("--psf", "-p", "--kernel")
        {
            Description = "Blur photographs with this instead of the shake kernels; may be given several times.",
            HelpName = "SPEC",
        };
        var factor = new Option<double>("--lambda-factor")
        {
            Description = "Multiplies the automatic lambda.",
            HelpName = "F",
            DefaultValueFactory = _ => 1,
        };
        var save = new Option<string?>("--save")
        {
            Description = "Write every blurred, true and restored picture and its PSF into this folder, for the eye and for other programs.",
            HelpName = "DIR",
        };
        var mixture = new Option<string?>("--patch-mixture")
        {
            Description = "Use this file of 'bench train-patches' instead of the mixture that comes along.",
            HelpName = "FILE",
        };
        var blind = new Option<bool>("--blind") { Description = "Estimate the PSF; compare with the same restoration given the true one." };
        var size = new Option<int?>("--kernel-size")
        {
            Description = "With --blind: bound of the kernel for all pictures. Default: from the size of each.",
            HelpName = "N",
        };
        Option<int> seed = new EstimateOptions().Seed;
        var only = new Option<string?>("--only") { Description = "Pictures whose name holds this.", HelpName = "TEXT" };
        var alter = new Option<Alteration>("--alter")
        {
            Description = $"With --blind: what is done to the pictures first: {string.Join(", ", Alteration.All.Select(a => a.Name))}.",
            HelpName = "NAME",
            DefaultValueFactory = _ => Alteration.None,
            CustomParser = r => Parsing.Choice(r, "--alter", [.. Alteration.All.Select(a => (a.Name, a))]),
        };
        var restore = new RestoreOptions();
        var run = new RunOptions();
        var command = new Command(name, description)
        {
            data,
            added,
            psf,
            factor,
            save,
            mixture,
            blind,
            size,
            seed,
            only,
            alter,
            restore.Effort,
            restore.Method,
            restore.Prior,
            restore.Trust,
            restore.Iterations,
            run.Threads,
            run.Json,
        };
        command.SetAction(parsed =>
        {
            var options = new DeconvolutionOptions
            {
                Effort = parsed.GetValue(restore.Effort),
                PatchMixture = parsed.GetValue(mixture) is { } file ? TrainPatchesCommand.Load(file) : null,
                Method = parsed.GetValue(restore.Method)!,
                Prior = parsed.GetValue(restore.Prior)!,
                PsfTrust = parsed.GetValue(restore.Trust),
                Iterations = parsed.GetValue(restore.Iterations)?.Value,
                LambdaFactor = parsed.GetValue(factor),
                Threads = parsed.GetValue(run.Threads),
            };
            Psf[]? psfs = parsed.GetValue(psf) is { Length: > 0 } specs ? [.. specs.Select(s => Parsing.Psf(s, Imaging.LoadOptions.Default))] : null;
            TextWriter output = parsed.InvocationConfiguration.Output;
            bool json = parsed.GetValue(run.Json);
            if (parsed.GetValue(blind))
            {
                var blindOptions = new BlindOptions
                {
                    KernelSize = parsed.GetValue(size),
                    Seed = parsed.GetValue(seed),
                    Final = BlindOptions.DefaultFinal with { SaturationLevel = 0.985, Threads = parsed.GetValue(run.Threads) },
                };
                var measured = new List<BlindMeasurement>();
                foreach (
                    QualityCase pair in (blindCases ?? cases)(parsed.GetValue(data)!, parsed.GetValue(added)?.Value ?? 0.003, psfs).Where(Wanted)
                )
                {
                    measured.Add(BlindMeasurement.Of(pair, parsed.GetValue(alter)!, blindOptions));
                    if (!json)
                        output.WriteLine(measured[^1].Line);
                }

                output.WriteLine(json ? ToJson(name, measured) : BlindMeasurement.Summary(measured));
                return ExitCode.Ok;
            }

            bool Wanted(QualityCase pair) => parsed.GetValue(only) is not { } text || pair.Name.Contains(text, StringComparison.Ordinal);
            List<Row> rows =
            [
                .. cases(parsed.GetValue(data)!, parsed.GetValue(added)?.Value ?? 0.01, psfs)
                    .Where(Wanted)
                    .Select(c => Measure(c, options, json ? TextWriter.Null : output, parsed.GetValue(save))),
            ];
            output.WriteLine(json ? ToJson(name, rows) : Line(Mean(rows)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Row Measure(QualityCase pair, DeconvolutionOptions options, TextWriter output, string? save)
    {
        using (pair)
        {
            long start = Stopwatch.GetTimestamp();
            using DeconvolutionResult result = Deconvolver.Run(pair.Blurred, pair.Psf, options);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

            // Files clip, so the score does too.
            for (int plane = 0; plane < result.Image.Count; plane++)
                foreach (ref float v in result.Image[plane])
                    v = Math.Clamp(v, 0, 1);
            if (save is not null)
                pair.Save(save, result.Image);
            PictureComparison before = PictureComparison.Compare(pair.Blurred, pair.Truth, pair.MaxShift, pair.CropBorder);
            PictureComparison after = PictureComparison.Compare(result.Image, pair.Truth, pair.MaxShift, pair.CropBorder);
            var row = new Row(
                pair.Name,
                before.Psnr,
                after.Psnr,
                after.Ssim,
                after.SquaredError,
                seconds,
                result.Planes[0].Noise,
                result.Check.Verdict
            );
            output.WriteLine(Line(row));
            return row;
        }
    }

    private static Row Mean(List<Row> rows) =>
        new(
            $"mean of {rows.Count}",
            rows.Average(r => r.Blurred),
            rows.Average(r => r.Psnr),
            rows.Average(r => r.Ssim),
            rows.Average(r => r.SquaredError),
            rows.Average(r => r.Seconds),
            rows.Average(r => r.Noise),
            string.Join(", ", rows.GroupBy(r => r.Verdict).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}"))
        );

    private static string Line(Row row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Name, -28} blurred {row.Blurred:F2} dB  restored {row.Psnr:F2} dB  SSIM {row.Ssim:F4}  SSD {row.SquaredError:F2}  noise {row.Noise * 255:F2}/255  {row.Seconds:F3} s  {row.Verdict}"
        );

    private static string ToJson(string name, List<Row> rows) =>
        Json.Result(
            $"bench {name}",
            true,
            json =>
            {
                json.Nested("mean", () => Write(Mean(rows)));
                json.WriteStartArray("pictures");
                foreach (Row row in rows)
                {
                    json.WriteStartObject();
                    Write(row);
                    json.WriteEndObject();
                }

                json.WriteEndArray();

                void Write(Row row)
                {
                    json.WriteString("name", row.Name);
                    json.WriteFinite("blurredPsnr", row.Blurred);
                    json.WriteFinite("psnr", row.Psnr);
                    json.WriteFinite("ssim", row.Ssim);
                    json.WriteFinite("ssd", row.SquaredError);
                    json.WriteFinite("seconds", row.Seconds);
                    json.WriteFinite("noise", row.Noise);
                    json.WriteString("verdict", row.Verdict);
                }
            }
        );

    private static string ToJson(string name, List<BlindMeasurement> rows) =>
        Json.Result(
            $"bench {name} --blind",
            true,
            json =>
            {
                json.WriteString("summary", BlindMeasurement.Summary(rows));
                json.WriteStartArray("pictures");
                foreach (BlindMeasurement row in rows)
                {
                    json.WriteStartObject();
                    row.Write(json);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        );

    private sealed record Row(
        string Name,
        double Blurred,
        double Psnr,
        double Ssim,
        double SquaredError,
        double Seconds,
        double Noise,
        string Verdict
    );
}

using System.CommandLine;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Cli.Commands;

/// <summary>deconv blur: make a blurred, noisy picture.</summary>
internal static class BlurCommand
{
    public static Command Create()
    {
        var input = new InputOptions();
        var output = new OutputOptions("blurred");
        var run = new RunOptions();
        var psf = new Option<string>("--psf", "-p", "--kernel")
        {
            Description = "The blur, as in 'deconv psf'.",
            HelpName = "SPEC",
            Required = true,
        };
        var noise = new Option<Auto<double>>("--noise")
        {
            Description = "Standard deviation of white noise to add, on the 0–1 linear scale; 2/255 is understood.",
            HelpName = "S",
            CustomParser = r => Parsing.AutoNumber(r, "--noise", 0, false),
        };
        var poisson = new Option<Auto<double>>("--poisson")
        {
            Description = "Photons at white: counts them with their noise; fewer is noisier.",
            HelpName = "PEAK",
            CustomParser = r => Parsing.AutoNumber(r, "--poisson", 0, true),
        };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same noise.", HelpName = "N" };
        var boundary = new Option<Boundary>("--boundary")
        {
            Description =
                $"What lies outside the frame: {string.Join(", ", Catalog.Boundaries.Select(b => b.Name))}. Unknown keeps only what needs nothing from outside: smaller by the reach of the PSF.",
            HelpName = "MODE",
            DefaultValueFactory = _ => Boundary.Symmetric,
            CustomParser = Parsing.BoundaryName,
        };
        var command = new Command(
            "blur",
            """
            Simulate: blur a picture in linear light and add noise.

            Examples:
              deconv blur sharp.png -p disk:4 --noise 0.005 -o blurred.png
              deconv blur sharp.png -p motion:15,30 --boundary unknown   (crops; nothing is invented outside the frame)
            """
        )
        {
            psf,
            noise,
            poisson,
            seed,
            boundary,
        };
        input.AddTo(command);
        output.AddTo(command);
        run.AddTo(command);
        command.SetAction(parsed =>
        {
            Psf kernel = Parsing.Psf(parsed.GetValue(psf)!, LoadOptions.Default);
            return Batch.Run(parsed, input, output, run, (path, target, context) => One(parsed, kernel, path, target, context));
        });
        return command;

        int One(ParseResult parsed, Psf kernel, string path, string target, BatchContext context)
        {
            using Photograph sharp = InputOptions.Read(path, input.Load(parsed));
            if (parsed.GetValue(run.DryRun))
            {
                context.Error.WriteLine(
                    $"{path} → {target}  {sharp.Shape.Width}×{sharp.Shape.Height}, PSF {kernel.Shape.Width}×{kernel.Shape.Height} (nothing was written)"
                );
                return ExitCode.Ok;
            }

            PlanarImage color = Degradation.Blur(sharp.Color, kernel, parsed.GetValue(boundary), parsed.GetValue(run.Threads));
            PlanarImage? alpha = sharp.Alpha is null
                ? null
                : Degradation.Blur(sharp.Alpha, kernel, parsed.GetValue(boundary), parsed.GetValue(run.Threads));
            if (parsed.GetValue(poisson)?.Value is { } peak)
                Degradation.AddPoissonNoise(color, peak, parsed.GetValue(seed));
            if (parsed.GetValue(noise)?.Value is { } sigma)
                Degradation.AddGaussianNoise(color, sigma, parsed.GetValue(seed) + 1);
            using Photograph blurred = sharp.With(color, alpha);
            SaveReport saved = output.Write(parsed, blurred, target);
            if (!parsed.GetValue(run.Quiet))
                context.Error.WriteLine(
                    $"{path} → {target}  {blurred.Shape.Width}×{blurred.Shape.Height}, PSF {kernel.Shape.Width}×{kernel.Shape.Height}"
                );
            if (parsed.GetValue(run.Json))
            {
                (target == "-" ? context.Error : context.Output).WriteLine(
                    Json.Result(
                        "blur",
                        true,
                        json =>
                        {
                            json.WriteString("input", path);
                            json.WriteString("output", target);
                            json.WriteNumber("width", blurred.Shape.Width);
                            json.WriteNumber("height", blurred.Shape.Height);
                            json.WriteString("depth", RestorationSummary.Bits(saved.Depth));
                            json.WriteStrings("warnings", sharp.Warnings.Concat(saved.Warnings));
                        }
                    )
                );
            }

            return ExitCode.Ok;
        }
    }
}

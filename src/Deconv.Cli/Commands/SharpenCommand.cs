using System.CommandLine;
using System.Globalization;
using Deconv.Blind;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>deconv sharpen: take back the small blur of lens, sensor or resizing.</summary>
internal static class SharpenCommand
{
    /// <summary>Standard deviations of blurs that are "small".</summary>
    private const double Least = 0.3,
        Most = 2;

    /// <summary>When the picture does not tell: the habit of raw converters.</summary>
    private const double Usual = 0.7;

    private static readonly (string Name, double Sigma)[] Presets = [("capture", 0.7), ("resize", 0.45), ("print", 1)];

    public static Command Create()
    {
        var sigma = new Option<Auto<double>>("--sigma")
        {
            Description = "Standard deviation of the Gaussian to take back in pixels, 0.3 to 2, or auto: found from the picture.",
            HelpName = "S|auto",
            CustomParser = r => Parsing.AutoNumber(r, "--sigma", 0, true),
        };
        var preset = new Option<double?>("--preset")
        {
            Description =
                $"A usual sigma: {string.Join(", ", Presets.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.Sigma}")))}.",
            HelpName = "NAME",
            CustomParser = r => Parsing.Choice(r, "--preset", [.. Presets.Select(p => (p.Name, (double?)p.Sigma))]),
        };
        var settings = new RestoreSettings(
            new(),
            new(psfGiven: false, maxOvershoot: 2, channels: ChannelMode.Luma),
            new(),
            new("sharpened"),
            new(),
            new()
        );
        var command = new Command(
            "sharpen",
            """
            Take back a small blur: of the lens, the sensor, resizing. Luminance only, halos held to 2 % of white.

            Examples:
              deconv sharpen shot.jpg                                          (radius from the picture)
              deconv sharpen *.tif --out-dir web --sigma 0.7 --iterations 10
              deconv sharpen small.png --preset resize --amount 0.7
            """
        )
        {
            sigma,
            preset,
        };
        settings.AddTo(command);
        command.Validators.Add(r =>
        {
            if (r.GetResult(sigma) is not null && r.GetResult(preset) is not null)
                r.AddError("Give --sigma or --preset, not both.");
            else if (r.GetValue(sigma)?.Value is { } s && s is < Least or > Most)
                r.AddError(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"--sigma is {Least} to {Most} pixels, not {s}. A larger blur is for 'deconv deblur -p gaussian:{s}' or 'deconv blind'."
                    )
                );
        });
        command.SetAction(parsed =>
        {
            double? width = parsed.GetValue(sigma)?.Value ?? parsed.GetValue(preset);
            int threads = parsed.GetValue(settings.Run.Threads);
            return RestoreAction.Run(
                parsed,
                settings,
                "sharpen",
                photograph => Blur(photograph, width, threads),
                (files, context) =>
                {
                    width ??= SharedAutomatics.Common(parsed, settings.Input, settings.Restore, files, photograph => Found(photograph, threads));
                    SharedAutomatics.Resolve(
                        parsed,
                        settings.Input,
                        settings.Restore,
                        settings.Run,
                        files,
                        context,
                        photograph => Blur(photograph, width, threads).Psf
                    );
                }
            );
        });
        return command;
    }

    private static (Psf Psf, string Spec) Blur(Photograph photograph, double? sigma, int threads)
    {
        double width = sigma ?? Found(photograph, threads);
        return (Psf.Gaussian(width), string.Create(CultureInfo.InvariantCulture, $"gaussian:{width:R}"));
    }

    /// <summary>The width that explains the picture's spectrum, within reason.</summary>
    private static double Found(Photograph photograph, int threads)
    {
        var options = new BlindOptions
        {
            Family = PsfFamily.Gaussian,
            EstimateOnly = true,
            AcceptAnyway = true,
            Crops = 0,
            Final = BlindOptions.DefaultFinal with { Threads = threads },
        };
        using BlindResult result = BlindDeconvolver.Run(photograph.Color, options);
        double found = result.Psf.Diagnose().RmsRadius / Math.Sqrt(2);
        return result.Verdict.Code == "not-blurred" && found > Usual ? Usual : Math.Round(Math.Clamp(found, Least, Most), 3);
    }
}

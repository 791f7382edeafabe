using System.CommandLine;
using System.Globalization;

namespace Deconv.Cli.Options;

/// <summary>Options for the width of the blur that 'deconv sharpen' removes.</summary>
internal sealed class SharpenOptions
{
    private const double Least = 0.3,
        Most = 2;

    private readonly Setting<double?> _sigma = new("--sigma", Read, sigma => sigma?.ToString("R", CultureInfo.InvariantCulture) ?? "auto", null)
    {
        Description = "Standard deviation of the Gaussian blur to remove, in pixels, 0.3 to 2, or auto: estimated from the photograph.",
        HelpName = "S|auto",
        Offered = ["auto"],
        DefaultWord = "auto",
    };

    private readonly Setting<double?> _preset = Preset();

    public void AddTo(Command command)
    {
        command.Options.Add(_sigma);
        command.Options.Add(_preset);
        command.Validators.Add(r =>
        {
            if (r.GetResult(_sigma) is not null && r.GetResult(_preset) is not null)
                r.AddError("Give --sigma or --preset, not both.");
        });
    }

    /// <summary>The standard deviation; null to estimate it.</summary>
    public double? Bind(Given given) => given.Of(_sigma) ?? given.Of(_preset);

    /// <summary>Whether the command line gives a width, which overrides that of a recipe.</summary>
    public bool IsGiven(Given given) => given.Says(_sigma) || given.Says(_preset);

    private static double? Read(string text)
    {
        if (text == "auto")
            return null;
        double sigma = Settings.Number("--sigma", text, 0, above: true);
        return sigma is >= Least and <= Most
            ? sigma
            : throw new UsageException(
                string.Create(CultureInfo.InvariantCulture, $"--sigma takes {Least} to {Most} pixels, not {sigma}. ")
                    + string.Create(CultureInfo.InvariantCulture, $"For a larger blur use 'deconv deblur -p gaussian:{sigma}' or 'deconv blind'.")
            );
    }

    /// <summary>A closed list without a default.</summary>
    private static Setting<double?> Preset()
    {
        Setting<double?> plain = Settings.Choose(
            "--preset",
            "A common value of --sigma. {choices}.",
            Choices.SharpenPresets,
            Choices.SharpenPresets[0].Value
        );
        return new("--preset", plain.Read, plain.Write, null)
        {
            Description = plain.Description,
            HelpName = plain.HelpName,
            Offered = plain.Offered,
            IsClosed = true,
        };
    }
}

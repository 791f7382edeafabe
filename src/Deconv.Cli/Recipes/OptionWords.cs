using System.Globalization;
using Deconv.Restoration;

namespace Deconv.Cli.Recipes;

/// <summary>Options of a restoration as the words that would ask for them: every one is written, so that a later default does not change a recipe.</summary>
internal static class OptionWords
{
    /// <param name="options">Any that can be asked for on the command line.</param>
    /// <param name="saturation">The word of --saturation: "auto" depends on the picture.</param>
    /// <param name="amount">Of --amount.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(DeconvolutionOptions options, string saturation, double amount) =>
        new (string Name, string Words)[]
        {
            ("noise", Auto(options.Noise)),
            ("loss", options.Loss.ToString().ToLowerInvariant()),
            ("lambda", Auto(options.Lambda)),
            ("prior", Prior(options.Prior)),
            ("method", options.Method.Name),
            ("effort", options.Effort.ToString().ToLowerInvariant()),
            ("psf-trust", options.PsfTrust.ToString().ToLowerInvariant()),
            ("iterations", options.Iterations?.ToString(CultureInfo.InvariantCulture) ?? "auto"),
            ("tolerance", Number(options.Tolerance)),
            ("boundary", Catalog.Boundaries.First(b => b.Boundary == options.Boundary).Name),
            (
                "channels",
                options.Channels switch
                {
                    ChannelMode.Opponent => "rgb",
                    ChannelMode.Luma => "luma",
                    _ => "each",
                }
            ),
            ("saturation", saturation),
            ("nsr", Auto(options.NoiseToSignal)),
            ("amount", Number(amount)),
            ("max-overshoot", options.MaxOvershoot is { } share ? Number(share * 100) : "off"),
            ("keep-impulses", options.FindImpulses ? "false" : "true"),
        }.Select(o => KeyValuePair.Create(o.Name, o.Words));

    private static string Prior(Prior prior) =>
        Catalog.Priors.Any(p => p == prior) ? prior.Name : string.Create(CultureInfo.InvariantCulture, $"hyper:{prior.Exponent:R}");

    private static string Auto(double? value) => value is { } v ? Number(v) : "auto";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

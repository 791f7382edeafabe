using System.CommandLine;

namespace Deconv.Cli.Help;

/// <summary>Words that an option takes, for the shells; a test parses every one of them.</summary>
internal static class OptionValues
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["--prior"] = [.. Catalog.Priors.Select(p => p.Name)],
        ["--method"] = [.. Catalog.Methods.Select(m => m.Name)],
        ["--boundary"] = [.. Catalog.Boundaries.Select(b => b.Name)],
        ["--effort"] = ["fast", "balanced", "best"],
        ["--loss"] = ["gauss", "poisson"],
        ["--psf-trust"] = ["exact", "calibrated", "estimated"],
        ["--channels"] = ["rgb", "luma", "each"],
        ["--transfer"] = ["auto", "srgb", "linear", "bt709", "gamma:2.2"],
        ["--depth"] = ["same", "8", "16", "f32"],
        ["--range"] = ["clip", "preserve", "rescale"],
        ["--progress"] = ["auto", "bar", "plain", "json", "none"],
        ["--family"] = ["free", "motion", "disk", "gaussian"],
        ["--preset"] = ["capture", "resize", "print"],
        ["--auto-from"] = ["each", "first", "median"],
        ["--saturation"] = ["auto", "off"],
        ["--max-overshoot"] = ["off"],
        ["--psf"] = [.. Catalog.Psfs.Select(p => p.Example)],
    };

    public static IReadOnlyList<string> Of(Option option) =>
        option.Name == "--method" && option.ValueType != typeof(Restoration.RestorationMethod) ? [] : Known.GetValueOrDefault(option.Name, []);
}

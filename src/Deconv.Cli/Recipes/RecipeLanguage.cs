namespace Deconv.Cli.Recipes;

/// <summary>
/// Translates recipes of version 0.1.0. There, methods ignored priors they could not use, and "tv" meant a different functional in each method.
/// </summary>
internal static class RecipeLanguage
{
    private const string First = "0.1.0";

    /// <summary>Methods of 0.1.0 that use no prior.</summary>
    private static readonly string[] WithoutPrior = ["landweber", "rl", "wiener"];

    /// <summary>Why a recipe of 0.1.0 cannot give the same pixels in this version; null if it can.</summary>
    public static string? Changed(IReadOnlyDictionary<string, string> words, string version) =>
        version == First
        && words.GetValueOrDefault("method") == "nesterov"
        && words.GetValueOrDefault("prior", "").StartsWith("hyper", StringComparison.Ordinal)
            ? "Version 0.1.0 used only first differences for this prior in method nesterov; now second differences are used as well, as in method gd."
            : null;

    /// <summary>The options as this version reads them.</summary>
    /// <param name="words">Names of options and their values.</param>
    /// <param name="version">Version of the program that wrote them.</param>
    public static IReadOnlyDictionary<string, string> Today(IReadOnlyDictionary<string, string> words, string version)
    {
        if (version != First || !words.TryGetValue("method", out string? method) || !words.TryGetValue("prior", out string? prior))
            return words;
        string boundary = words.GetValueOrDefault("boundary", "unknown");
        bool fast = method == "gd" && boundary == "unknown" && prior != "l2" && prior != "none";

        // Method gd supported priors on first and second differences only, and passed everything else to method nesterov.
        (string now, string then) = (method, prior) switch
        {
            _ when WithoutPrior.Contains(method) => (method, "none"),
            ("fista", _) => (method, "tv"),
            (_, "tv") when fast => ("gd", "hyper:1"),
            _ when fast => ("gd", prior),
            _ => ("nesterov", prior),
        };
        return new Dictionary<string, string>(words, StringComparer.Ordinal)
        {
            ["method"] = now,
            ["prior"] = then,
            ["boundary"] = method == "wiener" ? "unknown" : boundary,
        };
    }
}

namespace Deconv.Cli.Recipes;

/// <summary>
/// Recipes of version 0.1.0 in today's words: there methods ignored priors they could not use, and "tv" meant one functional for each method.
/// </summary>
internal static class RecipeLanguage
{
    private const string First = "0.1.0";

    /// <summary>Methods of 0.1.0 that had no prior.</summary>
    private static readonly string[] WithoutPrior = ["landweber", "rl", "wiener"];

    /// <summary>Why a recipe of 0.1.0 cannot give the same pixels today; null where it can.</summary>
    public static string? Changed(IReadOnlyDictionary<string, string> words, string version) =>
        version == First
        && words.GetValueOrDefault("method") == "nesterov"
        && words.GetValueOrDefault("prior", "").StartsWith("hyper", StringComparison.Ordinal)
            ? "Then the method nesterov used first differences only for this prior; now it uses second differences too, as the method gd does."
            : null;

    /// <summary>The words as they are understood now.</summary>
    /// <param name="words">Names of options and their words.</param>
    /// <param name="version">The program that wrote them.</param>
    public static IReadOnlyDictionary<string, string> Today(IReadOnlyDictionary<string, string> words, string version)
    {
        if (version != First || !words.TryGetValue("method", out string? method) || !words.TryGetValue("prior", out string? prior))
            return words;
        string boundary = words.GetValueOrDefault("boundary", "unknown");
        bool fast = method == "gd" && boundary == "unknown" && prior != "l2" && prior != "none";

        // The fast method knew differences of first and second order only, and handed everything else to Nesterov's.
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

using System.Globalization;

namespace Deconv.Cli.Options;

/// <summary>Creates the usual kinds of settings. Every error names the option, what is allowed and what was given.</summary>
internal static class Settings
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>One of a list of words. "{choices}" in the description is replaced by the list.</summary>
    /// <param name="name">With dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="choices">All choices; the values differ.</param>
    /// <param name="initial">The default value.</param>
    /// <param name="aliases">Other names, with dashes.</param>
    public static Setting<T> Choose<T>(string name, string description, IReadOnlyList<Choice<T>> choices, T initial, params string[] aliases) =>
        new(name, text => Pick(name, choices, text), value => WordOf(choices, value), initial, aliases)
        {
            Description = description.Replace("{choices}", Describe(choices), StringComparison.Ordinal),
            HelpName = string.Join('|', choices.Select(c => c.Word)) is { Length: <= 28 } all ? all : "NAME",
            Offered = [.. choices.SelectMany(c => c.Words)],
            IsClosed = true,
            DefaultWord = WordOf(choices, initial),
        };

    /// <summary>A number that may be omitted; optionally a word that means the same.</summary>
    public static Setting<double?> AutoNumber(string name, string description, string helpName, double least, bool above, string? word) =>
        new(
            name,
            text => word is not null && text == word ? null : Number(name, text, least, above),
            value => value is { } v ? v.ToString("R", Culture) : word ?? "",
            null
        )
        {
            Description = description,
            HelpName = helpName,
            Offered = word is null ? [] : [word],
            DefaultWord = word,
        };

    /// <summary>A number with a default.</summary>
    public static Setting<double> Number(
        string name,
        string description,
        string helpName,
        Func<double, bool> allowed,
        string range,
        double initial
    ) =>
        new(
            name,
            text => double.TryParse(text, NumberStyles.Float, Culture, out double v) && allowed(v) ? v : throw new UsageException(range),
            value => value.ToString("R", Culture),
            initial
        )
        {
            Description = description,
            HelpName = helpName,
            DefaultWord = initial.ToString(Culture),
        };

    /// <summary>A whole number with a default.</summary>
    public static Setting<int> Whole(
        string name,
        string description,
        string helpName,
        int least,
        int most,
        string range,
        int initial,
        params string[] aliases
    ) =>
        new(name, text => Whole(text, least, most) ?? throw new UsageException(range), value => value.ToString(Culture), initial, aliases)
        {
            Description = description,
            HelpName = helpName,
            DefaultWord = initial.ToString(Culture),
        };

    /// <summary>A whole number, or a word for none; <paramref name="range"/> is the start of the error message.</summary>
    public static Setting<int?> AutoWhole(
        string name,
        string description,
        string helpName,
        int least,
        int most,
        string range,
        string? word = "auto",
        params string[] aliases
    ) =>
        new(
            name,
            text => text == word ? null : Whole(text, least, most) ?? throw new UsageException($"{range}, not '{text}'."),
            value => value?.ToString(Culture) ?? word ?? "",
            null,
            aliases
        )
        {
            Description = description,
            HelpName = helpName,
            Offered = word is null ? [] : [word],
            DefaultWord = word,
        };

    /// <summary>Any text: a path, a PSF, a pattern.</summary>
    public static Setting<string?> Text(string name, string description, string helpName, params string[] aliases) =>
        new(name, text => text, value => value ?? "", null, aliases)
        {
            Description = description,
            HelpName = helpName,
            IsFree = true,
        };

    /// <summary>Parses a number, or a fraction such as 2/255, which is common for noise.</summary>
    /// <exception cref="UsageException">The text is not a number, or it is out of range.</exception>
    public static double Number(string name, string text, double least, bool above)
    {
        string[] parts = text.Split('/');
        double divisor = 1;
        bool understood =
            double.TryParse(parts[0], NumberStyles.Float, Culture, out double value)
            && (parts.Length == 1 || (parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, Culture, out divisor) && divisor != 0));
        value /= divisor;
        if (understood && double.IsFinite(value) && (above ? value > least : value >= least))
            return value;
        throw new UsageException(string.Create(Culture, $"{name} takes a number {(above ? "above" : "of at least")} {least:G4}, not '{text}'."));
    }

    /// <summary>A whole number in a range, or null.</summary>
    public static int? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, Culture, out int n) && n >= least && n <= most ? n : null;

    private static T Pick<T>(string name, IReadOnlyList<Choice<T>> choices, string text)
    {
        if (choices.FirstOrDefault(c => c.Words.Contains(text)) is { } choice)
            return choice.Value;
        string? near = choices.Select(c => c.Word).OrderBy(w => Suggestion.Distance(w, text)).FirstOrDefault(w => Suggestion.Distance(w, text) <= 2);
        string hint = near is null ? "" : $" Did you mean '{near}'?";
        throw new UsageException($"{name} takes {string.Join(", ", choices.Select(c => c.Word))}, not '{text}'.{hint}");
    }

    private static string WordOf<T>(IReadOnlyList<Choice<T>> choices, T value) =>
        choices.First(c => EqualityComparer<T>.Default.Equals(c.Value, value)).Word;

    private static string Describe<T>(IReadOnlyList<Choice<T>> choices) => string.Join(choices.All(c => c.Summary is null) ? ", " : "; ", choices);
}

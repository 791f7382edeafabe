using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>The values of options: from the command line, else from a recipe, else the defaults. Nothing else reads the parser's result.</summary>
internal sealed class Given
{
    private readonly ParseResult? _parsed;
    private readonly IReadOnlyDictionary<string, string> _recipe;

    /// <summary>Values from a command line alone.</summary>
    public Given(ParseResult parsed)
        : this(parsed, new Dictionary<string, string>()) { }

    private Given(ParseResult? parsed, IReadOnlyDictionary<string, string> recipe) => (_parsed, _recipe) = (parsed, recipe);

    /// <summary>Values from a recipe alone.</summary>
    public static Given ByRecipe(IReadOnlyDictionary<string, string> words) => new(null, words);

    /// <summary>The same, with the values of a recipe for options that the command line does not set.</summary>
    public Given With(IReadOnlyDictionary<string, string> words) => new(_parsed, words);

    /// <summary>The value of a setting.</summary>
    /// <exception cref="UsageException">The recipe contains a value that the option does not accept.</exception>
    public T Of<T>(Setting<T> setting) => Word(setting) is { } word ? setting.Read(word) : setting.Initial;

    /// <summary>The value of a switch.</summary>
    public bool Of(Option<bool> flag)
    {
        if (Says(flag))
            return _parsed!.GetValue(flag);
        return _recipe.TryGetValue(flag.Name[2..], out string? word) && word == "true";
    }

    /// <summary>The values of an argument.</summary>
    public string[] Of(Argument<string[]> argument) => _parsed?.GetValue(argument) ?? [];

    /// <summary>The value of an argument.</summary>
    public string Of(Argument<string> argument) => _parsed!.GetValue(argument)!;

    /// <summary>Whether the command line sets an option.</summary>
    public bool Says(Option option) => _parsed?.GetResult(option) is { Implicit: false };

    /// <summary>Whether the command line or the recipe sets an option.</summary>
    public bool Has(Option option) => Says(option) || _recipe.ContainsKey(option.Name[2..]);

    /// <summary>The value of a setting as text, for a recipe.</summary>
    public KeyValuePair<string, string> Record<T>(Setting<T> setting) => new(setting.Key, setting.Write(Of(setting)));

    /// <summary>The value of a switch as text, for a recipe.</summary>
    public KeyValuePair<string, string> Record(Option<bool> flag) => new(flag.Name[2..], Of(flag) ? "true" : "false");

    private string? Word(Setting setting)
    {
        if (Says(setting))
            return _parsed!.GetValue(setting);
        return _recipe.TryGetValue(setting.Key, out string? word) ? word : null;
    }
}

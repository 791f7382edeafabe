using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>What was given for options: by the command line, else by a recipe, else by default. The only reader of the parser's result.</summary>
internal sealed class Given
{
    private readonly ParseResult? _parsed;
    private readonly IReadOnlyDictionary<string, string> _recipe;

    /// <summary>Of a command line alone.</summary>
    public Given(ParseResult parsed)
        : this(parsed, new Dictionary<string, string>()) { }

    private Given(ParseResult? parsed, IReadOnlyDictionary<string, string> recipe) => (_parsed, _recipe) = (parsed, recipe);

    /// <summary>Of the words of a recipe alone.</summary>
    public static Given ByRecipe(IReadOnlyDictionary<string, string> words) => new(null, words);

    /// <summary>The same with the words of a recipe where the command line has none.</summary>
    public Given With(IReadOnlyDictionary<string, string> words) => new(_parsed, words);

    /// <summary>The value of a setting.</summary>
    /// <exception cref="UsageException">A word of a recipe that the option does not take.</exception>
    public T Of<T>(Setting<T> setting) => Word(setting) is { } word ? setting.Read(word) : setting.Initial;

    /// <summary>The value of a switch.</summary>
    public bool Of(Option<bool> flag)
    {
        if (Says(flag))
            return _parsed!.GetValue(flag);
        return _recipe.TryGetValue(flag.Name[2..], out string? word) && word == "true";
    }

    /// <summary>The words of an argument.</summary>
    public string[] Of(Argument<string[]> argument) => _parsed?.GetValue(argument) ?? [];

    /// <summary>The word of an argument.</summary>
    public string Of(Argument<string> argument) => _parsed!.GetValue(argument)!;

    /// <summary>Whether the command line itself says something about an option.</summary>
    public bool Says(Option option) => _parsed?.GetResult(option) is { Implicit: false };

    /// <summary>Whether anybody says something about an option.</summary>
    public bool Has(Option option) => Says(option) || _recipe.ContainsKey(option.Name[2..]);

    /// <summary>The value of a setting in the words that ask for it, for a recipe.</summary>
    public KeyValuePair<string, string> Record<T>(Setting<T> setting) => new(setting.Key, setting.Write(Of(setting)));

    /// <summary>A switch in words, for a recipe.</summary>
    public KeyValuePair<string, string> Record(Option<bool> flag) => new(flag.Name[2..], Of(flag) ? "true" : "false");

    private string? Word(Setting setting)
    {
        if (Says(setting))
            return _parsed!.GetValue(setting);
        return _recipe.TryGetValue(setting.Key, out string? word) ? word : null;
    }
}

using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>
/// An option with one value: how its text is read and written, which words are offered, and the default. Parser, help, manual page, completion and
/// recipes all use this definition.
/// </summary>
internal abstract class Setting : Option<string?>
{
    protected Setting(string name, params string[] aliases)
        : base(name, aliases)
    {
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Problem(token.Value) is { } problem)
                result.AddError(problem);
        });
    }

    /// <summary>Long name without the dashes: the key in recipes.</summary>
    public string Key => Name[2..];

    /// <summary>
    /// Words that completion offers: all of them if the option takes a closed list, otherwise examples.
    /// </summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>Whether only the offered words are accepted; otherwise numbers or patterns are accepted as well.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether any text is accepted: paths, PSFs, names.</summary>
    public bool IsFree { get; init; }

    /// <summary>The default as text, to show; null if there is none.</summary>
    public string? DefaultWord { get; init; }

    /// <summary>The error for a text, with what is allowed; null if it is accepted.</summary>
    public abstract string? Problem(string text);

    /// <summary>Whether an accepted text means the default value.</summary>
    public abstract bool IsDefault(string text);
}

/// <inheritdoc/>
/// <typeparam name="T">Type of the value; nullable where "auto" and similar words mean "not given".</typeparam>
internal sealed class Setting<T> : Setting
{
    private readonly Func<string, T> _read;
    private readonly Func<T, string> _write;

    /// <param name="name">With dashes.</param>
    /// <param name="read">Converts a text to the value; throws <see cref="UsageException"/> that says what is allowed.</param>
    /// <param name="write">Converts a value to a text that is read as the same value.</param>
    /// <param name="initial">The default value.</param>
    /// <param name="aliases">Other names, with dashes.</param>
    public Setting(string name, Func<string, T> read, Func<T, string> write, T initial, params string[] aliases)
        : base(name, aliases) => (_read, _write, Initial) = (read, write, initial);

    /// <summary>The default value.</summary>
    public T Initial { get; }

    /// <exception cref="UsageException">The text is not accepted.</exception>
    public T Read(string text) => _read(text);

    public string Write(T value) => _write(value);

    public override bool IsDefault(string text) => EqualityComparer<T>.Default.Equals(_read(text), Initial);

    public override string? Problem(string text)
    {
        try
        {
            _read(text);
            return null;
        }
        catch (UsageException e)
        {
            return e.Message;
        }
    }
}

using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>
/// An option with one value, and everything there is to know about its words: what is taken, what is offered, the default, and how a value is written
/// again. Parser, help, manual, completion and recipes all read it from here.
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
    /// Words that are offered for completion: all of them where the option takes a closed list, examples of them where it does not.
    /// </summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>Whether the offered words are all there are; otherwise numbers or patterns are taken besides.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether any text is taken: paths, PSFs, names.</summary>
    public bool IsFree { get; init; }

    /// <summary>The word of the default, to show; null where there is none.</summary>
    public string? DefaultWord { get; init; }

    /// <summary>What is wrong with a text, with what is allowed; null when it is taken.</summary>
    public abstract string? Problem(string text);

    /// <summary>Whether a text that is taken means the value when nothing is given.</summary>
    public abstract bool IsDefault(string text);
}

/// <inheritdoc/>
/// <typeparam name="T">Of the value; nullable where "auto" and the like mean "none given".</typeparam>
internal sealed class Setting<T> : Setting
{
    private readonly Func<string, T> _read;
    private readonly Func<T, string> _write;

    /// <param name="name">With dashes.</param>
    /// <param name="read">From a text to the value; throws <see cref="UsageException"/> with what is allowed.</param>
    /// <param name="write">From a value to a text that is read as the same value.</param>
    /// <param name="initial">The value when nothing is given.</param>
    /// <param name="aliases">Other names, with dashes.</param>
    public Setting(string name, Func<string, T> read, Func<T, string> write, T initial, params string[] aliases)
        : base(name, aliases) => (_read, _write, Initial) = (read, write, initial);

    /// <summary>The value when nothing is given.</summary>
    public T Initial { get; }

    /// <exception cref="UsageException">Not taken.</exception>
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

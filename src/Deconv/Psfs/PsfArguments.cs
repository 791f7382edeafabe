using System.Globalization;

namespace Deconv.Psfs;

/// <summary>The arguments of one term, matched to the parameters of its generator.</summary>
internal sealed class PsfArguments
{
    private readonly PsfGenerator _generator;
    private readonly Dictionary<string, double> _values = [];

    public PsfArguments(PsfGenerator generator, string text)
    {
        _generator = generator;
        int position = 0;
        bool named = false;
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (generator.SecondIsRare && parts is [var one, var two] && IsWhole(one) && IsWhole(two))
        {
            string Name(int i) => generator.Parameters[i].Name;
            throw new InvalidPsfException(
                $"{generator.Name}:{one},{two} can be read in two ways. Write {generator.Name}:{one}.{two} for one number with decimals, or "
                    + $"{generator.Name}:{Name(0)}={one},{Name(1)}={two} for two numbers."
            );
        }

        foreach (string part in parts)
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 && named)
                throw new InvalidPsfException(
                    $"{generator.Name}: '{part}' needs a name, as in {generator.Example}. Decimals come after a point, not after a comma."
                );
            named |= equals >= 0;
            PsfParameter parameter = equals >= 0 ? Named(part[..equals].Trim()) : Positional(position++, part);
            if (!_values.TryAdd(parameter.Name, Number(parameter, part[(equals + 1)..])))
                throw new InvalidPsfException($"{generator.Name}: {parameter.Name} is given twice.");
        }
    }

    private static bool IsWhole(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    /// <summary>The value given, or the default.</summary>
    public double this[string name] =>
        _values.TryGetValue(name, out double value)
            ? value
            : _generator.Parameters.First(p => p.Name == name).Default
                ?? throw new InvalidPsfException($"{_generator.Name} needs {name}, as in {_generator.Example}.");

    public double Or(string name, double fallback) => double.IsNaN(this[name]) ? fallback : this[name];

    public int Whole(string name) =>
        this[name] is >= 0 and <= 1e6 and double v && Math.Floor(v) == v
            ? (int)v
            : throw new InvalidPsfException($"{_generator.Name}: {name} must be a whole number, not {this[name]:G6}.");

    /// <summary>A length that can be given by either of two parameters.</summary>
    public double Either(string name, string other, double factor)
    {
        bool has = _values.ContainsKey(name),
            hasOther = _values.ContainsKey(other);
        if (has && hasOther)
            throw new InvalidPsfException($"{_generator.Name}: give {name} or {other}, not both.");
        return hasOther ? this[other] * factor : this[name];
    }

    private PsfParameter Named(string key) =>
        _generator.Parameters.FirstOrDefault(p => p.Name == key)
        ?? throw new InvalidPsfException($"{_generator.Name} has no parameter '{key}'; it takes {Allowed}, as in {_generator.Example}.");

    private PsfParameter Positional(int position, string part) =>
        position < _generator.Parameters.Count
            ? _generator.Parameters[position]
            : throw new InvalidPsfException(
                $"{_generator.Name} takes no argument '{part}'; it takes {Allowed}, as in {_generator.Example}. "
                    + "Decimals come after a point, not after a comma."
            );

    private string Allowed => _generator.Parameters.Count == 0 ? "no parameters" : string.Join(", ", _generator.Parameters.Select(p => p.Name));

    private double Number(PsfParameter parameter, string text)
    {
        text = text.Trim();
        if (parameter.Unit.Length > 0 && text.EndsWith(parameter.Unit, StringComparison.Ordinal))
            text = text[..^parameter.Unit.Length];
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new InvalidPsfException($"{_generator.Name}: {parameter.Name} must be a number, not '{text}'; for example {_generator.Example}.");
    }
}

using System.Globalization;

namespace Deconv.Cli.Options;

/// <summary>Parses and prints amounts of memory.</summary>
internal static class MemorySize
{
    private static readonly (char Unit, double Bytes)[] Units = [('K', 1L << 10), ('M', 1L << 20), ('G', 1L << 30), ('T', 1L << 40)];

    /// <summary>2G, 512M, 1.5GiB, bytes; null for auto.</summary>
    /// <exception cref="UsageException">The text is none of these.</exception>
    public static long? Parse(string name, string text)
    {
        if (text == "auto")
            return null;
        string number = text.ToUpperInvariant();
        number =
            number.EndsWith("IB", StringComparison.Ordinal) ? number[..^2]
            : number.EndsWith('B') ? number[..^1]
            : number;
        (char Unit, double Bytes) unit = Units.FirstOrDefault(u => number.EndsWith(u.Unit), ('\0', 1));
        if (unit.Unit != '\0')
            number = number[..^1];
        bool understood = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        if (understood && value * unit.Bytes is >= 1 and < 1e15)
            return (long)(value * unit.Bytes);
        throw new UsageException($"{name} takes a size such as 512M or 2G, or auto, not '{text}'.");
    }

    /// <summary>At most three digits, and a unit.</summary>
    public static string Text(long bytes)
    {
        (char Unit, double Bytes) unit = Units.LastOrDefault(u => bytes >= u.Bytes, Units[0]);
        double value = bytes / unit.Bytes;
        return string.Create(CultureInfo.InvariantCulture, $"{value.ToString(value < 10 ? "F2" : "F0", CultureInfo.InvariantCulture)} {unit.Unit}iB");
    }
}

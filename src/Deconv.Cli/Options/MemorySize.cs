using System.CommandLine.Parsing;
using System.Globalization;
using Deconv.Cli.Options;

namespace Deconv.Cli.Planning;

/// <summary>Amounts of memory in words.</summary>
internal static class MemorySize
{
    private static readonly (char Unit, double Bytes)[] Units = [('K', 1L << 10), ('M', 1L << 20), ('G', 1L << 30), ('T', 1L << 40)];

    /// <summary>2G, 512M, 1.5GiB, bytes, or auto.</summary>
    public static Auto<long> Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value,
            number = text.ToUpperInvariant();
        if (text == "auto")
            return new(null);
        number =
            number.EndsWith("IB", StringComparison.Ordinal) ? number[..^2]
            : number.EndsWith('B') ? number[..^1]
            : number;
        (char Unit, double Bytes) unit = Units.FirstOrDefault(u => number.EndsWith(u.Unit), ('\0', 1));
        if (unit.Unit != '\0')
            number = number[..^1];
        if (
            double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value * unit.Bytes is >= 1 and < 1e15
        )
            return new((long)(value * unit.Bytes));
        result.AddError($"--max-memory takes a size such as 512M or 2G, or auto, not '{text}'.");
        return new(null);
    }

    /// <summary>Three digits and a unit.</summary>
    public static string Text(long bytes)
    {
        (char Unit, double Bytes) unit = Units.LastOrDefault(u => bytes >= u.Bytes, Units[0]);
        double value = bytes / unit.Bytes;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(value < 10 ? value.ToString("F2", CultureInfo.InvariantCulture) : value.ToString("F0", CultureInfo.InvariantCulture))} {unit.Unit}iB"
        );
    }
}

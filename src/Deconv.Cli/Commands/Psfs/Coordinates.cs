using System.CommandLine.Parsing;
using System.Globalization;
using Deconv.Psfs;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>Places in a picture, in words.</summary>
internal static class Coordinates
{
    /// <summary>Whole numbers from 0 joined by commas; null and an error for anything else.</summary>
    public static double[]? Numbers(ArgumentResult result, string option, int count)
    {
        string text = result.Tokens[0].Value;
        double[] numbers =
        [
            .. text.Split(',').Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : double.NaN),
        ];
        if (numbers.Length == count && numbers.All(double.IsFinite))
            return numbers;
        result.AddError($"{option} takes {count} whole numbers joined by commas, {(count == 2 ? "X,Y" : "X,Y,WIDTH,HEIGHT")}, not '{text}'.");
        return null;
    }

    /// <summary>Arguments that the library refuses are mistakes of the user's.</summary>
    public static T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException e) when (e is not InvalidPsfException)
        {
            // Without the name of the parameter, which the user never gave.
            string message = e.Message;
            int at = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
            throw new UsageException(at < 0 ? message : message[..at]);
        }
    }
}

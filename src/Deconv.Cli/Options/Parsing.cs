using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Cli.Options;

/// <summary>An option's value, or null inside for "auto". A class, because the command-line library cannot hand over an empty nullable struct.</summary>
internal sealed record Auto<T>(T? Value)
    where T : struct;

/// <summary>From words to values. Every error names the option, what was given and what is allowed.</summary>
internal static class Parsing
{
    /// <summary>A number, or "auto" for null.</summary>
    public static Auto<double> AutoNumber(ArgumentResult result, string option, double minimum, bool exclusive)
    {
        string text = result.Tokens[0].Value;
        return new(text == "auto" ? null : Number(result, option, text, minimum, exclusive));
    }

    public static double? Number(ArgumentResult result, string option, string text, double minimum, bool exclusive)
    {
        // 2/255 is how noise is quoted.
        string[] parts = text.Split('/');
        double divisor = 1;
        bool understood =
            double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && (
                parts.Length == 1
                || (parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out divisor) && divisor != 0)
            );
        value /= divisor;
        if (understood && double.IsFinite(value) && (exclusive ? value > minimum : value >= minimum))
            return value;
        result.AddError($"{option} takes a number {(exclusive ? "above" : "of at least")} {minimum:G4}, not '{text}'.");
        return null;
    }

    public static T Choice<T>(ArgumentResult result, string option, IReadOnlyList<(string Name, T Value)> choices)
    {
        string text = result.Tokens[0].Value;
        foreach ((string name, T value) in choices)
            if (name == text)
                return value;
        string? near = choices.Select(c => c.Name).OrderBy(c => Suggestion.Distance(c, text)).FirstOrDefault(c => Suggestion.Distance(c, text) <= 2);
        result.AddError(
            $"{option} takes {string.Join(", ", choices.Select(c => c.Name))}, not '{text}'.{(near is null ? "" : $" Did you mean '{near}'?")}"
        );
        return choices[0].Value;
    }

    public static Boundary BoundaryName(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text is "repeat" or "mirror")
        {
            result.AddError(
                text == "repeat"
                    ? "--boundary repeat means different things to different tools: did you mean 'replicate' (aa|abcd|dd) or 'periodic' (cd|abcd|ab)?"
                    : "--boundary mirror means different things to different tools: did you mean 'symmetric' (ba|abcd|dc) or 'reflect' (cb|abcd|cb)?"
            );
            return Boundary.Unknown;
        }

        foreach ((Boundary boundary, string name, IReadOnlyList<string> aliases) in Catalog.Boundaries)
            if (name == text || aliases.Contains(text))
                return boundary;
        return Choice(result, "--boundary", [.. Catalog.Boundaries.Select(b => (b.Name, b.Boundary))]);
    }

    public static Auto<TransferFunction> Transfer(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text is "auto" or "icc")
            return new(null);
        if (TransferFunction.TryParse(text, out TransferFunction transfer))
            return new(transfer);
        result.AddError($"--transfer takes auto, srgb, linear, bt709 or gamma:G (0.1 to 5), not '{text}'.");
        return new(null);
    }

    public static Auto<SampleDepth> Depth(ArgumentResult result) =>
        Choice<Auto<SampleDepth>>(
            result,
            "--depth",
            [("same", new(null)), ("8", new(SampleDepth.UInt8)), ("16", new(SampleDepth.UInt16)), ("f32", new(SampleDepth.Float32))]
        );

    public static Auto<TimeSpan> Duration(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        (string number, double unit) = text switch
        {
            [.. var n, 'm', 's'] => (n, 0.001),
            [.. var n, 's'] => (n, 1),
            [.. var n, 'm'] => (n, 60.0),
            [.. var n, 'h'] => (n, 3600),
            _ => (text, 1),
        };
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && value * unit < 1e7)
            return new(TimeSpan.FromSeconds(value * unit));
        result.AddError($"--time-limit takes a duration such as 30s or 2m, not '{text}'.");
        return new(null);
    }

    public static Psf Psf(string spec, LoadOptions load) => Deconv.Psfs.Psf.Parse(spec, path => PsfFile.Load(path, load));

    /// <summary>Holds the value of an option to a range; what is no value of its type at all gets the same words.</summary>
    public static void Check<T>(Option<T> option, Func<T, bool> allowed, string message) =>
        option.Validators.Add(result =>
        {
            try
            {
                if (!allowed(result.GetValueOrDefault<T>()!))
                    result.AddError(message);
            }
            catch (InvalidOperationException)
            {
                // The parser throws here for what it cannot convert.
                result.AddError(message);
            }
        });
}

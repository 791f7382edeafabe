using System.Globalization;
using Deconv.Psfs;

namespace Deconv.Cli.Options;

/// <summary>One parameter of a PSF at several values: "r=1..4:7" of "disk:3" is disk:r=1, disk:r=1.5, …</summary>
/// <param name="Parameter">Name of the parameter.</param>
/// <param name="Values">In order.</param>
internal sealed record PsfRange(string Parameter, IReadOnlyList<double> Values)
{
    /// <summary>The range, or null if the text is not one.</summary>
    public static PsfRange? Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && ValueRange.Parse(text[(equals + 1)..], logarithmic: false) is { } values ? new(text[..equals].Trim(), values) : null;
    }

    /// <summary>The PSF with one value in place.</summary>
    /// <param name="spec">Terms joined by '*', of which the first with this parameter is changed.</param>
    /// <param name="value">Value of the parameter.</param>
    /// <exception cref="UsageException">No term has the parameter.</exception>
    public string Apply(string spec, double value)
    {
        string[] terms = spec.Split('*', StringSplitOptions.TrimEntries);
        for (int i = 0; i < terms.Length; i++)
        {
            string name = terms[i].Split(':')[0];
            if (PsfGenerator.All.FirstOrDefault(g => g.Name == name) is not { } generator || !generator.Parameters.Any(p => p.Name == Parameter))
                continue;
            terms[i] = Replace(generator, terms[i], value);
            return string.Join('*', terms);
        }

        string[] known =
        [
            .. terms.SelectMany(t => PsfGenerator.All.FirstOrDefault(g => g.Name == t.Split(':')[0])?.Parameters.Select(p => p.Name) ?? []),
        ];
        throw new UsageException(
            $"--psf-range {Parameter}=…: {spec} has no parameter '{Parameter}'{(known.Length == 0 ? "." : $", only {string.Join(", ", known)}.")}"
        );
    }

    private string Replace(PsfGenerator generator, string term, double value)
    {
        var given = new List<(string Name, string Value)>();
        int position = 0;
        string arguments = term.Contains(':', StringComparison.Ordinal) ? term[(term.IndexOf(':', StringComparison.Ordinal) + 1)..] : "";
        foreach (string part in arguments.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            given.Add(
                equals >= 0 ? (part[..equals].Trim(), part[(equals + 1)..])
                : position < generator.Parameters.Count ? (generator.Parameters[position++].Name, part)
                : ("", part)
            );
        }

        // A length may be given in two ways, as r or d, sigma or fwhm: the one that is swept replaces the other.
        string[][] same =
        [
            ["r", "d"],
            ["sigma", "fwhm"],
        ];
        given.RemoveAll(a =>
            a.Name == Parameter
            || same.Any(pair =>
                pair.Contains(a.Name)
                && pair.Contains(Parameter)
                && generator.Parameters.Any(p => p.Name == pair[0])
                && generator.Parameters.Any(p => p.Name == pair[1])
            )
        );
        given.Insert(0, (Parameter, value.ToString("R", CultureInfo.InvariantCulture)));
        return $"{generator.Name}:{string.Join(',', given.Select(a => $"{a.Name}={a.Value}"))}";
    }
}

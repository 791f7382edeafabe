using System.Globalization;

namespace Deconv.Psfs;

/// <summary>The PSF specification language: one shell token such as <c>disk:3*gaussian:0.6</c>.</summary>
public sealed partial class Psf
{
    /// <summary>
    /// Reads <c>term { "*" term }</c>, terms being convolved; a term is <c>name[:arguments]</c> or a file.
    /// Arguments are positional in the order of <see cref="PsfGenerator.Parameters"/> or <c>key=value</c>.
    /// </summary>
    /// <param name="text">The description, for example <c>motion:15,30</c>.</param>
    /// <param name="load">Reads the file of a <c>file:</c> term or of a bare path; null if files are not supported.</param>
    /// <exception cref="InvalidPsfException">The text does not parse; the message says where, what is allowed, and gives an example.</exception>
    public static Psf Parse(string text, Func<string, Psf>? load = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Psf? product = null;
        foreach (string term in SplitTerms(text))
        {
            if (term.Length == 0)
                throw new InvalidPsfException(
                    $"'{text}' has an empty term; write name or name:arguments on both sides of '*', as in disk:3*gaussian:0.6."
                );
            Psf factor = ParseTerm(term, load);
            product = product is null ? factor : product.Convolve(factor);
        }

        return product!;
    }

    private static Psf ParseTerm(string term, Func<string, Psf>? load)
    {
        int colon = term.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? term : term[..colon],
            arguments = colon < 0 ? "" : term[(colon + 1)..].Trim();
        if (name == "path")
            return ParsePath(Unquote(arguments));
        if (PsfGenerator.All.FirstOrDefault(g => g.Name == name) is { } generator)
            return generator.Create(new PsfArguments(generator, arguments));
        if (name == "file")
            return PsfFileTerm.Parse(arguments, load);
        if (
            load is not null
            && (colon < 0 || term.Contains('/', StringComparison.Ordinal) || term.Contains('\\', StringComparison.Ordinal))
            && LooksLikeFile(term)
        )
            return PsfFileTerm.HasOptions(term) ? PsfFileTerm.Parse(term, load) : load(term);
        string? close = PsfGenerator
            .All.Select(g => g.Name)
            .Append("file")
            .Select(n => (n, d: Distance(n, name)))
            .Where(p => p.d <= 2)
            .OrderBy(p => p.d)
            .Select(p => p.n)
            .FirstOrDefault();
        throw new InvalidPsfException(
            $"'{name}' is not a PSF{(close is null ? "" : $"; did you mean '{close}'?")} "
                + $"Known: {string.Join(", ", PsfGenerator.All.Select(g => g.Name))}, file, or the path of a file."
        );
    }

    private static bool LooksLikeFile(string term) => term.IndexOfAny(['.', '/', '\\']) >= 0;

    /// <summary>A star always separates terms, except inside quotes: a file name such as a*b.png must be quoted.</summary>
    private static IEnumerable<string> SplitTerms(string text)
    {
        int start = 0;
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            if (text[i] != '*' || quoted)
                continue;
            yield return text[start..i].Trim();
            start = i + 1;
        }

        yield return text[start..].Trim();
    }

    private static Psf ParsePath(string text)
    {
        string[] parts = text.Split(';', StringSplitOptions.TrimEntries);
        if (parts.Length > 2 || (parts.Length == 2 && !parts[1].StartsWith("w=", StringComparison.Ordinal)))
            throw new InvalidPsfException($"path takes points and one list of weights, as in path:\"0,0 6,2 9,8;w=1,2\", not '{text}'.");
        var points = parts[0]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(point =>
            {
                double[] xy = Numbers(point);
                return xy.Length == 2
                    ? (xy[0], xy[1])
                    : throw new InvalidPsfException($"path: '{point}' is not a point; write x,y as in path:\"0,0 6,2\".");
            })
            .ToArray();
        return Path(points, parts.Length == 2 ? Numbers(parts[1][2..]) : []);
    }

    private static double[] Numbers(string text) =>
        [
            .. text.Split(',', StringSplitOptions.TrimEntries)
                .Select(part =>
                    double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                        ? value
                        : throw new InvalidPsfException($"path: '{part}' is not a number.")
                ),
        ];

    internal static string Unquote(string text) => text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;

    /// <summary>Edit distance, for "did you mean".</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}

using System.Globalization;

namespace Deconv.Psfs;

/// <summary>The term <c>file:k.tif[,scale=1.0][,center=auto|peak|centroid|geometric]</c>.</summary>
internal static class PsfFileTerm
{
    public static Psf Parse(string arguments, Func<string, Psf>? load)
    {
        // A comma between quotes belongs to the path.
        int quoted = arguments.StartsWith('"') ? arguments.IndexOf('"', 1) + 1 : 0,
            comma = arguments.IndexOf(',', quoted);
        string path = Psf.Unquote((comma < 0 ? arguments : arguments[..comma]).Trim());
        if (path.Length == 0)
            throw new InvalidPsfException("file needs a path, as in file:kernel.png.");
        if (load is null)
            throw new InvalidPsfException($"'{path}': PSF files cannot be read here; read them with PsfFile.Load and pass the PSF.");
        double scale = 1;
        string center = "auto";
        foreach (string part in comma < 0 ? [] : arguments[(comma + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? part : part[..equals],
                value = part[(equals + 1)..];
            switch (key)
            {
                case "scale" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out scale) && scale > 0:
                    break;
                case "center" when value is "auto" or "peak" or "centroid" or "geometric":
                    center = value;
                    break;
                default:
                    throw new InvalidPsfException(
                        $"file: '{part}' is not understood; after the path come scale=FACTOR and center=auto|peak|centroid|geometric."
                    );
            }
        }

        Psf psf = Centered(load(path), center);
        return scale == 1 ? psf : psf.Scale(scale);
    }

    /// <summary>Whether a term that names no generator is a path with these options: <c>k.txt,center=centroid</c>.</summary>
    public static bool HasOptions(string term) =>
        term.Contains(",center=", StringComparison.Ordinal) || term.Contains(",scale=", StringComparison.Ordinal);

    /// <summary>Auto keeps the geometric center unless the centroid lies half a pixel or more away.</summary>
    internal static Psf Centered(Psf psf, string center)
    {
        PsfDiagnosis d = psf.Diagnose();
        return center switch
        {
            "peak" => psf.WithOrigin(d.PeakRow, d.PeakColumn),
            "centroid" => psf.Centered(),
            "geometric" => psf,
            _ => d.Shift < Psf.OffCenterFrom ? psf : psf.Centered(),
        };
    }
}

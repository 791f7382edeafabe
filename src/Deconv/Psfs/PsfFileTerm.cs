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

    /// <summary>Auto keeps the geometric center unless the centroid lies half a pixel or more away.</summary>
    internal static Psf Centered(Psf psf, string center)
    {
        PsfDiagnosis d = psf.Diagnose();
        (int row, int column) = center switch
        {
            "peak" => (d.PeakRow, d.PeakColumn),
            "centroid" => Nearest(psf, d),
            "geometric" => (psf.OriginRow, psf.OriginColumn),
            _ => d.Shift < 0.5 ? (psf.OriginRow, psf.OriginColumn) : Nearest(psf, d),
        };
        return psf.WithOrigin(row, column);
    }

    private static (int Row, int Column) Nearest(Psf psf, PsfDiagnosis d) =>
        (Math.Clamp((int)Math.Round(d.CentroidRow), 0, psf.Shape.Height - 1), Math.Clamp((int)Math.Round(d.CentroidColumn), 0, psf.Shape.Width - 1));
}

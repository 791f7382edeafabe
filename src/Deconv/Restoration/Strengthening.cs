using Deconv.Psfs;
using Deconv.Restoration.Verdict;

namespace Deconv.Restoration;

/// <summary>
/// Raises the automatic λ for a PSF that is an estimate. What such a PSF cannot explain becomes ripples and stripes; the prior acts against these as
/// against noise. Two signs ask for a higher λ: a residual smaller than the noise (discrepancy principle), found on four tiles before the
/// restoration, and artifacts that ruin the restored image.
/// </summary>
internal static class Strengthening
{
    /// <summary>Side of a tile, and the least number of PSFs that fit along it.</summary>
    private const int TileSide = 256,
        PsfsAlongTile = 3;

    /// <summary>Residual over noise below which λ is raised. Synthetic photographs, whose noise is known, stay above it.</summary>
    private const double MinResidual = 0.85;

    /// <summary>λ grows by this power of noise over residual: measured on photographs, where λ x 3.2 raises χ² from 0.66 to 1.</summary>
    private const double Power = 5.6;

    /// <summary>Largest factor: noise that compression hides is known to a factor of two only, and too high a λ loses detail.</summary>
    private const double MaxFactor = 4;

    /// <summary>Smallest and largest factor where there are artifacts.</summary>
    private const double MinForArtifacts = 8,
        MaxForArtifacts = 30;

    /// <summary>Restores tiles of an image and returns the automatic values with the λ that follows from their residuals.</summary>
    /// <param name="blurred">The image.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="options">Options with the automatic values and the effort of the whole image.</param>
    /// <param name="cancel">Cancels the restoration of a tile.</param>
    public static AutomaticValues OfTiles(PlanarImage blurred, Psf psf, DeconvolutionOptions options, CancellationToken cancel)
    {
        AutomaticValues values = options.Automatic!;
        int side = Math.Max(TileSide, PsfsAlongTile * Math.Max(psf.Shape.Height, psf.Shape.Width));
        double chiSquare = 0;
        int count = 0;
        foreach ((int top, int height) in Along(blurred.Shape.Height, side))
        foreach ((int left, int width) in Along(blurred.Shape.Width, side))
        {
            using PlanarImage tile = blurred.Crop(top, left, new(height, width));
            using PlanarImage? weights = options.Weights?.Crop(top, left, tile.Shape);
            PsfField? field = options.Field?.Part(top, left);
            // The image is stretched already.
            DeconvolutionOptions own = options with
            {
                Weights = weights,
                Field = field,
                Stretch = null,
            };
            using DeconvolutionResult result = Deconvolver.RunWith(
                tile,
                field?.Middle(tile.Shape) ?? psf,
                own,
                new() { TrySizes = false },
                cancel: cancel
            );
            if (!double.IsFinite(result.Check.ChiSquare))
                continue;
            chiSquare += result.Check.ChiSquare;
            count++;
        }

        double residual = Math.Sqrt(chiSquare / count);
        if (!(residual < MinResidual))
            return values;
        double factor = Math.Min(MaxFactor, Math.Pow(residual, -Power));
        return values with { Planes = [.. values.Planes.Select(p => p with { Lambda = factor * p.Lambda })] };
    }

    /// <summary>The factor of λ for a second restoration, above 1; null if the first one stands.</summary>
    public static double? ForArtifacts(FitCheck check, IReadOnlyList<PlaneReport> reports) =>
        check.Verdict == FitVerdict.Artifacts && reports.All(r => r.Report.Reason.Converged)
            ? Math.Clamp(check.ChiSquare, MinForArtifacts, MaxForArtifacts)
            : null;

    /// <summary>Tiles in the middle of both halves of an axis, or one of double length at most.</summary>
    private static (int Start, int Length)[] Along(int length, int side) =>
        length > 2 * side ? [((length / 4) - (side / 2), side), ((3 * length / 4) - (side / 2), side)] : [(0, length)];
}

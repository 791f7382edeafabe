using Deconv.Estimation;
using Deconv.Psfs;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Deconv.Blind.Search;

/// <summary>
/// Fits blurs with one or two parameters to a fraction of a pixel. A coarse search over the parameters by the likelihood of the image's spectrum,
/// which shows the nulls of a disk or a line, is followed by the simplex method of Nelder and Mead from the best few.
/// </summary>
internal static class ParametricFit
{
    /// <summary>Returns the fitted PSF and its specification.</summary>
    /// <param name="image">The image.</param>
    /// <param name="family">The blur family; not <see cref="PsfFamily.Free"/>.</param>
    /// <param name="bound">Largest kernel size in pixels.</param>
    /// <param name="cancel">Checked before every trial.</param>
    public static (Psf Psf, string Spec) Run(WorkingImage image, PsfFamily family, int bound, CancellationToken cancel)
    {
        var likelihood = new BlurLikelihood(image.Stretched, image.Shape);
        double Cost(double[] p)
        {
            cancel.ThrowIfCancellationRequested();
            return likelihood.Cost(Make(family, p, bound));
        }

        List<(double Cost, double[] Parameters)> grid = [.. Grid(family, bound).Select(p => (Cost(p), p)).OrderBy(c => c.Item1)];
        (double least, double[] best) = grid[0];
        foreach ((_, double[] from) in grid.Take(3))
        {
            try
            {
                MinimizationResult found = new NelderMeadSimplex(1e-6, 200).FindMinimum(
                    ObjectiveFunction.Value(v => Cost([.. v])),
                    Vector<double>.Build.DenseOfArray(from),
                    Vector<double>.Build.DenseOfArray(Spread(family, from))
                );
                if (found.FunctionInfoAtMinimum.Value < least)
                    (least, best) = (found.FunctionInfoAtMinimum.Value, [.. found.MinimizingPoint]);
            }
            catch (MaximumIterationsException)
            {
                // On images of a few pixels the simplex may not converge; the best grid point is kept.
            }
        }

        return (Make(family, best, bound), Spec(family, best));
    }

    private static IEnumerable<double[]> Grid(PsfFamily family, int bound)
    {
        switch (family)
        {
            case PsfFamily.Gaussian:
                for (double sigma = 0.4; sigma <= bound / 5.0; sigma *= 1.15)
                    yield return [sigma];
                break;
            case PsfFamily.Disk:
                for (double r = 0.7; r <= bound / 2.0; r = Math.Max(r + 0.2, r * 1.04))
                    yield return [r];
                break;
            default:
                for (double length = 2; length <= bound; length = Math.Max(length + 1, length * 1.2))
                {
                    int angles = Math.Clamp((int)(1.2 * length), 8, 36);
                    for (int a = 0; a < angles; a++)
                        yield return [length, 180.0 * a / angles];
                }

                break;
        }
    }

    private static double[] Spread(PsfFamily family, double[] p) =>
        family == PsfFamily.Motion ? [Math.Max(0.5, 0.08 * p[0]), Math.Max(1, 60 / p[0])] : [Math.Max(0.1, 0.03 * p[0])];

    private static Psf Make(PsfFamily family, double[] p, int bound)
    {
        double size = Math.Clamp(Math.Abs(p[0]), 0.2, bound);
        return family switch
        {
            PsfFamily.Gaussian => Psf.Gaussian(size),
            PsfFamily.Disk => Psf.Disk(Math.Min(size, bound / 2.0)),
            _ => Psf.Motion(size, p[1]),
        };
    }

    private static string Spec(PsfFamily family, double[] p) =>
        family switch
        {
            PsfFamily.Gaussian => FormattableString.Invariant($"gaussian:{Math.Abs(p[0]):F3}"),
            PsfFamily.Disk => FormattableString.Invariant($"disk:{Math.Abs(p[0]):F3}"),
            _ => FormattableString.Invariant($"motion:{Math.Abs(p[0]):F2},{((p[1] % 180) + 180) % 180:F2}"),
        };
}

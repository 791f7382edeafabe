using Deconv.Psfs;

namespace Deconv.Blind.Verdict;

/// <summary>
/// Tests whether the blur varies across an image. The spectrum of every part is explained by its own kernel and by those of the others. What two
/// parts lose by exchanging their kernels, (C(a,b) + C(b,a) − C(a,a) − C(b,b))/2 with C(a,b) the cost of the spectrum of a under the kernel of
/// b, is about 0 when the blur is the same, however bad the kernel of a part with little detail may be, since a bad kernel is bad for its own part
/// too. The blur varies if the four parts can be split in half (left and right, top and bottom, or diagonals) so that every exchange across the
/// split loses and exchanges within a half do not, and the kernels are more similar within a half than across.
/// </summary>
internal static class UniformityTest
{
    /// <summary>Minimum loss of every exchange across the split, in log-likelihood per frequency.</summary>
    private const double MinLoss = 0.2;

    /// <summary>Minimum ratio of the loss across the split to the loss within a half.</summary>
    private const double Contrast = 1.5;

    /// <summary>
    /// Minimum excess similarity of kernels within a half. Needed because a single bad kernel passes the other two tests under a uniform blur.
    /// </summary>
    private const double Likeness = 0.08;

    /// <summary>The halves of four parts in reading order: left and right, top and bottom, the diagonals.</summary>
    private static readonly (int A, int B, int C, int D)[] Halves = [(0, 2, 1, 3), (0, 1, 2, 3), (0, 3, 1, 2)];

    /// <summary>True when the parts fall into two halves of different blur; false too when there are not four parts.</summary>
    public static bool Changes(IReadOnlyList<CropKernel> parts)
    {
        if (parts.Count != 4)
            return false;
        double[,] loss = Losses(parts);
        return Halves.Any(h =>
        {
            double[] across = [loss[h.A, h.C], loss[h.A, h.D], loss[h.B, h.C], loss[h.B, h.D]];
            double within = (Math.Max(0, loss[h.A, h.B]) + Math.Max(0, loss[h.C, h.D])) / 2;
            return across.Min() > MinLoss && across.Average() > Contrast * within && Alike(h.A, h.B, h.C, h.D) > Likeness;
        });

        double Alike(int a, int b, int c, int d) =>
            ((Similarity(a, b) + Similarity(c, d)) / 2) - ((Similarity(a, c) + Similarity(a, d) + Similarity(b, c) + Similarity(b, d)) / 4);
        double Similarity(int a, int b) => PsfSimilarity.Of(parts[a].Psf, parts[b].Psf);
    }

    /// <summary>The loss of every pair of parts when they exchange their kernels; symmetric, 0 on the diagonal.</summary>
    internal static double[,] Losses(IReadOnlyList<CropKernel> parts)
    {
        int n = parts.Count;
        var cost = new double[n, n];
        for (int a = 0; a < n; a++)
        {
            cost[a, a] = parts[a].Likelihood.Cost(parts[a].Psf); // first: the fit of the others starts from it
            for (int b = 0; b < n; b++)
                if (b != a)
                    cost[a, b] = parts[a].Likelihood.Cost(parts[b].Psf);
        }

        var loss = new double[n, n];
        for (int a = 0; a < n; a++)
        for (int b = 0; b < n; b++)
            loss[a, b] = (cost[a, b] + cost[b, a] - cost[a, a] - cost[b, b]) / 2;
        return loss;
    }
}

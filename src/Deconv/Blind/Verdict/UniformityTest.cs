using Deconv.Psfs;

namespace Deconv.Blind.Verdict;

/// <summary>
/// Whether the blur changes across a picture. Every part's spectrum is explained by its own kernel and by the others': what two parts lose by
/// exchanging their kernels, (C(a,b) + C(b,a) − C(a,a) − C(b,b))/2 with C(a,b) the cost of the spectrum of a under the kernel of b, is about 0 when
/// the blur is the same, however bad the kernel of a part with little to see may be, as a bad kernel is bad for its own part too.
/// A pattern is a way to halve the four parts, sides, top and bottom or diagonals, so that every exchange across it loses and those within do not,
/// and the kernels themselves are more alike within than across.
/// </summary>
internal static class UniformityTest
{
    /// <summary>Least loss of every exchange across, in log-likelihood per frequency.</summary>
    private const double LeastLoss = 0.2;

    /// <summary>How many times more the exchanges across lose than those within.</summary>
    private const double Contrast = 1.5;

    /// <summary>
    /// How much more alike kernels of the same half are, in similarity. Of the same blur one part in error passes the other two tests.
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
            return across.Min() > LeastLoss && across.Average() > Contrast * within && Alike(h.A, h.B, h.C, h.D) > Likeness;
        });

        double Alike(int a, int b, int c, int d) =>
            ((Similarity(a, b) + Similarity(c, d)) / 2) - ((Similarity(a, c) + Similarity(a, d) + Similarity(b, c) + Similarity(b, d)) / 4);
        double Similarity(int a, int b) => PsfSimilarity.Of(parts[a].Psf, parts[b].Psf);
    }

    /// <summary>What every two parts lose by exchanging their kernels; symmetric, 0 on the diagonal.</summary>
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

using Deconv.Objectives.Priors.Patches;
using MathNet.Numerics.LinearAlgebra;

namespace Deconv.Tests.Oracles;

/// <summary>A mixture by its definition, with dense covariances in double.</summary>
internal sealed class PatchMixtureOracle(GaussianMixture mixture, double deviation)
{
    private const int N = PatchGeometry.Samples;
    private readonly Matrix<double>[] _covariances = [.. mixture.Components.ToArray().Select(Covariance)];

    /// <summary>Orthonormal directions of sum 0 with falling variances.</summary>
    public static GaussianMixture Random(int components, int seed)
    {
        var random = new Random(seed);
        return new GaussianMixture(
            Enumerable
                .Range(0, components)
                .Select(k =>
                {
                    int rank = random.Next(0, PatchGeometry.Dimensions + 1);
                    Matrix<double> basis = Matrix<double>.Build.Dense(N, rank + 1, (_, j) => j == 0 ? 1 : random.NextDouble() - 0.5);
                    Matrix<double> q = basis.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q;
                    float[] variances =
                    [
                        .. Enumerable.Range(0, rank).Select(i => (float)(0.3 * Math.Pow(i + 1, -1.5) * (0.5 + (k % 3)))).OrderDescending(),
                    ];
                    return new GaussianMixture.Component(
                        1f / components,
                        1e-4f,
                        [.. variances.Select(v => Math.Max(v, 1e-4f))],
                        [.. Enumerable.Range(1, rank).SelectMany(i => q.Column(i).Select(v => (float)v))]
                    );
                }),
            "drawn"
        );
    }

    /// <summary>log π + log N(p; 0, C + s²I) of a patch of mean 0, up to a constant that is the same for all.</summary>
    public double LogDensity(int component, double[] patch)
    {
        Matrix<double> seen = _covariances[component] + (Matrix<double>.Build.DenseIdentity(N) * deviation * deviation);
        Vector<double> p = Vector<double>.Build.Dense(patch);

        // Along the mean the patch is exactly 0 and the variance s²: that factor of the determinant is none of the density's.
        return Math.Log(mixture.Components[component].Weight)
            - (0.5 * (seen.Cholesky().DeterminantLn - Math.Log(deviation * deviation)))
            - (0.5 * p.DotProduct(seen.Solve(p)));
    }

    public int Likeliest(double[] patch) => Enumerable.Range(0, mixture.Count).MaxBy(k => LogDensity(k, patch));

    /// <summary>C (C + s²I)⁻¹ p.</summary>
    public double[] Estimate(int component, double[] patch) =>
        (
            _covariances[component]
            * (_covariances[component] + (Matrix<double>.Build.DenseIdentity(N) * deviation * deviation)).Solve(Vector<double>.Build.Dense(patch))
        ).ToArray();

    /// <summary>Every patch that begins at the given rows and columns, estimated and averaged.</summary>
    public double[] Denoise(float[] x, Shape shape, IEnumerable<int> rows, IReadOnlyList<int> columns)
    {
        double[] sum = new double[x.Length],
            count = new double[x.Length];
        foreach (int top in rows)
        foreach (int left in columns)
        {
            int[] at = [.. Enumerable.Range(0, N).Select(i => ((top + (i / 8)) * shape.Width) + left + (i % 8))];
            double mean = at.Average(i => (double)x[i]);
            double[] patch = [.. at.Select(i => x[i] - mean)],
                estimate = Estimate(Likeliest(patch), patch);
            for (int i = 0; i < N; i++)
            {
                sum[at[i]] += estimate[i] + mean;
                count[at[i]]++;
            }
        }

        return [.. sum.Zip(count, (s, c) => s / c)];
    }

    private static Matrix<double> Covariance(GaussianMixture.Component component)
    {
        // τ in every direction but the mean, and λ − τ more in those that are known
        Matrix<double> covariance = Matrix<double>.Build.Dense(N, N, (i, j) => component.Tail * ((i == j ? 1 : 0) - (1.0 / N)));
        for (int i = 0; i < component.Rank; i++)
        {
            Vector<double> u = Vector<double>.Build.Dense(N, j => component.Directions[(i * N) + j]);
            covariance += (component.Variances[i] - component.Tail) * u.OuterProduct(u);
        }

        return covariance;
    }
}

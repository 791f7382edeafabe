using Deconv.Psfs;

namespace Deconv.Benchmarks.Outliers;

/// <summary>The samples of a blurred picture that are far from every lamp: lamps must not change them.</summary>
internal sealed class FarField
{
    /// <summary>Wanted distance in widths of the PSF.</summary>
    private const int Widths = 8;

    /// <summary>With a smaller share of the samples, the distance is reduced.</summary>
    private const double SmallestShare = 0.01;

    private readonly int[] _samples;

    private FarField(int[] samples, int widths) => (_samples, DistanceInWidths) = (samples, widths);

    /// <summary>Distance from the edge of the nearest lamp in widths of the PSF: 8, or less if the picture is too small.</summary>
    public int DistanceInWidths { get; }

    public static FarField Of(IReadOnlyList<Lamp> lamps, Shape scene, Psf psf)
    {
        (int top, int left) = SceneFrame.Start(psf);
        Shape shape = SceneFrame.Visible(scene, psf);
        double[] distances =
        [
            .. Enumerable.Range(0, shape.Count).Select(i => lamps.Min(l => l.Distance((i / shape.Width) + top, (i % shape.Width) + left) - l.Radius)),
        ];
        int width = Math.Max(psf.Shape.Height, psf.Shape.Width);
        for (int widths = Widths; ; widths--)
        {
            int[] samples = [.. Enumerable.Range(0, shape.Count).Where(i => distances[i] > widths * width)];
            if (samples.Length >= SmallestShare * shape.Count || widths == 0)
                return new(samples, widths);
        }
    }

    /// <summary>Largest absolute difference of two pictures at these samples.</summary>
    public double LargestChange(PlanarImage a, PlanarImage b)
    {
        float largest = 0;
        for (int plane = 0; plane < a.Count; plane++)
        {
            Span<float> p = a[plane],
                q = b[plane];
            foreach (int i in _samples)
                largest = Math.Max(largest, Math.Abs(p[i] - q[i]));
        }

        return largest;
    }
}

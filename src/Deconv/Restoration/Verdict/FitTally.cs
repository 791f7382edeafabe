using Deconv.Estimation;
using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>Collects what a <see cref="FitCheck"/> is made of, from a whole restored plane or from its tiles one after the other.</summary>
/// <param name="samples">Samples of the whole plane.</param>
internal sealed class FitTally(long samples)
{
    /// <summary>About this many restored samples are compared with the range of the observed ones.</summary>
    private const int MaxCompared = 100_000;

    private static readonly (int Row, int Column)[] Lags = [(0, 1), (0, 2), (0, 3), (1, 0), (2, 0), (3, 0), (1, 1), (1, -1)];

    private readonly double[] _products = new double[Lags.Length];
    private readonly List<double> _details = [];
    private readonly List<float> _restored = [];
    private double _weight;
    private double _energy;
    private float _darkest = float.MaxValue;
    private float _brightest = float.MinValue;

    /// <summary>Number of samples that cover the whole PSF.</summary>
    public long Covered { get; private set; }

    /// <summary>What the restored samples themselves say.</summary>
    public AnswerExamination Answer { get; private set; } = AnswerExamination.None;

    /// <summary>Mean squared residual over the variance of the noise.</summary>
    public double ChiSquare => _energy / Math.Max(1, _weight);

    /// <summary>Root mean square of the normalized autocorrelation of the residual over small lags.</summary>
    public double Whiteness
    {
        get
        {
            double sum = 0;
            foreach (double product in _products)
                sum += product / _energy * (product / _energy);
            return _energy == 0 ? 0 : Math.Sqrt(sum / Lags.Length);
        }
    }

    /// <summary>Noise in the finest details of the restored plane, the median over the tiles.</summary>
    public double Details => _details.Order().ElementAt(_details.Count / 2);

    /// <summary>See <see cref="FitCheck.OvershootPercent"/>.</summary>
    public double OvershootPercent
    {
        get
        {
            float black = Math.Min(0, _darkest),
                range = Math.Max(_brightest - black, 1e-12f);
            float[] excess = [.. _restored.Select(v => Math.Max(0, Math.Max(black - v, v - _brightest)))];
            return 100 * NoiseEstimator.Rank(excess, (int)(0.999 * (excess.Length - 1))) / range;
        }
    }

    /// <summary>Adds a plane, or the part of a tile that belongs to no other tile.</summary>
    /// <param name="question">The restored plane of the tile and what it is compared with.</param>
    /// <param name="own">The part to add, in the tile.</param>
    /// <param name="covered">The part of the tile where the whole PSF lies inside the picture, or a larger one.</param>
    /// <param name="residual">Receives (observed − blurred again)/noise of the whole tile, zero at its border; overwritten.</param>
    public void Add(FitQuestion question, Region own, Region covered, Span<float> residual)
    {
        (Shape shape, Psf psf, float noise) = (question.Shape, question.Psf, (float)question.Noise);
        ReadOnlySpan<float> observed = question.Observed.Span,
            restored = question.Restored.Span,
            weights = question.Weights;
        residual.Clear();
        var geometry = ConvolutionGeometry.Of(shape, psf.Shape, Extent.Valid);
        Shape inner = geometry.Output;
        int top = psf.Shape.Height - 1 - psf.OriginRow,
            left = psf.Shape.Width - 1 - psf.OriginColumn;
        using AlignedBuffer buffer = AlignedPool.Rent(2 * inner.Count);
        Span<float> r = buffer.Span[..inner.Count],
            w = buffer.Span[inner.Count..];
        ILinearOperator blur = question.Field is { } field
            ? new FieldConvolution(geometry, field)
            : new Convolution(geometry).WithKernel(psf.Samples);
        blur.Apply(restored, r);
        Region judged = own.Intersect(covered);
        int from = Math.Max(0, judged.Top - top),
            end = Math.Min(inner.Height, judged.Top + judged.Shape.Height - top),
            first = Math.Max(0, judged.Left - left),
            last = Math.Min(inner.Width, judged.Left + judged.Shape.Width - left);
        Shape counted = new(Math.Max(0, end - from), Math.Max(0, last - first));
        for (int y = 0; y < inner.Height; y++)
        for (int x = 0; x < inner.Width; x++)
        {
            int at = ((y + top) * shape.Width) + x + left,
                i = (y * inner.Width) + x;
            float weight = weights.IsEmpty ? 1 : Math.Max(0, weights[at]),
                difference = weight * (observed[at] - r[i]) / noise;
            residual[at] = covered.Contains(y + top, x + left) ? difference : 0;
            if (y < from || y >= end || x < first || x >= last)
                continue;
            int to = ((y - from) * counted.Width) + x - first; // never beyond i, which is read before
            (w[to], r[to]) = (weight, difference);
        }

        Count(r[..counted.Count], w[..counted.Count], counted);
        Compare(observed, restored, shape, own);
        _details.Add(NoiseEstimator.Haar(restored, shape));
        if (question.FindArtifacts)
            Answer += new AnswerExaminer(shape, psf).Examine(observed, restored, weights, noise, judged, samples);
    }

    private void Count(ReadOnlySpan<float> r, ReadOnlySpan<float> w, Shape shape)
    {
        Covered += shape.Count;
        _weight += Reduce.Sum(w);
        _energy += Reduce.SumOfSquares(r);
        for (int lag = 0; lag < Lags.Length; lag++)
        {
            (int row, int column) = Lags[lag];
            if (shape.Height <= row || shape.Width <= Math.Abs(column))
                continue;
            double product = 0;
            int length = shape.Width - Math.Abs(column);
            for (int y = 0; y + row < shape.Height; y++)
            {
                product += Reduce.Dot(
                    r.Slice((y * shape.Width) + Math.Max(0, -column), length),
                    r.Slice(((y + row) * shape.Width) + Math.Max(0, column), length)
                );
            }

            _products[lag] += product;
        }
    }

    private void Compare(ReadOnlySpan<float> observed, ReadOnlySpan<float> restored, Shape shape, Region own)
    {
        int step = (int)Math.Max(1, samples / MaxCompared),
            next = 0;
        for (int y = own.Top; y < own.Top + own.Shape.Height; y++)
        {
            int at = (y * shape.Width) + own.Left;
            foreach (float v in observed.Slice(at, own.Shape.Width))
                (_darkest, _brightest) = (Math.Min(_darkest, v), Math.Max(_brightest, v));
            for (; next < own.Shape.Width; next += step)
                _restored.Add(restored[at + next]);
            next -= own.Shape.Width;
        }
    }
}

using Deconv.Numerics;
using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>Compares a restored plane with the local range of the observed one: see <see cref="AnswerExamination"/>.</summary>
/// <param name="shape">Shape of the planes.</param>
/// <param name="psf">The blur.</param>
internal sealed class AnswerExaminer(Shape shape, Psf psf)
{
    /// <summary>How far outside the observed range a sample must be, in units of the range.</summary>
    private const float Far = 3;

    /// <summary>Margin for the noise of the observed extremes, in standard deviations.</summary>
    private const float Sigmas = 3;

    /// <summary>A restored sample is black if it is at most this part of everything around it.</summary>
    private const float Black = 0.02f;

    /// <summary>What is darker than this many standard deviations of the noise may as well be black.</summary>
    private const float VisibleSigmas = 5;

    /// <summary>Rows are left out of larger pictures, so that at most about this many samples are examined.</summary>
    private const int MaxSamples = 1 << 20;

    // A sample is spread to this many rows and columns before and after it.
    private readonly int _above = psf.OriginRow;
    private readonly int _below = psf.Shape.Height - 1 - psf.OriginRow;
    private readonly int _left = psf.OriginColumn;
    private readonly int _right = psf.Shape.Width - 1 - psf.OriginColumn;

    /// <summary>Examines all of a plane.</summary>
    /// <inheritdoc cref="Examine(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float, Region, long)"/>
    public AnswerExamination Examine(ReadOnlySpan<float> observed, ReadOnlySpan<float> restored, ReadOnlySpan<float> weights, float noise) =>
        Examine(observed, restored, weights, noise, Region.Whole(shape), shape.Count);

    /// <summary>Examines a part of a plane where the whole PSF lies inside the frame.</summary>
    /// <param name="observed">The blurred plane.</param>
    /// <param name="restored">The restored plane.</param>
    /// <param name="weights">Weight of every sample, negative where it is clipped; empty for 1.</param>
    /// <param name="noise">Standard deviation of the noise.</param>
    /// <param name="part">The samples to examine.</param>
    /// <param name="samples">Samples of the picture that the plane is a part of.</param>
    public AnswerExamination Examine(
        ReadOnlySpan<float> observed,
        ReadOnlySpan<float> restored,
        ReadOnlySpan<float> weights,
        float noise,
        Region part,
        long samples
    )
    {
        int width = shape.Width,
            step = (int)(1 + ((samples - 1) / MaxSamples)),
            bottom = Math.Min(part.Top + part.Shape.Height, shape.Height - _below),
            first = Math.Max(0, part.Left - _left),
            end = Math.Min(part.Left + part.Shape.Width, width - _right) - _left,
            examined = 0,
            low = 0,
            high = 0,
            black = 0;
        if (_left + _right >= width)
            return AnswerExamination.None;
        using AlignedBuffer buffer = AlignedPool.Rent(4 * width);
        Span<float> least = buffer.Span[..width],
            most = buffer.Span.Slice(width, width),
            trust = buffer.Span.Slice(2 * width, width),
            window = buffer.Span.Slice(3 * width, width);
        for (int y = Math.Max(_above, part.Top); y < bottom; y += step)
        {
            Around(observed, y, true, least, window);
            Around(observed, y, false, most, window);
            if (!weights.IsEmpty)
                Around(weights, y, true, trust, window);
            for (int x = first; x < end; x++)
            {
                int at = (y * width) + x + _left;
                if (!weights.IsEmpty && (trust[x] < 0 || weights[at] == 0))
                    continue;
                float beyond = (Far * (most[x] - least[x])) + (Sigmas * noise);
                examined++;
                low += restored[at] < least[x] - beyond ? 1 : 0;
                black += least[x] > VisibleSigmas * noise && restored[at] <= Black * least[x] ? 1 : 0;
                high += restored[at] > most[x] + beyond ? 1 : 0;
            }
        }

        return new(low, high, black, examined);
    }

    /// <summary>Extreme over the rows and columns that the PSF spreads a sample to, the sample being that of the column plus left.</summary>
    private void Around(ReadOnlySpan<float> plane, int row, bool smallest, Span<float> extreme, Span<float> work)
    {
        LocalExtreme.OfRows(plane, row - _above, row + _below, smallest, extreme);
        LocalExtreme.Ahead(extreme, _left + _right + 1, smallest, work);
    }
}

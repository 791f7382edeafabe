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

    /// <summary>Rows are left out of larger planes, so that at most about this many samples are examined.</summary>
    private const int MaxSamples = 1 << 20;

    // A sample is spread to this many rows and columns before and after it.
    private readonly int _above = psf.OriginRow;
    private readonly int _below = psf.Shape.Height - 1 - psf.OriginRow;
    private readonly int _left = psf.OriginColumn;
    private readonly int _right = psf.Shape.Width - 1 - psf.OriginColumn;

    /// <summary>Examines a plane where the whole PSF lies inside the frame.</summary>
    /// <param name="observed">The blurred plane.</param>
    /// <param name="restored">The restored plane.</param>
    /// <param name="weights">Weight of every sample, negative where it is clipped; empty for 1.</param>
    /// <param name="noise">Standard deviation of the noise.</param>
    public AnswerExamination Examine(ReadOnlySpan<float> observed, ReadOnlySpan<float> restored, ReadOnlySpan<float> weights, float noise)
    {
        int width = shape.Width,
            step = 1 + ((shape.Count - 1) / MaxSamples),
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
        for (int y = _above; y + _below < shape.Height; y += step)
        {
            Around(observed, y, true, least, window);
            Around(observed, y, false, most, window);
            if (!weights.IsEmpty)
                Around(weights, y, true, trust, window);
            for (int x = 0; x + _left + _right < width; x++)
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

        double percent = 100.0 / Math.Max(1, examined);
        return new(percent * low, percent * high, percent * black, examined);
    }

    /// <summary>Extreme over the rows and columns that the PSF spreads a sample to, the sample being that of the column plus left.</summary>
    private void Around(ReadOnlySpan<float> plane, int row, bool smallest, Span<float> extreme, Span<float> work)
    {
        LocalExtreme.OfRows(plane, row - _above, row + _below, smallest, extreme);
        LocalExtreme.Ahead(extreme, _left + _right + 1, smallest, work);
    }
}

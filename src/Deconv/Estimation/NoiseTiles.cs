using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Estimation;

/// <summary>
/// Variance of the noise in overlapping square tiles spread over a plane, from the frequencies that the PSF attenuates most: there is no scene, only
/// noise, and the median power is σ² ln 2.
/// </summary>
internal sealed class NoiseTiles
{
    /// <summary>Fraction of the high frequencies that is used: those the PSF attenuates most.</summary>
    private const double NullShare = 0.1;

    /// <summary>Squared frequency above which the signal is weak enough: 0.2 cycles per sample.</summary>
    private const float HighFrequency = 0.04f;

    /// <summary>Side of a tile in sides of the PSF: the window must resolve the nulls of the transfer function.</summary>
    private const int SidesOfPsf = 6;

    private const int MinSide = 128;
    private const int MaxSide = 256;

    /// <summary>Bound of the samples in all tiles, for speed.</summary>
    private const int MaxSamples = 9 * MaxSide * MaxSide;

    /// <summary>A tile of which a smaller fraction shows noise is left out.</summary>
    private const double MinShown = 0.5;

    private readonly Shape _tile;
    private readonly RealFft2D _fft;
    private readonly int[] _nulls;

    /// <param name="image">Shape of the plane.</param>
    /// <param name="psf">The blur.</param>
    public NoiseTiles(Shape image, Psf psf)
    {
        int side = Math.Clamp(SidesOfPsf * Math.Max(psf.Shape.Height, psf.Shape.Width), MinSide, MaxSide);
        _tile = new(Math.Min(image.Height, side), Math.Min(image.Width, side));
        _fft = new RealFft2D(RealFft2D.FastShape(_tile));
        _nulls = Nulls(_fft, psf);
    }

    /// <summary>Light and noise of the tiles that show noise; none for a plane without high frequencies.</summary>
    /// <param name="x">The plane.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="weights">Weight of every sample, 0 or below for untrusted; empty for 1.</param>
    public List<NoisePoint> Measure(ReadOnlySpan<float> x, Shape shape, ReadOnlySpan<float> weights)
    {
        var found = new List<NoisePoint>();
        if (_nulls.Length == 0)
            return found;
        var evidence = new NoiseEvidence(x, shape, weights);
        using AlignedBuffer buffer = AlignedPool.Rent(_tile.Count + _fft.Shape.Count);
        using AlignedBuffer transform = AlignedPool.Rent(_fft.SpectrumLength);
        Span<float> window = buffer.Span[.._tile.Count],
            plane = buffer.Span.Slice(_tile.Count, _fft.Shape.Count),
            spectrum = transform.Span[.._fft.SpectrumLength];
        var powers = new float[_nulls.Length];
        double energy = Window(window);
        plane.Clear();
        (int[] tops, int[] lefts) = Grid(shape);
        foreach (int top in tops)
        foreach (int left in lefts)
        {
            double shown = evidence.Share(new(left, top, _tile), shape.Width);
            if (shown < MinShown)
                continue;
            double mean = Fill(x, shape, (top, left), window, plane);
            _fft.Forward(plane, spectrum);
            for (int i = 0; i < powers.Length; i++)
            {
                int re = (_nulls[i] / _fft.Lanes * 2 * _fft.Lanes) + (_nulls[i] % _fft.Lanes);
                powers[i] = (spectrum[re] * spectrum[re]) + (spectrum[re + _fft.Lanes] * spectrum[re + _fft.Lanes]);
            }

            found.Add(new(mean, NoiseEstimator.Rank(powers, powers.Length / 2) / energy / Math.Log(2) / shown));
        }

        return found;
    }

    /// <summary>Elements of the spectrum at high frequencies where the PSF passes least of the typical power of a scene, 1/f².</summary>
    private static int[] Nulls(RealFft2D fft, Psf psf)
    {
        using AlignedBuffer spectrum = AlignedPool.Rent(fft.SpectrumLength);
        using AlignedBuffer transfer = AlignedPool.Rent(fft.Elements);
        using AlignedBuffer frequency = AlignedPool.Rent(fft.Elements);
        using AlignedBuffer multiplicity = AlignedPool.Rent(fft.Elements);
        CyclicKernel.Transform(fft, psf, spectrum.Span);
        Spectra.AbsSquared(spectrum.Span, transfer.Span, fft.Lanes);
        fft.FrequencySquared(frequency.Span);
        fft.Multiplicity(multiplicity.Span);
        var passes = new float[fft.Elements];
        int[] elements = new int[fft.Elements];
        int high = 0;
        for (int i = 0; i < passes.Length; i++)
            if (frequency.Span[i] > HighFrequency && multiplicity.Span[i] > 0)
                (passes[high], elements[high++]) = (transfer.Span[i] / frequency.Span[i], i);
        if (high == 0)
            return [];
        float most = NoiseEstimator.Rank(passes[..high], (int)(high * NullShare));
        return [.. Enumerable.Range(0, high).Where(i => passes[i] <= most).Select(i => elements[i])];
    }

    /// <summary>Hann window of a tile; returns the sum of its squares.</summary>
    private double Window(Span<float> window)
    {
        double energy = 0;
        for (int y = 0; y < _tile.Height; y++)
        for (int x = 0; x < _tile.Width; x++)
        {
            double w = NoiseEstimator.Hann(y, _tile.Height) * NoiseEstimator.Hann(x, _tile.Width);
            window[(y * _tile.Width) + x] = (float)w;
            energy += w * w;
        }

        return energy;
    }

    /// <summary>plane = (tile − mean) · window; returns the mean.</summary>
    private double Fill(ReadOnlySpan<float> x, Shape shape, (int Row, int Column) at, ReadOnlySpan<float> window, Span<float> plane)
    {
        double sum = 0;
        for (int y = 0; y < _tile.Height; y++)
            sum += Reduce.Sum(x.Slice(((at.Row + y) * shape.Width) + at.Column, _tile.Width));
        double mean = sum / _tile.Count;
        for (int y = 0; y < _tile.Height; y++)
        {
            Span<float> row = plane.Slice(y * _fft.Shape.Width, _tile.Width);
            TensorPrimitives.Subtract(x.Slice(((at.Row + y) * shape.Width) + at.Column, _tile.Width), (float)mean, row);
            TensorPrimitives.Multiply(row, window.Slice(y * _tile.Width, _tile.Width), row);
        }

        return mean;
    }

    /// <summary>First rows and columns of the tiles: half a tile apart, and further apart where there would be too many.</summary>
    private (int[] Tops, int[] Lefts) Grid(Shape shape)
    {
        int down = Count(shape.Height, _tile.Height),
            across = Count(shape.Width, _tile.Width);
        double keep = Math.Min(1, Math.Sqrt((double)MaxSamples / _tile.Count / down / across));
        return (Starts(shape.Height - _tile.Height, down, keep), Starts(shape.Width - _tile.Width, across, keep));

        static int Count(int length, int tile) => 1 + (int)Math.Ceiling((length - tile) / (tile / 2.0));
    }

    /// <summary>Evenly spread starts from 0 to <paramref name="last"/>; the middle for one.</summary>
    private static int[] Starts(int last, int count, double keep)
    {
        int kept = Math.Max(1, (int)(count * keep));
        return kept == 1 ? [last / 2] : [.. Enumerable.Range(0, kept).Select(i => (int)((long)last * i / (kept - 1)))];
    }
}

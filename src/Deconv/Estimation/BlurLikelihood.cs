using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Estimation;

/// <summary>
/// How well a PSF explains the spectrum of an image, without restoring it: natural images have power c/f^2γ with γ about 1, so a blurred image has
/// |K|²c/f^2γ + σ² (Whittle's likelihood). It is sensitive to the size and the nulls of a PSF, but not to a flip or a shift, which do not
/// change |K|.
/// </summary>
internal sealed class BlurLikelihood
{
    /// <summary>Squared frequency below which the spectrum depends on the composition of the image, not on the blur.</summary>
    private const float LowFrequency = 0.0006f;

    /// <summary>Number of frequencies beyond which accuracy does not improve.</summary>
    private const int MaxFrequencies = 1 << 13;

    /// <summary>Side of the smallest tile; a PSF that does not fit in often enough gets one twice as large.</summary>
    private const int MinTile = 64;

    /// <summary>Sides of the PSF in a tile: the window must resolve the nulls of the transfer function.</summary>
    private const int SidesOfPsf = 4;

    private const int MinTiles = 4;
    private const int MaxTiles = 64;

    private readonly RealFft2D _fft;
    private readonly int[] _elements;
    private readonly SpectrumFit _fit;

    /// <summary>Uses the power spectrum of an image under a Hann window.</summary>
    public BlurLikelihood(ReadOnlySpan<float> image, Shape shape)
        : this(image, shape, shape, [(0, 0)]) { }

    private BlurLikelihood(ReadOnlySpan<float> image, Shape shape, Shape window, IReadOnlyList<(int Top, int Left)> places)
    {
        _fft = new RealFft2D(RealFft2D.FastShape(window));
        using AlignedBuffer part = AlignedPool.Rent(window.Count);
        using AlignedBuffer plane = AlignedPool.Rent(_fft.Shape.Count);
        using AlignedBuffer spectrum = AlignedPool.Rent(_fft.SpectrumLength);
        using AlignedBuffer values = AlignedPool.Rent(4 * _fft.Elements);
        int n = _fft.Elements;
        Span<float> power = values.Span[..n],
            squared = values.Span.Slice(n, n),
            multiplicity = values.Span.Slice(2 * n, n),
            sum = values.Span[(3 * n)..];
        sum.Clear();
        double energy = 0;
        foreach ((int top, int left) in places)
        {
            for (int y = 0; y < window.Height; y++)
                image.Slice(((y + top) * shape.Width) + left, window.Width).CopyTo(part.Span[(y * window.Width)..]);
            energy += NoiseEstimator.Windowed(part.Span[..window.Count], window, plane.Span, _fft.Shape.Width);
            _fft.Forward(plane.Span, spectrum.Span);
            Spectra.AbsSquared(spectrum.Span, power, _fft.Lanes);
            TensorPrimitives.Add(sum, power, sum);
        }

        _fft.FrequencySquared(squared);
        _fft.Multiplicity(multiplicity);
        int step = Math.Max(1, n / MaxFrequencies) | 1; // odd, so that no lane is favored
        var chosen = new List<int>();
        for (int i = 0; i < n; i += step)
            if (squared[i] > LowFrequency && multiplicity[i] > 0)
                chosen.Add(i);
        _elements = [.. chosen];
        var log = new double[_elements.Length];
        var seen = new double[_elements.Length];
        for (int i = 0; i < log.Length; i++)
            (seen[i], log[i]) = (sum[_elements[i]] / energy, Math.Log(squared[_elements[i]]));
        _fit = new SpectrumFit(seen, log);
    }

    /// <summary>
    /// Uses the mean power spectrum of the tiles of an image in which every sample is trusted: a clipped lamp has a shape that is not that of
    /// the PSF, and its spectrum outshines that of the scene; what fills in impulses is smoother than the image. Null if there are fewer than four
    /// such tiles.
    /// </summary>
    /// <param name="image">The plane.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="weights">Weight of every sample, 0 or below where it is not trusted.</param>
    /// <param name="psf">The PSFs that are compared are about as large as this one.</param>
    public static BlurLikelihood? OfTiles(ReadOnlySpan<float> image, Shape shape, ReadOnlySpan<float> weights, Psf psf)
    {
        int side = SidesOfPsf * Math.Max(psf.Shape.Height, psf.Shape.Width) <= MinTile ? MinTile : 2 * MinTile;
        var places = new List<(int, int)>();
        for (int top = 0; top + side <= shape.Height; top += side / 2)
        for (int left = 0; left + side <= shape.Width; left += side / 2)
            if (IsTrusted(weights, shape, top, left, side))
                places.Add((top, left));
        int step = 1 + (places.Count / MaxTiles);
        return places.Count < MinTiles ? null : new(image, shape, new(side, side), [.. places.Where((_, i) => i % step == 0)]);
    }

    private static bool IsTrusted(ReadOnlySpan<float> weights, Shape shape, int top, int left, int side)
    {
        for (int y = top; y < top + side; y++)
            if (TensorPrimitives.Min(weights.Slice((y * shape.Width) + left, side)) <= 0)
                return false;
        return true;
    }

    /// <summary>
    /// Negative log-likelihood per frequency, up to a constant; smaller is better. The strength c and slope γ of the sharp image's spectrum and the
    /// noise n are fitted, for the first PSF from an initial guess and for later ones from the fit of the first. Evaluate the most likely PSF first.
    /// </summary>
    public double Cost(Psf psf)
    {
        using AlignedBuffer spectrum = AlignedPool.Rent(_fft.SpectrumLength);
        using AlignedBuffer power = AlignedPool.Rent(_fft.Elements);
        CyclicKernel.Transform(_fft, psf, spectrum.Span);
        Spectra.AbsSquared(spectrum.Span, power.Span, _fft.Lanes);
        var passed = new double[_elements.Length];
        for (int i = 0; i < passed.Length; i++)
            passed[i] = power.Span[_elements[i]];
        return _fit.Cost(passed);
    }
}

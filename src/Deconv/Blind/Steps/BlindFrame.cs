using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;

namespace Deconv.Blind.Steps;

/// <summary>
/// The image of one level in a cyclic frame, padded by the kernel size; the margin is filled smoothly across the wrap. Holds what both steps of the
/// alternation need: its spectrum, its gradients where they are known, and the spectrum of the Laplacian.
/// </summary>
internal sealed class BlindFrame : IDisposable
{
    private static readonly float[] Laplace = [0, -1, 0, -1, 4, -1, 0, -1, 0];
    private readonly AlignedBuffer _y;
    private readonly AlignedBuffer _known;
    private readonly AlignedBuffer _spectrum;
    private readonly AlignedBuffer _across;
    private readonly AlignedBuffer _down;
    private readonly AlignedBuffer _laplacian;
    private readonly AlignedBuffer _aperture;
    private readonly AlignedBuffer _frequency;

    /// <param name="image">Row-major samples.</param>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="kernel">Size of the kernel in pixels, odd.</param>
    /// <param name="aperture">Standard deviation of <see cref="Aperture"/> in pixels; 0 for none.</param>
    /// <param name="threads">Threads to use.</param>
    public BlindFrame(ReadOnlySpan<float> image, Shape shape, int kernel, double aperture, int threads)
    {
        int p = kernel / 2;
        (ImageShape, Margin, Kernel) = (shape, p, kernel);
        Fft = new RealFft2D(RealFft2D.FastShape(new(shape.Height + (2 * p) + 2, shape.Width + (2 * p) + 2)), threads);
        (_y, _known) = (AlignedPool.Rent(Shape.Count), AlignedPool.Rent(Shape.Count));
        (_spectrum, _across, _down, _laplacian) = (
            AlignedPool.Rent(Fft.SpectrumLength),
            AlignedPool.Rent(Fft.SpectrumLength),
            AlignedPool.Rent(Fft.SpectrumLength),
            AlignedPool.Rent(Fft.Elements)
        );
        (_aperture, _frequency) = (AlignedPool.Rent(Fft.Elements), AlignedPool.Rent(Fft.Elements));
        Fft.FrequencySquared(_frequency.Span);
        GaussianTransfer.Fill(FrequencySquared, aperture, _aperture.Span);
        Fill(image);
        SetKnown();
        Fft.Forward(_y.Span, _spectrum.Span);
        CyclicKernel.Transform(Fft, Laplace, new Shape(3, 3), 1, 1, _across.Span);
        for (int block = 0, e = 0; e < Fft.Elements; block += 2 * Fft.Lanes, e += Fft.Lanes)
            _across.Span.Slice(block, Fft.Lanes).CopyTo(_laplacian.Span[e..]);
        using AlignedBuffer h = AlignedPool.Rent(Shape.Count),
            v = AlignedPool.Rent(Shape.Count);
        GradientField.Of(_y.Span, Shape, _known.Span, 0, h.Span, v.Span);
        Fft.Forward(h.Span, _across.Span);
        Fft.Forward(v.Span, _down.Span);
    }

    /// <summary>The transform of the frame.</summary>
    public RealFft2D Fft { get; }

    /// <summary>Shape of the frame.</summary>
    public Shape Shape => Fft.Shape;

    /// <summary>Shape of the image inside the frame.</summary>
    public Shape ImageShape { get; }

    /// <summary>Rows above and columns left of the image.</summary>
    public int Margin { get; }

    /// <summary>Size of the kernel.</summary>
    public int Kernel { get; }

    /// <summary>The filled image.</summary>
    public ReadOnlySpan<float> Y => _y.Span;

    /// <summary>1 where both forward differences of the image are known, 0 elsewhere.</summary>
    public ReadOnlySpan<float> Known => _known.Span;

    /// <summary>Spectrum of the filled image.</summary>
    public ReadOnlySpan<float> Spectrum => _spectrum.Span;

    /// <summary>Spectrum of the known differences along rows.</summary>
    public ReadOnlySpan<float> Across => _across.Span;

    /// <summary>Spectrum of the known differences along columns.</summary>
    public ReadOnlySpan<float> Down => _down.Span;

    /// <summary>|D|² of both differences, one float per element.</summary>
    public ReadOnlySpan<float> Laplacian => _laplacian.Span;

    /// <summary>Squared frequency in (cycles per sample)², one float per element.</summary>
    public ReadOnlySpan<float> FrequencySquared => _frequency.Span;

    /// <summary>
    /// Transfer function of the Gaussian between an image without blur and the latent image, one float per element: ideal steps are sharper than any
    /// photograph, and without this Gaussian the difference would end up as a blur in the kernel.
    /// </summary>
    public ReadOnlySpan<float> Aperture => _aperture.Span;

    /// <summary>The spectrum of a kernel with its origin in the middle.</summary>
    /// <param name="kernel">Kernel × Kernel samples.</param>
    /// <param name="transfer">Overwritten.</param>
    public void Transform(ReadOnlySpan<float> kernel, Span<float> transfer) =>
        CyclicKernel.Transform(Fft, kernel, new Shape(Kernel, Kernel), Kernel / 2, Kernel / 2, transfer);

    /// <summary>Filters a plane with a real transfer function.</summary>
    /// <param name="plane">A plane of the frame's shape; overwritten.</param>
    /// <param name="transfer">One float per element.</param>
    public void Smooth(Span<float> plane, ReadOnlySpan<float> transfer)
    {
        using AlignedBuffer spectrum = AlignedPool.Rent(Fft.SpectrumLength);
        Fft.Forward(plane, spectrum.Span);
        Spectra.Scale(spectrum.Span, transfer, Fft.Lanes);
        Fft.Inverse(spectrum.Span, plane);
    }

    public void Dispose()
    {
        foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[_y, _known, _spectrum, _across, _down, _laplacian, _aperture, _frequency])
            buffer.Dispose();
    }

    /// <summary>
    /// Repeats the edge samples into the margin, then blurs cyclically five times, restoring the known samples each time, so that opposite edges
    /// blend smoothly.
    /// </summary>
    private void Fill(ReadOnlySpan<float> image)
    {
        Span<float> y = _y.Span;
        int w = Shape.Width;
        for (int row = 0; row < Shape.Height; row++)
        {
            ReadOnlySpan<float> from = image.Slice(Math.Clamp(row - Margin, 0, ImageShape.Height - 1) * ImageShape.Width, ImageShape.Width);
            Span<float> to = y.Slice(row * w, w);
            to[..Margin].Fill(from[0]);
            from.CopyTo(to[Margin..]);
            to[(Margin + ImageShape.Width)..].Fill(from[^1]);
        }

        using AlignedBuffer gaussian = AlignedPool.Rent(Fft.Elements);
        foreach (double sigma in (ReadOnlySpan<double>)[16, 8, 4, 2, 1])
        {
            GaussianTransfer.Fill(FrequencySquared, sigma, gaussian.Span);
            Smooth(y, gaussian.Span);
            for (int row = 0; row < ImageShape.Height; row++)
                image.Slice(row * ImageShape.Width, ImageShape.Width).CopyTo(y[(((row + Margin) * w) + Margin)..]);
        }
    }

    private void SetKnown()
    {
        _known.Span.Clear();
        for (int row = 0; row < ImageShape.Height - 1; row++)
            _known.Span.Slice(((row + Margin) * Shape.Width) + Margin, ImageShape.Width - 1).Fill(1);
    }
}

using Deconv.Numerics.Fft;
using Deconv.Objectives.Priors.Learned;
using Deconv.Operators;
using Deconv.Operators.Engines;
using Deconv.Psfs;

namespace Deconv.Restoration;

/// <summary>
/// Sizes in floats from which every method computes the buffers it holds. Upper bounds: a test runs every method and compares with the buffers taken
/// from the pool.
/// </summary>
internal sealed record MemoryNeed
{
    /// <summary>Side of the largest window that estimates use.</summary>
    private const int Window = 512;

    private MemoryNeed(Shape shape, int planes, Psf psf, DeconvolutionOptions options)
    {
        Shape latent = new(shape.Height + psf.Shape.Height - 1, shape.Width + psf.Shape.Width - 1);
        Shape frame = RealFft2D.FastShape(latent);
        (Samples, Extended, Frame, Spectrum) = (shape.Count, latent.Count, Floats(frame), SpectrumOf(frame));
        Latent = options.Boundary == Boundary.Unknown ? Extended : Samples;
        Masked = options.Weights is not null || options.SaturationLevel is not null || options.FindImpulses;
        Coupled = Masked && planes == 3 && options.Channels == ChannelMode.Opponent && options.Method!.Couples;
        Options = options;
        Threads = options.Control.ThreadCount;
        Learned = LearnedUse.IsRequested(options, shape) ? LearnedDenoiser.ScratchFloats(frame, Threads) : 0;
        var geometry = ConvolutionGeometry.Of(latent, psf.Shape, Extent.Valid);

        // A spectrum of the kernel and one of the image; tiles are counted with the workspaces.
        Engine =
            options.Field is { } field ? FieldConvolution.Floats(geometry, field, Threads)
            : MethodChoice.ForKernel(geometry, VectorWidthLanes) == ConvolutionMethod.WholeImage ? 2 * Spectrum
            : 0;
        Field = options.Field is null ? 0 : Engine + Frame + Spectrum;
    }

    /// <summary>Samples of the image.</summary>
    public long Samples { get; }

    /// <summary>Samples of the image with its margins.</summary>
    public long Extended { get; }

    /// <summary>Samples of the latent image of the iterative methods.</summary>
    public long Latent { get; }

    /// <summary>Samples of the cyclic frame.</summary>
    public long Frame { get; }

    /// <summary>Floats of a spectrum of the frame.</summary>
    public long Spectrum { get; }

    /// <summary>Floats of a convolution engine.</summary>
    public long Engine { get; }

    /// <summary>Floats of the field on the frame: its operator, and a plane that it projects back to; 0 for one PSF.</summary>
    public long Field { get; }

    /// <summary>Whether samples may get weights.</summary>
    public bool Masked { get; }

    /// <summary>Whether planes may be restored together.</summary>
    public bool Coupled { get; }

    /// <summary>Floats of scratch of the learned prior; 0 if it cannot run.</summary>
    public long Learned { get; }

    /// <summary>The requested options.</summary>
    public DeconvolutionOptions Options { get; }

    /// <summary>Number of threads.</summary>
    public int Threads { get; }

    /// <summary>Upper bound of the memory in bytes.</summary>
    public long Bytes { get; private init; }

    private static int VectorWidthLanes => Numerics.VectorWidth.BestLanes;

    public static MemoryNeed Of(Shape shape, int planes, Psf psf, DeconvolutionOptions options)
    {
        var need = new MemoryNeed(shape, planes, psf, options);
        Shape window = RealFft2D.FastShape(new(Math.Min(shape.Height, Window), Math.Min(shape.Width, Window)));
        long w = Math.Max(Floats(window), SpectrumOf(window));
        long estimates = 6 * w,
            verdict = (2 * need.Samples) + (6 * w) + need.Engine;
        long phase = Math.Max(options.Method!.WorkingFloats(need), Math.Max(estimates, verdict));

        // Transform tables and kernel spectra are not pooled: those of one plane may still be alive during the next.
        long tables = planes * (need.Engine + (64L * (shape.Height + shape.Width)) + (16L * psf.Shape.Count) + 60_000);
        long workspaces = need.Threads * ((24L * (shape.Width + psf.Shape.Width)) + (32L * (shape.Height + psf.Shape.Height)) + 20_000);

        // The working planes, the residual, and the copies of observed planes.
        long images = planes + 1 + need.Kept(planes) + (options.Stretch is null ? 0 : planes);
        long masks = (need.Masked ? planes + 1 : 0) + (options.Loss == Loss.Poisson ? 2 : 0);
        return need with { Bytes = sizeof(float) * (((images + masks) * need.Samples) + phase + tables + workspaces) };
    }

    /// <summary>
    /// Number of observed planes to keep: the first for the verdict; all of them if they are restored together or may be restored again, or if halos
    /// are limited in every plane.
    /// </summary>
    private int Kept(int planes)
    {
        bool each = planes != 3 || Options.Method!.NeedsPositive || Options.Channels == ChannelMode.Each;
        return Coupled || Options.MayAdapt || (each && Options.MaxOvershoot is not null) ? planes : 1;
    }

    private static long Floats(Shape shape) => (long)shape.Height * shape.Width;

    /// <summary>Rows are padded to whole blocks of elements.</summary>
    private static long SpectrumOf(Shape shape) => new RealFft2D(shape).SpectrumLength;
}

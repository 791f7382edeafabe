using Deconv.Blind.Search;
using Deconv.Numerics;

namespace Deconv.Blind.Steps;

/// <summary>
/// The two steps on one frame and what they share: the latent image of steps that a kernel leaves, then the kernel that image and picture ask for.
/// </summary>
internal sealed class Alternation : IDisposable
{
    private readonly BlindFrame _frame;
    private readonly EstimatorSettings _settings;
    private readonly SharpImageStep _image;
    private readonly RidgeKernelStep _kernel;
    private readonly PlaceWeights? _places;
    private readonly AlignedBuffer _transfer;
    private readonly (double Peak, double Mass) _prune;
    private readonly float _ridge;
    private readonly float _texture;

    /// <param name="frame">The picture; stays the caller's.</param>
    /// <param name="settings">The recipe.</param>
    /// <param name="scale">Factor of γ.</param>
    /// <param name="weighted">The kernel step weighs frequencies.</param>
    /// <param name="refine">The kernel is nearly right: the kernel step weighs places, and smaller taps are kept.</param>
    public Alternation(BlindFrame frame, EstimatorSettings settings, double scale, bool weighted, bool refine)
    {
        (_frame, _settings) = (frame, settings);
        (_image, _kernel) = (new(frame), new(frame));
        _transfer = AlignedPool.Rent(frame.Fft.SpectrumLength);
        _ridge = (float)(settings.Ridge * scale);
        _texture = weighted ? (float)settings.TextureWeight : 0;
        _prune = refine ? settings.RefinementPrune : settings.Prune;
        if (refine)
            _kernel.WeighPlaces(_places = new(frame));
    }

    /// <summary>The latent image on the frame.</summary>
    public ReadOnlySpan<float> Latent => _image.Solution;

    /// <summary>Once around.</summary>
    /// <param name="k">n × n, sum 1; replaced by the next.</param>
    /// <param name="lambda">λ of the image step.</param>
    /// <param name="threshold">Squared gradient below which an edge does not count for the kernel; lowered to the largest there is. 0 for
    /// all.</param>
    public void Run(float[] k, double lambda, ref float threshold)
    {
        _frame.Transform(k, _transfer.Span);
        _image.Freeze(_transfer.Span, (float)lambda);
        _image.Run();
        _places?.Update(_image.Solution, _transfer.Span);
        _kernel.WeighBy(_transfer.Span, _texture);
        _kernel.Freeze(_image.Solution, ref threshold, _ridge);
        for (int i = 0; i < _settings.KernelSteps; i++)
            _kernel.Step();
        _kernel.Solution.CopyTo(k);
        KernelShape.Prune(k, _frame.Kernel, _prune.Peak, _prune.Mass);
    }

    /// <summary>Returns the buffers to the pool.</summary>
    public void Dispose()
    {
        _image.Dispose();
        _kernel.Dispose();
        _places?.Dispose();
        _transfer.Dispose();
    }
}

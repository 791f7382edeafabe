using Deconv.Blind.Search;
using Deconv.Numerics;

namespace Deconv.Blind.Steps;

/// <summary>
/// Runs the two steps on one frame and holds what they share: the image step for a fixed kernel, then the kernel step for a fixed image.
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

    /// <param name="frame">The blurred image; owned by the caller.</param>
    /// <param name="settings">Parameters of the estimate.</param>
    /// <param name="scale">Factor of γ.</param>
    /// <param name="weighted">Whether the kernel step weights frequencies.</param>
    /// <param name="refine">Whether this is the refinement: the kernel step then weights positions, and smaller taps are kept.</param>
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

    /// <summary>One image step and one kernel step.</summary>
    /// <param name="k">n × n samples, sum 1; overwritten by the next kernel.</param>
    /// <param name="lambda">λ of the image step.</param>
    /// <param name="threshold">Squared gradient below which an edge is ignored by the kernel step; lowered to the largest one present. 0 uses all
    /// gradients.</param>
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

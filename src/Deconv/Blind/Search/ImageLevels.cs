using Deconv.Numerics;

namespace Deconv.Blind.Search;

/// <summary>The pyramids of one image under every exponent that hypotheses ask for, made when first asked for.</summary>
/// <param name="image">The image; owned by the caller.</param>
/// <param name="bound">Largest kernel size in pixels, odd.</param>
/// <param name="settings">Aperture and threads.</param>
internal sealed class ImageLevels(WorkingImage image, int bound, EstimatorSettings settings) : IDisposable
{
    private readonly Dictionary<double, FramePyramid> _pyramids = [];

    /// <summary>The pyramid of the image to a power.</summary>
    public FramePyramid Of(double gamma)
    {
        if (_pyramids.TryGetValue(gamma, out FramePyramid? made))
            return made;
        using AlignedBuffer plane = AlignedPool.Rent(image.Shape.Count);
        image.Power(gamma, plane.Span);
        return _pyramids[gamma] = new FramePyramid(plane.Span[..image.Shape.Count], image.Shape, bound, settings);
    }

    /// <summary>The estimator of a hypothesis.</summary>
    public KernelEstimator Estimator(Hypothesis hypothesis) => new(Of(hypothesis.Gamma), Of(hypothesis.RefinementGamma).Finest, hypothesis.Settings);

    /// <summary>Returns the pyramids to the pool.</summary>
    public void Dispose()
    {
        foreach (FramePyramid pyramid in _pyramids.Values)
            pyramid.Dispose();
    }
}

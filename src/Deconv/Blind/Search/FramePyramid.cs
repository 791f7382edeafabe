using Deconv.Blind.Steps;
using Deconv.Numerics;

namespace Deconv.Blind.Search;

/// <summary>One image at every level of the search, from coarse to fine, shared by all runs on it.</summary>
internal sealed class FramePyramid : IDisposable
{
    private readonly BlindFrame[] _frames;

    /// <param name="image">Row-major samples, range 0 to 1.</param>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="bound">Largest kernel size in pixels, odd.</param>
    /// <param name="settings">Aperture and threads.</param>
    public FramePyramid(ReadOnlySpan<float> image, Shape shape, int bound, EstimatorSettings settings)
    {
        IReadOnlyList<(double Scale, int Kernel)> levels = KernelPyramid.Levels(bound);
        _frames = new BlindFrame[levels.Count];
        for (int i = 0; i < _frames.Length; i++)
        {
            (double scale, int n) = levels[i];
            if (scale == 1)
            {
                _frames[i] = new BlindFrame(image, shape, n, settings.Aperture, settings.Threads);
                continue;
            }

            var (down, across) = (SeparableResampling.Shrink(shape.Height, scale), SeparableResampling.Shrink(shape.Width, scale));
            var small = new Shape(down.Length, across.Length);
            using AlignedBuffer plane = AlignedPool.Rent(small.Count);
            SeparableResampling.Apply(image, shape, down, across, plane.Span);
            _frames[i] = new BlindFrame(plane.Span, small, n, settings.Aperture, settings.Threads);
        }
    }

    /// <summary>Number of levels.</summary>
    public int Count => _frames.Length;

    /// <summary>The image at full size.</summary>
    public BlindFrame Finest => _frames[^1];

    /// <summary>A level; 0 is the coarsest.</summary>
    public BlindFrame this[int level] => _frames[level];

    /// <summary>Returns the levels to the pool.</summary>
    public void Dispose()
    {
        foreach (BlindFrame frame in _frames)
            frame.Dispose();
    }
}

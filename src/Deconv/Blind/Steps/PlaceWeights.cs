using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Deconv.Numerics;
using Deconv.Numerics.Fft;

namespace Deconv.Blind.Steps;

/// <summary>
/// Weight of every position of a frame in the kernel step: 1/(v + floor), v the local squared misfit of the gradients relative to its mean. Where the
/// piecewise constant latent image explains the observed image badly (fur, foliage, a brick wall), the missing texture acts as noise in the kernel
/// step, so least squares is weighted by its local variance. The map is smooth on the scale of the kernel, so after weighting the gradients of both
/// images, one is still a convolution of the other.
/// </summary>
internal sealed class PlaceWeights : IDisposable
{
    /// <summary>
    /// Fraction of the mean that is added to the misfit: bounds the weight of flat areas, which are explained perfectly.
    /// </summary>
    private const float Floor = 0.1f;

    /// <summary>Standard deviation of the map's smoothing over the size of the kernel.</summary>
    private const double Reach = 0.5;

    private readonly BlindFrame _frame;
    private readonly AlignedBuffer _root;
    private readonly AlignedBuffer _across;
    private readonly AlignedBuffer _down;
    private readonly AlignedBuffer _gaussian;
    private readonly AlignedBuffer _near;
    private readonly AlignedBuffer _h;
    private readonly AlignedBuffer _v;

    /// <param name="frame">The blurred image; owned by the caller.</param>
    public PlaceWeights(BlindFrame frame)
    {
        _frame = frame;
        int samples = frame.Shape.Count,
            length = frame.Fft.SpectrumLength;
        (_root, _near, _h, _v) = (AlignedPool.Rent(samples), AlignedPool.Rent(samples), AlignedPool.Rent(samples), AlignedPool.Rent(samples));
        (_across, _down, _gaussian) = (AlignedPool.Rent(length), AlignedPool.Rent(length), AlignedPool.Rent(frame.Fft.Elements));
        GaussianTransfer.Fill(frame.FrequencySquared, Reach * frame.Kernel, _gaussian.Span);
        frame.Known.CopyTo(_near.Span);
        frame.Smooth(_near.Span, _gaussian.Span);
    }

    /// <summary>Square root of the weight of every position, 0 where the image is not known.</summary>
    public ReadOnlySpan<float> Root => _root.Span;

    /// <summary>Spectrum of the weighted differences of the image along rows.</summary>
    public ReadOnlySpan<float> Across => _across.Span;

    /// <summary>Spectrum of the weighted differences of the image along columns.</summary>
    public ReadOnlySpan<float> Down => _down.Span;

    /// <summary>Recomputes the weights from the current misfit.</summary>
    /// <param name="image">The latent image on the frame.</param>
    /// <param name="transfer">Spectrum of the kernel.</param>
    public void Update(ReadOnlySpan<float> image, ReadOnlySpan<float> transfer)
    {
        MeasureMisfit(image, transfer);
        float mean = (float)(Reduce.Dot(_root.Span, _frame.Known) / Math.Max(1, Reduce.SumOfSquares(_frame.Known)));
        _frame.Smooth(_root.Span, _gaussian.Span);
        Invert(1 / (mean + 1e-30f));
        KeepPower(image);
        GradientField.Of(_frame.Y, _frame.Shape, _root.Span, 0, _h.Span, _v.Span);
        _frame.Fft.Forward(_h.Span, _across.Span);
        _frame.Fft.Forward(_v.Span, _down.Span);
    }

    /// <summary>Returns the buffers to the pool.</summary>
    public void Dispose()
    {
        foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[_root, _across, _down, _gaussian, _near, _h, _v])
            buffer.Dispose();
    }

    /// <summary>|∇(k∗a∗x − y)|², a the frame's aperture, where the gradients are known.</summary>
    private void MeasureMisfit(ReadOnlySpan<float> image, ReadOnlySpan<float> transfer)
    {
        int lanes = _frame.Fft.Lanes;
        Span<float> again = _across.Span,
            misfit = _root.Span;
        _frame.Fft.Forward(image, again);
        Spectra.Multiply(again, transfer, lanes, false);
        Spectra.Scale(again, _frame.Aperture, lanes);
        TensorPrimitives.Subtract(again, _frame.Spectrum, again);
        _frame.Fft.Inverse(again, misfit);
        GradientField.Of(misfit, _frame.Shape, _frame.Known, 0, _h.Span, _v.Span);
        TensorPrimitives.Multiply(_h.Span, _h.Span, misfit);
        TensorPrimitives.MultiplyAdd(_v.Span, _v.Span, misfit, misfit);
    }

    /// <summary>Converts the smoothed misfit to the square root of the weight.</summary>
    /// <param name="scale">One over the mean misfit.</param>
    private void Invert(float scale)
    {
        ReadOnlySpan<Vector<float>> known = MemoryMarshal.Cast<float, Vector<float>>(_frame.Known),
            near = MemoryMarshal.Cast<float, Vector<float>>(_near.Span);
        Span<Vector<float>> root = MemoryMarshal.Cast<float, Vector<float>>(_root.Span);
        Vector<float> floor = new(Floor),
            least = new(0.01f),
            times = new(scale);
        for (int i = 0; i < root.Length; i++)
        {
            Vector<float> weight =
                Vector<float>.One / Vector.SquareRoot((Vector.Max(Vector<float>.Zero, root[i]) / Vector.Max(near[i], least) * times) + floor);
            root[i] = Vector.AndNot(weight, Vector.As<int, float>(Vector.Equals(known[i], Vector<float>.Zero)));
        }
    }

    /// <summary>Scales the map to preserve the power of ∇x, which γ of the kernel step is relative to.</summary>
    private void KeepPower(ReadOnlySpan<float> image)
    {
        GradientField.Of(image, _frame.Shape, _frame.Known, 0, _h.Span, _v.Span);
        double plain = Reduce.SumOfSquares(_h.Span) + Reduce.SumOfSquares(_v.Span);
        TensorPrimitives.Multiply(_h.Span, _root.Span, _h.Span);
        TensorPrimitives.Multiply(_v.Span, _root.Span, _v.Span);
        double weighed = Reduce.SumOfSquares(_h.Span) + Reduce.SumOfSquares(_v.Span);
        if (weighed > 0)
            TensorPrimitives.Multiply(_root.Span, (float)Math.Sqrt(plain / weighed), _root.Span);
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Solvers;

namespace Deconv.Blind.Steps;

/// <summary>
/// The kernel step: min over k of ½‖k∗a∗∇x − ∇y‖² + γ/2 ‖k‖², a the frame's aperture, on n × n taps, unconstrained, by
/// conjugate gradients from the flat kernel. The normal matrix is the Toeplitz matrix of the autocorrelation of ∇x (image held), so a step costs
/// two transforms of 2n × 2n samples. The misfit can be weighted as in generalized least squares, because the piecewise constant latent image
/// lacks texture:
/// <see cref="WeighPlaces"/> weights positions by how well the image explains them, and <see cref="WeighBy"/> weights frequencies by 1/(|K|² + ρ),
/// since the blur gives the texture the power spectrum |K|².
/// </summary>
internal sealed class RidgeKernelStep : ISolver, IDisposable
{
    private readonly BlindFrame _frame;
    private readonly int _n;
    private readonly RealFft2D _small;
    private readonly AlignedBuffer _h;
    private readonly AlignedBuffer _v;
    private readonly AlignedBuffer _spectra;
    private readonly AlignedBuffer _auto;
    private readonly AlignedBuffer _kernel;
    private readonly AlignedBuffer _right;
    private readonly AlignedBuffer _residual;
    private readonly AlignedBuffer _direction;
    private readonly AlignedBuffer _product;
    private readonly AlignedBuffer _weight;
    private PlaceWeights? _places;
    private bool _weighted;
    private float _ridge;
    private double _squared;

    /// <param name="frame">The blurred image; owned by the caller.</param>
    public RidgeKernelStep(BlindFrame frame)
    {
        (_frame, _n) = (frame, frame.Kernel);
        _small = new RealFft2D(RealFft2D.FastShape(new((2 * _n) - 1, (2 * _n) - 1)));
        int count = frame.Shape.Count,
            taps = _n * _n;
        (_h, _v, _spectra) = (AlignedPool.Rent(count), AlignedPool.Rent(count), AlignedPool.Rent(2 * frame.Fft.SpectrumLength));
        _weight = AlignedPool.Rent(frame.Fft.Elements);
        (_auto, _kernel, _right, _residual, _direction, _product) = (
            AlignedPool.Rent(_small.SpectrumLength),
            AlignedPool.Rent(taps),
            AlignedPool.Rent(taps),
            AlignedPool.Rent(taps),
            AlignedPool.Rent(taps),
            AlignedPool.Rent(taps)
        );
    }

    /// <inheritdoc/>
    public Shape Domain => new(_n, _n);

    /// <inheritdoc/>
    public ReadOnlySpan<float> Solution => _kernel.Span;

    /// <summary>Weights the frequencies by a kernel, starting with the next <see cref="Freeze"/>.</summary>
    /// <param name="transfer">Spectrum of the best kernel so far.</param>
    /// <param name="noise">ρ, noise power over texture power of the gradients; 0 for equal weights.</param>
    public void WeighBy(ReadOnlySpan<float> transfer, float noise)
    {
        _weighted = noise > 0;
        if (!_weighted)
            return;
        Spectra.AbsSquared(transfer, _weight.Span, _frame.Fft.Lanes);
        TensorPrimitives.Add(_weight.Span, noise, _weight.Span);
        TensorPrimitives.Reciprocal(_weight.Span, _weight.Span);
    }

    /// <summary>Weights the positions of the image, starting with the next <see cref="Freeze"/>.</summary>
    /// <param name="places">Weights of the same frame, up to date with the frozen image; null for equal weights. Owned by the caller.</param>
    public void WeighPlaces(PlaceWeights? places) => _places = places;

    /// <summary>Fixes another latent image and restarts from the flat kernel.</summary>
    /// <param name="image">The latent image on the frame.</param>
    /// <param name="threshold">Squared gradient below which an edge is ignored; lowered to the largest one present. 0 uses all gradients.</param>
    /// <param name="ridge">γ.</param>
    public void Freeze(ReadOnlySpan<float> image, ref float threshold, float ridge)
    {
        _ridge = ridge;
        ReadOnlySpan<float> mask = _places is null ? _frame.Known : _places.Root;
        float largest = GradientField.Of(image, _frame.Shape, mask, threshold, _h.Span, _v.Span);
        if (largest < threshold)
        {
            threshold = largest;
            GradientField.Of(image, _frame.Shape, mask, threshold, _h.Span, _v.Span);
        }

        int length = _frame.Fft.SpectrumLength;
        Span<float> across = _spectra.Span[..length],
            down = _spectra.Span[length..];
        _frame.Fft.Forward(_h.Span, across);
        _frame.Fft.Forward(_v.Span, down);
        Correlate(across, down);
        if (_weighted)
            Weigh(across, down);
        _frame.Fft.Inverse(across, _h.Span);
        _frame.Fft.Inverse(down, _v.Span);
        Gather();
        Start();
    }

    /// <inheritdoc/>
    public StepOutcome Step()
    {
        // Conjugate gradients on (A + γI)k = b.
        Normal(_direction.Span, _product.Span);
        double old = _squared,
            step = old / (Reduce.Dot(_direction.Span, _product.Span) + 1e-30);
        TensorPrimitives.MultiplyAdd(_direction.Span, (float)step, _kernel.Span, _kernel.Span);
        TensorPrimitives.MultiplyAdd(_product.Span, -(float)step, _residual.Span, _residual.Span);
        _squared = Reduce.SumOfSquares(_residual.Span);
        double moved = step * Math.Sqrt(Reduce.SumOfSquares(_direction.Span)),
            size = Math.Sqrt(Reduce.SumOfSquares(_kernel.Span));
        TensorPrimitives.MultiplyAdd(_direction.Span, (float)(_squared / (old + 1e-30)), _residual.Span, _direction.Span);

        // f = ½ kᵀ(A + γI)k − bᵀk = −½ (bᵀk + rᵀk).
        double objective = -0.5 * (Reduce.Dot(_right.Span, _kernel.Span) + Reduce.Dot(_residual.Span, _kernel.Span));
        return new StepOutcome(objective, size > 0 ? moved / size : 0, (float)step);
    }

    /// <summary>Returns the buffers to the pool.</summary>
    public void Dispose()
    {
        foreach (
            AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[_h, _v, _spectra, _auto, _kernel, _right, _residual, _direction, _product, _weight]
        )
            buffer.Dispose();
    }

    /// <summary>
    /// Replaces the spectra of ∇x by those of the autocorrelation (in the first) and of the cross-correlation with ∇y (in the second), aperture
    /// included.
    /// </summary>
    private void Correlate(Span<float> across, Span<float> down)
    {
        ReadOnlySpan<Vector<float>> yAcross = Spectra.Vectors(_places is null ? _frame.Across : _places.Across),
            yDown = Spectra.Vectors(_places is null ? _frame.Down : _places.Down),
            aperture = Spectra.Vectors(_frame.Aperture);
        Span<Vector<float>> h = MemoryMarshal.Cast<float, Vector<float>>(across),
            v = MemoryMarshal.Cast<float, Vector<float>>(down);
        int half = _frame.Fft.Lanes / Vector<float>.Count;
        for (int block = 0, e = 0; block < h.Length; block += 2 * half, e += half)
        for (int i = block; i < block + half; i++)
        {
            int j = i + half;
            Vector<float> a = aperture[e + i - block],
                hr = a * h[i],
                hi = a * h[j],
                vr = a * v[i],
                vi = a * v[j];
            Vector<float> ar = yAcross[i],
                ai = yAcross[j],
                br = yDown[i],
                bi = yDown[j];
            (h[i], h[j]) = ((hr * hr) + (hi * hi) + (vr * vr) + (vi * vi), Vector<float>.Zero);
            (v[i], v[j]) = ((hr * ar) + (hi * ai) + (vr * br) + (vi * bi), (hr * ai) - (hi * ar) + (vr * bi) - (vi * br));
        }
    }

    /// <summary>Multiplies both correlations by the weights, scaled to preserve the power of ∇x, which γ is relative to.</summary>
    private void Weigh(Span<float> auto, Span<float> cross)
    {
        int lanes = _frame.Fft.Lanes;
        double plain = 0,
            weighted = 0;
        for (int block = 0, e = 0; block < auto.Length; block += 2 * lanes, e += lanes)
        {
            ReadOnlySpan<float> power = auto.Slice(block, lanes);
            plain += TensorPrimitives.Sum(power);
            weighted += TensorPrimitives.Dot(power, _weight.Span.Slice(e, lanes));
        }

        if (!(weighted > 0))
            return;
        TensorPrimitives.Multiply(_weight.Span, (float)(plain / weighted), _weight.Span);
        Spectra.Scale(auto, _weight.Span, lanes);
        Spectra.Scale(cross, _weight.Span, lanes);
    }

    /// <summary>
    /// Copies lags up to ±(n − 1) of the autocorrelation to the small frame and lags up to ±n/2 of the cross-correlation to the right-hand side.
    /// </summary>
    private void Gather()
    {
        using AlignedBuffer plane = AlignedPool.Rent(_small.Shape.Count);
        plane.Span.Clear();
        (int height, int width) = (_frame.Shape.Height, _frame.Shape.Width);
        for (int y = 1 - _n; y < _n; y++)
        for (int x = 1 - _n; x < _n; x++)
            plane.Span[(Wrap(y, _small.Shape.Height) * _small.Shape.Width) + Wrap(x, _small.Shape.Width)] = _h.Span[
                (Wrap(y, height) * width) + Wrap(x, width)
            ];
        _small.Forward(plane.Span, _auto.Span);
        for (int y = 0; y < _n; y++)
        for (int x = 0; x < _n; x++)
            _right.Span[(y * _n) + x] = _v.Span[(Wrap(y - (_n / 2), height) * width) + Wrap(x - (_n / 2), width)];
    }

    private void Start()
    {
        _kernel.Span.Fill(1f / (_n * _n));
        Normal(_kernel.Span, _product.Span);
        TensorPrimitives.Subtract(_right.Span, _product.Span, _residual.Span);
        _residual.Span.CopyTo(_direction.Span);
        _squared = Reduce.SumOfSquares(_residual.Span);
    }

    private void Normal(ReadOnlySpan<float> k, Span<float> y)
    {
        _small.Filter(k, Domain, _auto.Span, SpectrumFactor.Plain, y, Domain);
        TensorPrimitives.MultiplyAdd(k, _ridge, y, y);
    }

    private static int Wrap(int i, int n) => i < 0 ? i + n : i;
}

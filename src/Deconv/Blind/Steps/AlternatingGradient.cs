using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Objectives;
using Deconv.Objectives.Constraints;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;
using Deconv.Solvers;

namespace Deconv.Blind.Steps;

/// <summary>
/// The reference implementation: alternating projected gradient descent (Perrone and Favaro 2014, 2016) on
/// ½‖k∗x − y‖² + λ Σ ½ ln(1 + |∇x|²/ε²), valid convolution, k on the unit simplex.
/// Both steps use the two frozen forms of one <see cref="Convolution"/>: the gradient with respect to the image is the full correlation of the
/// residual with the kernel, that with respect to the kernel the valid correlation of the image with the residual. Every step is accepted only if
/// the objective falls. Slow but simple: the fast method is tested against it.
/// </summary>
public sealed class AlternatingGradient : ISolver, IDisposable
{
    private const int MaxTrials = 40;
    private readonly FrozenConvolution _byKernel;
    private readonly FrozenConvolution _byImage;
    private readonly LeastSquares _imageMisfit;
    private readonly LeastSquares _kernelMisfit;
    private readonly GradientPrior<Logarithm> _prior;
    private readonly float _weight;
    private readonly Block _image;
    private readonly Block _kernel;

    /// <summary>Starts from a latent image and a kernel.</summary>
    /// <param name="convolution">Valid convolution of the latent image with the kernel.</param>
    /// <param name="observed">The blurred image, of the shape of the convolution's output; not copied.</param>
    /// <param name="latent">Initial latent image; copied.</param>
    /// <param name="kernel">Initial kernel, sum 1; copied.</param>
    /// <param name="weight">λ, above 0.</param>
    /// <param name="epsilon">ε of the prior, in intensity per sample.</param>
    /// <exception cref="ArgumentException">Sizes that do not match.</exception>
    public AlternatingGradient(
        Convolution convolution,
        ReadOnlyMemory<float> observed,
        ReadOnlySpan<float> latent,
        ReadOnlySpan<float> kernel,
        float weight,
        float epsilon = 1e-3f
    )
    {
        ArgumentNullException.ThrowIfNull(convolution);
        _byKernel = convolution.WithKernel(kernel);
        _byImage = convolution.WithImage(latent);
        (_imageMisfit, _kernelMisfit) = (new(_byKernel, observed), new(_byImage, observed));
        _prior = new(convolution.Geometry.Image, new(epsilon));
        _weight = weight;
        _image = new(latent, new Objective((1, _imageMisfit), (weight, _prior)), Box.NonNegative(convolution.Geometry.Image));
        _kernel = new(kernel, _kernelMisfit, new UnitSimplex(convolution.Geometry.Kernel));
    }

    /// <inheritdoc/>
    public Shape Domain => _prior.Domain;

    /// <summary>The latent image.</summary>
    public ReadOnlySpan<float> Solution => _image.Current;

    /// <summary>The kernel, sum 1; valid until the next <see cref="Step"/>.</summary>
    public ReadOnlySpan<float> Kernel => _kernel.Current;

    /// <inheritdoc/>
    public StepOutcome Step()
    {
        double change = _image.Descend(MaxTrials);
        _byImage.Freeze(_image.Current);
        _kernel.Descend(MaxTrials);
        _byKernel.Freeze(_kernel.Current);
        return new StepOutcome(_kernel.Value + (_weight * _prior.Value(_image.Current)), change, _image.StepSize);
    }

    /// <summary>Returns the buffers to the pool; neither solution may be read afterwards.</summary>
    public void Dispose()
    {
        _image.Dispose();
        _kernel.Dispose();
    }

    /// <summary>One of the two unknowns: a projected gradient step with backtracking on its own objective.</summary>
    private sealed class Block : IDisposable
    {
        private readonly IDifferentiable _smooth;
        private readonly IProximable _constraint;
        private readonly AlignedBuffer _gradient;
        private AlignedBuffer _current;
        private AlignedBuffer _next;

        public Block(ReadOnlySpan<float> start, IDifferentiable smooth, IProximable constraint)
        {
            (_smooth, _constraint) = (smooth, constraint);
            int n = smooth.Domain.Count;
            (_current, _next, _gradient) = (AlignedPool.Rent(n), AlignedPool.Rent(n), AlignedPool.Rent(n));
            constraint.Prox(start, 1, _current.Span);
        }

        public ReadOnlySpan<float> Current => _current.Span;

        public float StepSize { get; private set; } = 1;

        public double Value { get; private set; }

        /// <summary>One step that does not raise the objective; returns the relative change.</summary>
        public double Descend(int trials)
        {
            _gradient.Span.Clear();
            double before = _smooth.AccumulateGradient(_current.Span, 1, _gradient.Span),
                size = Math.Sqrt(Reduce.SumOfSquares(_current.Span));
            StepSize *= 2;
            for (int trial = 0; trial < trials; trial++, StepSize /= 2)
            {
                // v = P(x − t ∇f(x)), accepted when f falls by a part of ‖v − x‖²/t: projected Armijo.
                TensorPrimitives.MultiplyAdd(_gradient.Span, -StepSize, _current.Span, _next.Span);
                _constraint.Prox(_next.Span, StepSize, _next.Span);
                double after = _smooth.Value(_next.Span),
                    moved = Reduce.SquaredDistance(_next.Span, _current.Span);
                if (after > before - (1e-4 * moved / StepSize))
                    continue;
                (_current, _next, Value) = (_next, _current, after);
                return size > 0 ? Math.Sqrt(moved) / size : 0;
            }

            Value = before;
            return 0;
        }

        public void Dispose()
        {
            foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[_current, _next, _gradient])
                buffer.Dispose();
        }
    }
}

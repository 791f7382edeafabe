using Deconv.Objectives;
using Deconv.Operators;
using Deconv.Psfs;
using Xunit;
using Xunit.Sdk;

namespace Deconv.Tests.Contracts;

/// <summary>A contract that accepts a wrong implementation is worth nothing, so each is run on one.</summary>
public class ContractsCatchMistakes
{
    /// <summary>The mistake of many tools: the adjoint of "same" by flipping the kernel, which is off by one sample for even sizes.</summary>
    private sealed class FlippedSame(Shape image, Psf psf) : ILinearOperator
    {
        private readonly FrozenConvolution _forward = new Convolution(image, psf.Shape, Extent.Same).WithKernel(psf.Samples);
        private readonly FrozenConvolution _flipped = new Convolution(image, psf.Shape, Extent.Same).WithKernel(psf.Flip().Samples);

        public Shape Domain => image;

        public Shape Codomain => image;

        public void Apply(ReadOnlySpan<float> x, Span<float> y) => _forward.Apply(x, y);

        public void Adjoint(ReadOnlySpan<float> y, Span<float> x) => _flipped.Apply(y, x);
    }

    private sealed class Affine : ILinearOperator
    {
        public Shape Domain => new(1, 8);

        public Shape Codomain => new(1, 8);

        public void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < 8; i++)
                y[i] = x[i] + 0.1f;
        }

        public void Adjoint(ReadOnlySpan<float> y, Span<float> x) => Apply(y, x);
    }

    private sealed class Adding : ILinearOperator
    {
        public Shape Domain => new(1, 8);

        public Shape Codomain => new(1, 8);

        public void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < 8; i++)
                y[i] += x[i];
        }

        public void Adjoint(ReadOnlySpan<float> y, Span<float> x) => Apply(y, x);
    }

    private sealed class Wasteful : ILinearOperator
    {
        public Shape Domain => new(1, 8);

        public Shape Codomain => new(1, 8);

        public void Apply(ReadOnlySpan<float> x, Span<float> y) => x.ToArray().CopyTo(y);

        public void Adjoint(ReadOnlySpan<float> y, Span<float> x) => y.CopyTo(x);
    }

    private sealed class WrongGradient(float factor) : IDifferentiable
    {
        public Shape Domain => new(1, 8);

        public double Value(ReadOnlySpan<float> x) => 0.5 * Samples.Dot(x, x);

        public double AccumulateGradient(ReadOnlySpan<float> x, float weight, Span<float> gradient)
        {
            for (int i = 0; i < 8; i++)
                gradient[i] += factor * weight * x[i];
            return Value(x);
        }
    }

    private sealed class WrongProx : IProximable
    {
        public Shape Domain => new(1, 8);

        public double Value(ReadOnlySpan<float> x) => 0.5 * Samples.Dot(x, x);

        public double Prox(ReadOnlySpan<float> v, float stepSize, Span<float> x)
        {
            for (int i = 0; i < 8; i++)
                x[i] = v[i] * (1 - stepSize); // right is v / (1 + t)
            return Value(x);
        }
    }

    [Fact]
    public void An_adjoint_by_flipping_an_even_kernel_fails() =>
        Assert.ThrowsAny<XunitException>(() =>
            LinearOperatorContract.CheckAdjoint(new FlippedSame(new(9, 10), Psf.FromSamples(new(4, 4), Samples.Positive(16, 1))))
        );

    [Fact]
    public void The_same_with_an_odd_kernel_passes() =>
        LinearOperatorContract.CheckAdjoint(new FlippedSame(new(9, 10), Psf.FromSamples(new(5, 5), Samples.Positive(25, 1))));

    [Fact]
    public void An_affine_map_fails() => Assert.ThrowsAny<XunitException>(() => LinearOperatorContract.CheckLinearity(new Affine()));

    [Fact]
    public void An_output_that_is_added_to_fails() => Assert.ThrowsAny<XunitException>(() => LinearOperatorContract.CheckOverwrites(new Adding()));

    [Fact]
    public void An_allocation_fails() => Assert.ThrowsAny<XunitException>(() => LinearOperatorContract.CheckAllocation(new Wasteful()));

    [Fact]
    public void A_gradient_of_the_wrong_sign_or_size_fails()
    {
        DifferentiableContract.CheckGradient(new WrongGradient(1));
        Assert.ThrowsAny<XunitException>(() => DifferentiableContract.CheckGradient(new WrongGradient(-1)));
        Assert.ThrowsAny<XunitException>(() => DifferentiableContract.CheckGradient(new WrongGradient(1.02f)));
    }

    [Fact]
    public void A_wrong_prox_fails() => Assert.ThrowsAny<XunitException>(() => ProximableContract.CheckProx(new WrongProx(), 1, 1e-6));
}

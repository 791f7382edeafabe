using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Operators;

namespace Deconv.Solvers;

/// <summary>Largest singular value of an operator, by power iteration on AᵀA from a fixed start.</summary>
public static class OperatorNorm
{
    /// <summary>Estimates ‖A‖² from below; 30 iterations are accurate to 1 % for blurs.</summary>
    public static double Squared(ILinearOperator forward, int iterations = 30)
    {
        ArgumentNullException.ThrowIfNull(forward);
        using AlignedBuffer x = AlignedPool.Rent(forward.Domain.Count);
        using AlignedBuffer y = AlignedPool.Rent(forward.Codomain.Count);

        // A positive, structured start: blurs respond most to slowly varying positive images.
        for (int i = 0; i < x.Length; i++)
            x.Span[i] = 1 + (0.1f * MathF.Sin(i * 0.7f));
        double squared = 0;
        for (int i = 0; i < iterations; i++)
        {
            double norm = Math.Sqrt(Reduce.SumOfSquares(x.Span));
            if (norm == 0)
                return 0;
            TensorPrimitives.Multiply(x.Span, (float)(1 / norm), x.Span);
            forward.Apply(x.Span, y.Span);
            squared = Reduce.SumOfSquares(y.Span);
            forward.Adjoint(y.Span, x.Span);
        }

        return squared;
    }
}

using Deconv.Numerics.Kernels;

namespace Deconv.Numerics.Stencils;

/// <summary>Direct sums over whole rows of output, any geometry. Stateless; the workspace belongs to the caller.</summary>
internal abstract unsafe class StencilLoops
{
    private static readonly StencilLoops Loops512 = new StencilLoops<Lanes512>();
    private static readonly StencilLoops Loops256 = new StencilLoops<Lanes256>();
    private static readonly StencilLoops Loops128 = new StencilLoops<Lanes128>();

    /// <summary>The loops of a vector width.</summary>
    public static StencilLoops For(int vectorBits) =>
        vectorBits switch
        {
            512 => Loops512,
            256 => Loops256,
            _ => Loops128,
        };

    /// <summary>Floats of scratch any of the methods needs, 64-byte aligned.</summary>
    public abstract int WorkspaceLength(in StencilShape shape);

    /// <summary>Output rows first to first + count − 1.</summary>
    public abstract void Sum(in StencilShape shape, float* image, float* weights, float* output, int first, int count, bool stream, float* workspace);

    /// <summary>The same for weights[k, l] = columnWeights[k] · rowWeights[l].</summary>
    public abstract void SumSeparable(
        in StencilShape shape,
        float* image,
        float* columnWeights,
        float* rowWeights,
        float* output,
        int first,
        int count,
        bool stream,
        float* workspace
    );

    /// <summary>
    /// gradient[k, l] = Σ residual[y, x] · image[y + Top + k, x + Left + l] for one row k: the derivative of ⟨output, residual⟩ by the weights.
    /// </summary>
    public abstract void Products(in StencilShape shape, float* image, float* residual, int k, float* gradient, float* workspace);
}

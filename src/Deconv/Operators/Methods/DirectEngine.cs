using System.Numerics.Tensors;

namespace Deconv.Operators.Methods;

/// <summary>The sum itself, row by row: each kernel sample adds a scaled, shifted run of one row to another.</summary>
internal sealed class DirectEngine(ConvolutionGeometry geometry, int threads) : ConvolutionEngine(geometry, threads)
{
    public override ConvolutionMethod Method => ConvolutionMethod.Direct;

    public override FrozenConvolution FreezeKernel(ReadOnlySpan<float> kernel) => new DirectHeldKernel(Geometry, kernel);

    public override FrozenConvolution FreezeImage(ReadOnlySpan<float> image) => new HeldImage(Geometry, image);

    private sealed class DirectHeldKernel(ConvolutionGeometry geometry, ReadOnlySpan<float> kernel) : FrozenConvolution
    {
        private readonly float[] _kernel = kernel.ToArray();

        public override ConvolutionMethod Method => ConvolutionMethod.Direct;

        public override Shape Domain => geometry.Image;

        public override Shape Codomain => geometry.Output;

        public override void Freeze(ReadOnlySpan<float> samples) => samples.CopyTo(_kernel);

        public override void Apply(ReadOnlySpan<float> x, Span<float> y) => Convolve(geometry, _kernel, x, y);

        // xⱼ = Σₖ h[k] y[j − o + k]
        public override void Adjoint(ReadOnlySpan<float> y, Span<float> x)
        {
            x.Clear();
            foreach (RowPair rows in new RowPairs(geometry))
                for (int k = 0; k < geometry.Kernel.Width; k++)
                {
                    Overlap run = Overlap.Of(geometry, k);
                    Span<float> target = x.Slice((rows.ImageRow * geometry.Image.Width) + run.Image, run.Length);
                    float h = _kernel[(rows.KernelRow * geometry.Kernel.Width) + k];
                    TensorPrimitives.MultiplyAdd(y.Slice((rows.OutputRow * geometry.Output.Width) + run.Output, run.Length), h, target, target);
                }
        }
    }

    private sealed class HeldImage(ConvolutionGeometry geometry, ReadOnlySpan<float> image) : FrozenConvolution
    {
        private readonly float[] _image = image.ToArray();

        public override ConvolutionMethod Method => ConvolutionMethod.Direct;

        public override Shape Domain => geometry.Kernel;

        public override Shape Codomain => geometry.Output;

        public override void Freeze(ReadOnlySpan<float> samples) => samples.CopyTo(_image);

        public override void Apply(ReadOnlySpan<float> x, Span<float> y) => Convolve(geometry, x, _image, y);

        // h[k] = Σᵢ x[i + o − k] y[i], summed in double over rows: a gradient is a difference of large sums.
        public override void Adjoint(ReadOnlySpan<float> y, Span<float> x)
        {
            x.Clear();
            for (int ky = 0; ky < geometry.Kernel.Height; ky++)
                for (int k = 0; k < geometry.Kernel.Width; k++)
                {
                    Overlap run = Overlap.Of(geometry, k);
                    double sum = 0;
                    for (int oy = 0; oy < geometry.Output.Height; oy++)
                    {
                        int iy = oy + geometry.Top - ky;
                        if ((uint)iy >= (uint)geometry.Image.Height) continue;
                        sum += TensorPrimitives.Dot(
                            _image.AsSpan((iy * geometry.Image.Width) + run.Image, run.Length),
                            y.Slice((oy * geometry.Output.Width) + run.Output, run.Length));
                    }

                    x[(ky * geometry.Kernel.Width) + k] = (float)sum;
                }
        }
    }

    private static void Convolve(ConvolutionGeometry geometry, ReadOnlySpan<float> kernel, ReadOnlySpan<float> image, Span<float> y)
    {
        y.Clear();
        foreach (RowPair rows in new RowPairs(geometry))
            for (int k = 0; k < geometry.Kernel.Width; k++)
            {
                Overlap run = Overlap.Of(geometry, k);
                Span<float> target = y.Slice((rows.OutputRow * geometry.Output.Width) + run.Output, run.Length);
                float h = kernel[(rows.KernelRow * geometry.Kernel.Width) + k];
                TensorPrimitives.MultiplyAdd(image.Slice((rows.ImageRow * geometry.Image.Width) + run.Image, run.Length), h, target, target);
            }
    }

    /// <summary>Where row i of the output meets row i + o − k of the image.</summary>
    private readonly record struct RowPair(int OutputRow, int KernelRow, int ImageRow);

    /// <summary>All row pairs with the image row inside the image.</summary>
    private ref struct RowPairs(ConvolutionGeometry geometry)
    {
        private int _index = -1;

        public readonly RowPairs GetEnumerator() => this;

        public readonly RowPair Current
        {
            get
            {
                (int output, int kernel) = Math.DivRem(_index, geometry.Kernel.Height);
                return new(output, kernel, output + geometry.Top - kernel);
            }
        }

        public bool MoveNext()
        {
            int end = geometry.Output.Height * geometry.Kernel.Height;
            while (++_index < end)
                if ((uint)Current.ImageRow < (uint)geometry.Image.Height) return true;
            return false;
        }
    }

    /// <summary>Columns of output and image that kernel column k connects.</summary>
    private readonly record struct Overlap(int Output, int Image, int Length)
    {
        public static Overlap Of(ConvolutionGeometry geometry, int k)
        {
            int shift = geometry.Left - k;
            int first = Math.Clamp(-shift, 0, geometry.Output.Width);
            int end = Math.Clamp(geometry.Image.Width - shift, first, geometry.Output.Width);
            return end > first ? new(first, first + shift, end - first) : default;
        }
    }
}

using Deconv.Numerics;
using Deconv.Numerics.Fft;

namespace Deconv.Operators.Engines;

/// <summary>Cyclic convolution of the whole image, at a size that keeps the wraparound outside the output.</summary>
internal sealed class WholeImageEngine : ConvolutionEngine
{
    private readonly RealFft2D _fft;

    /// <param name="geometry">Shapes and offsets.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="vectorBits">Vector width of the kernels.</param>
    public WholeImageEngine(ConvolutionGeometry geometry, int threads, int vectorBits)
        : base(geometry, threads) => _fft = new RealFft2D(FftSize.Next(Needed(geometry), vectorBits / 32), threads, vectorBits);

    public override ConvolutionMethod Method => ConvolutionMethod.WholeImage;

    /// <summary>Size of a plane without aliasing in the output: for every kept index n of the full convolution, n ± size lies outside it.</summary>
    public static Shape Needed(ConvolutionGeometry geometry)
    {
        return new(
            Length(geometry.Image.Height, geometry.Kernel.Height, geometry.Output.Height, geometry.Top),
            Length(geometry.Image.Width, geometry.Kernel.Width, geometry.Output.Width, geometry.Left)
        );

        static int Length(int image, int kernel, int output, int offset) =>
            Math.Max(Math.Max(Math.Max(image, kernel), output), Math.Max(image + kernel - 1 - offset, offset + output));
    }

    public override FrozenConvolution FreezeKernel(ReadOnlySpan<float> kernel) => new Held(_fft, Geometry, Geometry.Kernel, Geometry.Image, kernel);

    public override FrozenConvolution FreezeImage(ReadOnlySpan<float> image) => new Held(_fft, Geometry, Geometry.Image, Geometry.Kernel, image);

    /// <summary>Convolution is symmetric in its arguments, so a fixed kernel and a fixed image share this code.</summary>
    private sealed class Held : FrozenConvolution
    {
        private readonly RealFft2D _fft;
        private readonly ConvolutionGeometry _geometry;
        private readonly Shape _held;
        private readonly AlignedBuffer _spectrum;

        public Held(RealFft2D fft, ConvolutionGeometry geometry, Shape held, Shape domain, ReadOnlySpan<float> samples)
        {
            (_fft, _geometry, _held, Domain) = (fft, geometry, held, domain);
            _spectrum = AlignedPool.Rent(fft.SpectrumLength);
            Freeze(samples);
        }

        public override ConvolutionMethod Method => ConvolutionMethod.WholeImage;

        public override Shape Domain { get; }

        public override Shape Codomain => _geometry.Output;

        // Fixed samples are stored with a cyclic shift of −o, so that both the other argument and the output start at sample 0 of the plane.
        public override void Freeze(ReadOnlySpan<float> samples)
        {
            (int height, int width) = (_fft.Shape.Height, _fft.Shape.Width);
            using AlignedBuffer plane = AlignedPool.Rent(_fft.Shape.Count);
            plane.Span.Clear();
            int left = Modulo(-_geometry.Left, width),
                untilWrap = Math.Min(_held.Width, width - left);
            for (int y = 0; y < _held.Height; y++)
            {
                ReadOnlySpan<float> from = samples.Slice(y * _held.Width, _held.Width);
                Span<float> to = plane.Span.Slice(Modulo(y - _geometry.Top, height) * width, width);
                from[..untilWrap].CopyTo(to[left..]);
                from[untilWrap..].CopyTo(to);
            }

            _fft.Forward(plane.Span, _spectrum.Span);
        }

        public override void Apply(ReadOnlySpan<float> x, Span<float> y) => _fft.Filter(x, Domain, _spectrum.Span, SpectrumFactor.Plain, y, Codomain);

        public override void Adjoint(ReadOnlySpan<float> y, Span<float> x) =>
            _fft.Filter(y, Codomain, _spectrum.Span, SpectrumFactor.Conjugate, x, Domain);

        private static int Modulo(int value, int modulus) => ((value % modulus) + modulus) % modulus;
    }
}

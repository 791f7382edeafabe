using Deconv.Numerics;
using Deconv.Numerics.Fft;

namespace Deconv.Operators.Methods;

/// <summary>Cyclic convolution of the whole image, on a size that keeps what wraps around outside the output.</summary>
internal sealed class WholeImageEngine(ConvolutionGeometry geometry, int threads) : ConvolutionEngine(geometry, threads)
{
    private readonly RealFft2D _fft = new(RealFft2D.FastShape(new(
        Needed(geometry.Image.Height, geometry.Kernel.Height, geometry.Output.Height, geometry.Top),
        Needed(geometry.Image.Width, geometry.Kernel.Width, geometry.Output.Width, geometry.Left))));

    public override ConvolutionMethod Method => ConvolutionMethod.WholeImage;

    public override FrozenConvolution FreezeKernel(ReadOnlySpan<float> kernel) => new Held(_fft, Geometry, Geometry.Kernel, Geometry.Image, kernel);

    public override FrozenConvolution FreezeImage(ReadOnlySpan<float> image) => new Held(_fft, Geometry, Geometry.Image, Geometry.Kernel, image);

    /// <summary>Kept indices o..o+n−1 of a full convolution of length N+K−1 must meet no alias: n + S and n − S both lie outside it.</summary>
    private static int Needed(int image, int kernel, int output, int offset) =>
        Math.Max(Math.Max(image, kernel), Math.Max(image + kernel - 1 - offset, offset + output));

    /// <summary>Convolution is symmetric in its arguments, so holding the kernel and holding the image are the same code.</summary>
    private sealed class Held : FrozenConvolution
    {
        private readonly RealFft2D _fft;
        private readonly ConvolutionGeometry _geometry;
        private readonly Shape _held;
        private readonly float[] _spectrum;

        public Held(RealFft2D fft, ConvolutionGeometry geometry, Shape held, Shape domain, ReadOnlySpan<float> samples)
        {
            (_fft, _geometry, _held, Domain) = (fft, geometry, held, domain);
            _spectrum = new float[fft.SpectrumLength];
            Freeze(samples);
        }

        public override ConvolutionMethod Method => ConvolutionMethod.WholeImage;

        public override Shape Domain { get; }

        public override Shape Codomain => _geometry.Output;

        public override void Freeze(ReadOnlySpan<float> samples)
        {
            using AlignedBuffer plane = AlignedPool.Rent(_fft.Shape.Count);
            Place(samples, _held, plane.Span, 0, 0);
            _fft.Forward(plane.Span, _spectrum);
        }

        public override void Apply(ReadOnlySpan<float> x, Span<float> y) =>
            Filter(x, Domain, 0, 0, y, Codomain, _geometry.Top, _geometry.Left, conjugate: false);

        public override void Adjoint(ReadOnlySpan<float> y, Span<float> x) =>
            Filter(y, Codomain, _geometry.Top, _geometry.Left, x, Domain, 0, 0, conjugate: true);

        private void Filter(ReadOnlySpan<float> from, Shape shape, int top, int left, Span<float> to, Shape target, int toTop, int toLeft, bool conjugate)
        {
            using AlignedBuffer plane = AlignedPool.Rent(_fft.Shape.Count);
            using AlignedBuffer spectrum = AlignedPool.Rent(_fft.SpectrumLength);
            Place(from, shape, plane.Span, top, left);
            _fft.Forward(plane.Span, spectrum.Span);
            Spectra.Multiply(spectrum.Span, _spectrum, _fft.Lanes, conjugate);
            _fft.Inverse(spectrum.Span, plane.Span);
            int width = _fft.Shape.Width;
            for (int y = 0; y < target.Height; y++)
                plane.Span.Slice(((y + toTop) * width) + toLeft, target.Width).CopyTo(to[(y * target.Width)..]);
        }

        private void Place(ReadOnlySpan<float> from, Shape shape, Span<float> plane, int top, int left)
        {
            plane.Clear();
            for (int y = 0; y < shape.Height; y++)
                from.Slice(y * shape.Width, shape.Width).CopyTo(plane[(((y + top) * _fft.Shape.Width) + left)..]);
        }
    }
}

using Deconv.Psfs;

namespace Deconv.Operators;

/// <summary>
/// A PSF acting on a scene, seen through a frame: the forward model of every restoration. With an unknown boundary the latent image is larger
/// than the picture by the reach of the PSF and nothing is assumed outside; with a known one it has the size of the picture and is continued
/// by the rule. Composition of <see cref="Convolution"/> (valid part) and <see cref="Pad"/>.
/// </summary>
public sealed class Blur : ILinearOperator
{
    private readonly ILinearOperator _operator;

    /// <summary>The forward model of a picture of a given shape.</summary>
    /// <param name="psf">The blur. Its origin decides where the picture lies in the latent image.</param>
    /// <param name="picture">Shape of the blurred picture.</param>
    /// <param name="boundary">What lies outside the frame.</param>
    /// <param name="method">How the convolution is computed.</param>
    /// <param name="threads">Threads to use; 0 means all processors.</param>
    public Blur(Psf psf, Shape picture, Boundary boundary = Boundary.Unknown, ConvolutionMethod method = ConvolutionMethod.Automatic, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(psf);
        Margins = new(psf.Shape.Height - 1 - psf.OriginRow, psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn, psf.OriginColumn);
        FrozenConvolution valid = new Convolution(Margins.Around(picture), psf.Shape, Extent.Valid, method, threads).WithKernel(psf.Samples);
        _operator = boundary == Boundary.Unknown ? valid : new Chain(valid, new Pad(picture, Margins, boundary));
        Frame = boundary == Boundary.Unknown ? Margins : default;
    }

    /// <summary>Samples that the PSF reaches beyond the picture on each side.</summary>
    public Margins Margins { get; }

    /// <summary>Where the picture lies inside the latent image: <see cref="Margins"/> when the boundary is unknown, otherwise none.</summary>
    public Margins Frame { get; }

    /// <inheritdoc/>
    public Shape Domain => _operator.Domain;

    /// <inheritdoc/>
    public Shape Codomain => _operator.Codomain;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> x, Span<float> y) => _operator.Apply(x, y);

    /// <inheritdoc/>
    public void Adjoint(ReadOnlySpan<float> y, Span<float> x) => _operator.Adjoint(y, x);

    /// <summary>Copies the part of the latent image that the picture shows.</summary>
    /// <param name="latent"><see cref="Domain"/>.Count floats.</param>
    /// <param name="picture"><see cref="Codomain"/>.Count floats, overwritten.</param>
    public void CropToFrame(ReadOnlySpan<float> latent, Span<float> picture)
    {
        for (int y = 0; y < Codomain.Height; y++)
            latent.Slice(((y + Frame.Top) * Domain.Width) + Frame.Left, Codomain.Width).CopyTo(picture[(y * Codomain.Width)..]);
    }

    /// <summary>A first latent image: the picture, its edge samples repeated outside the frame.</summary>
    public void ExtendFromFrame(ReadOnlySpan<float> picture, Span<float> latent)
    {
        for (int y = 0; y < Domain.Height; y++)
        {
            ReadOnlySpan<float> source = picture.Slice(Math.Clamp(y - Frame.Top, 0, Codomain.Height - 1) * Codomain.Width, Codomain.Width);
            Span<float> target = latent.Slice(y * Domain.Width, Domain.Width);
            target[..Frame.Left].Fill(source[0]);
            source.CopyTo(target[Frame.Left..]);
            target[(Frame.Left + Codomain.Width)..].Fill(source[^1]);
        }
    }
}

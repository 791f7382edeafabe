using Deconv.Psfs;

namespace Deconv.Operators;

/// <summary>
/// The forward model of every restoration: a latent image is convolved with a PSF and observed through a frame. With an unknown boundary the latent
/// image is larger than the observed image by the reach of the PSF, and nothing is assumed outside; with a known boundary it has the size of the
/// observed image and is extended by the rule. Composition of <see cref="Convolution"/> or <see cref="FieldConvolution"/> (valid part) and
/// <see cref="Pad"/>.
/// </summary>
public sealed class Blur : ILinearOperator
{
    private readonly ILinearOperator _operator;

    /// <summary>The forward model for an observed image of a given shape.</summary>
    /// <param name="psf">The blur. Its origin determines where the observed image lies in the latent image.</param>
    /// <param name="image">Shape of the blurred image.</param>
    /// <param name="boundary">What lies outside the frame.</param>
    /// <param name="method">How the convolution is computed.</param>
    /// <param name="threads">Threads to use; 0 means all processors.</param>
    public Blur(Psf psf, Shape image, Boundary boundary = Boundary.Unknown, ConvolutionMethod method = ConvolutionMethod.Automatic, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(psf);
        Margins = new(psf.Shape.Height - 1 - psf.OriginRow, psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn, psf.OriginColumn);
        FrozenConvolution valid = new Convolution(Margins.Around(image), psf.Shape, Extent.Valid, method, threads).WithKernel(psf.Samples);
        _operator = boundary == Boundary.Unknown ? valid : new Chain(valid, new Pad(image, Margins, boundary));
        Frame = boundary == Boundary.Unknown ? Margins : default;
    }

    /// <summary>The forward model where the blur differs across the frame.</summary>
    /// <param name="field">The PSFs, their places counted from the first sample of the observed image.</param>
    /// <param name="image">Shape of the blurred image.</param>
    /// <param name="boundary">What lies outside the frame.</param>
    /// <param name="threads">Threads to use; 0 means all processors.</param>
    public Blur(PsfField field, Shape image, Boundary boundary = Boundary.Unknown, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(field);
        Margins = new(field.Shape.Height - 1 - field.OriginRow, field.OriginRow, field.Shape.Width - 1 - field.OriginColumn, field.OriginColumn);
        var geometry = ConvolutionGeometry.Of(Margins.Around(image), field.Shape, Extent.Valid);
        var valid = new FieldConvolution(geometry, field.Part(-Margins.Top, -Margins.Left), threads);
        _operator = boundary == Boundary.Unknown ? valid : new Chain(valid, new Pad(image, Margins, boundary));
        Frame = boundary == Boundary.Unknown ? Margins : default;
    }

    /// <summary>Samples that the PSF reaches beyond the observed image on each side.</summary>
    public Margins Margins { get; }

    /// <summary>Where the observed image lies inside the latent image: <see cref="Margins"/> when the boundary is unknown, otherwise none.</summary>
    public Margins Frame { get; }

    /// <inheritdoc/>
    public Shape Domain => _operator.Domain;

    /// <inheritdoc/>
    public Shape Codomain => _operator.Codomain;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> x, Span<float> y) => _operator.Apply(x, y);

    /// <inheritdoc/>
    public void Adjoint(ReadOnlySpan<float> y, Span<float> x) => _operator.Adjoint(y, x);

    /// <summary>Copies the part of the latent image inside the frame.</summary>
    /// <param name="latent"><see cref="Domain"/>.Count floats.</param>
    /// <param name="image"><see cref="Codomain"/>.Count floats, overwritten.</param>
    public void CropToFrame(ReadOnlySpan<float> latent, Span<float> image)
    {
        for (int y = 0; y < Codomain.Height; y++)
            latent.Slice(((y + Frame.Top) * Domain.Width) + Frame.Left, Codomain.Width).CopyTo(image[(y * Codomain.Width)..]);
    }

    /// <summary>An initial latent image: the observed image with its edge samples repeated outside the frame.</summary>
    public void ExtendFromFrame(ReadOnlySpan<float> image, Span<float> latent)
    {
        for (int y = 0; y < Domain.Height; y++)
        {
            ReadOnlySpan<float> source = image.Slice(Math.Clamp(y - Frame.Top, 0, Codomain.Height - 1) * Codomain.Width, Codomain.Width);
            Span<float> target = latent.Slice(y * Domain.Width, Domain.Width);
            target[..Frame.Left].Fill(source[0]);
            source.CopyTo(target[Frame.Left..]);
            target[(Frame.Left + Codomain.Width)..].Fill(source[^1]);
        }
    }
}

using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Operators;

public class BlurTests : LinearOperatorContract
{
    private static readonly Shape[] Pictures = [new(1, 1), new(1, 23), new(13, 8), new(17, 19)];

    protected override IEnumerable<ILinearOperator> Cases() =>
        from boundary in Enum.GetValues<Boundary>()
        from picture in Pictures
        from psf in (Shape[])[new(3, 3), new(4, 2), new(1, 6), new(5, 7)]
        select new Blur(Psf.FromSamples(psf, Samples.Positive(psf.Count, 3), psf.Height / 3, psf.Width - 1), picture, boundary);

    [Fact]
    public void A_delta_of_any_size_is_the_identity_for_every_boundary_and_picture_parity()
    {
        foreach (Boundary boundary in Enum.GetValues<Boundary>())
        foreach (Shape picture in (Shape[])[new(1, 1), new(9, 12), new(11, 13), new(16, 16), new(1, 31)])
            for (int h = 1; h <= 8; h++)
            for (int w = 1; w <= 8; w++)
            {
                float[] samples = new float[h * w],
                    x = Samples.Positive(picture.Count, h + w),
                    y = new float[x.Length];
                samples[((h - 1) / 2 * w) + ((w - 1) / 2)] = 1;
                var blur = new Blur(Psf.FromSamples(new(h, w), samples), picture, boundary);
                float[] latent = new float[blur.Domain.Count];
                blur.ExtendFromFrame(x, latent);
                blur.Apply(latent, y);
                for (int i = 0; i < x.Length; i++)
                    Assert.Equal(x[i], y[i], 1e-6);
            }
    }

    [Fact]
    public void A_constant_stays_constant_wherever_nothing_dark_comes_in()
    {
        Psf psf = Psf.Parse("motion:7,30*gaussian:0.8");
        foreach (Boundary boundary in Enum.GetValues<Boundary>().Where(b => b != Boundary.Zero))
        {
            var blur = new Blur(psf, new(21, 26), boundary);
            float[] latent = new float[blur.Domain.Count],
                y = new float[blur.Codomain.Count];
            Array.Fill(latent, 0.6f);
            blur.Apply(latent, y);
            Assert.All(y, v => Assert.Equal(0.6f, v, 1e-5));
        }
    }

    /// <summary>
    /// The picture lies in the latent image where the origin says: cropping undoes extending, and an off-center delta moves nothing.
    /// </summary>
    [Fact]
    public void The_origin_decides_where_the_picture_lies()
    {
        float[] samples = new float[15],
            x = Samples.Positive(12 * 10, 4),
            y = new float[120];
        samples[(2 * 5) + 4] = 1;
        var blur = new Blur(Psf.FromSamples(new(3, 5), samples, 2, 4), new(12, 10));
        float[] latent = new float[blur.Domain.Count];
        blur.ExtendFromFrame(x, latent);
        blur.CropToFrame(latent, y);
        Assert.Equal(x, y);
        blur.Apply(latent, y);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(x[i], y[i], 1e-6);
    }
}

public class ChainTests : LinearOperatorContract
{
    protected override IEnumerable<ILinearOperator> Cases()
    {
        var pad = new Pad(new(5, 6), new(1, 2, 3, 0), Boundary.Reflect);
        yield return new Chain(new Convolution(pad.Codomain, new(3, 2), Extent.Valid).WithKernel(Samples.Signed(6, 1)), pad);
    }

    [Fact]
    public void Shapes_must_fit() =>
        Assert.Throws<ArgumentException>(() => new Chain(new Pad(new(4, 4), default, Boundary.Zero), new Pad(new(5, 5), default, Boundary.Zero)));
}

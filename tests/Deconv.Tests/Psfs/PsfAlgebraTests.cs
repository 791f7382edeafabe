using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Psfs;

/// <summary>PSFs made from PSFs.</summary>
public class PsfAlgebraTests
{
    private static readonly Psf Asymmetric = Psf.FromSamples(new(3, 4), Samples.Positive(12, 5));

    [Fact]
    public void One_blur_after_the_other_adds_variances()
    {
        Psf product = Psf.Gaussian(1.5) * Psf.Gaussian(2),
            one = Psf.Gaussian(2.5);

        // The pixel area counts twice in the product: σ² grows by 1/12, and with it every sample changes by up to 1/12/σ² = 1.3 %.
        for (int y = -6; y <= 6; y++)
        for (int x = -6; x <= 6; x++)
            Assert.Equal(PsfGeneratorTests.At(one, y, x), PsfGeneratorTests.At(product, y, x), 0.02 * PsfGeneratorTests.At(one, 0, 0));
        double variance = Math.Pow(product.Diagnose().RmsRadius, 2);
        Assert.Equal(Math.Pow(Psf.Gaussian(1.5).Diagnose().RmsRadius, 2) + Math.Pow(Psf.Gaussian(2).Diagnose().RmsRadius, 2), variance, 1e-4);
    }

    [Fact]
    public void Delta_is_neutral_and_the_order_does_not_matter()
    {
        Assert.Equal(Asymmetric.Samples.ToArray(), (Asymmetric * Psf.Delta()).Samples.ToArray());
        Psf other = Psf.FromSamples(new(2, 5), Samples.Positive(10, 6), 0, 4);
        Psf ab = Asymmetric * other,
            ba = other * Asymmetric;
        Assert.Equal((ab.Shape, ab.OriginRow, ab.OriginColumn), (ba.Shape, ba.OriginRow, ba.OriginColumn));
        Assert.Equal(new Shape(4, 8), ab.Shape);
        Assert.Equal((1 + 0, 1 + 4), (ab.OriginRow, ab.OriginColumn));
        for (int i = 0; i < ab.Samples.Length; i++)
            Assert.Equal(ab.Samples[i], ba.Samples[i], 1e-7);
    }

    [Fact]
    public void A_product_is_the_full_convolution()
    {
        Psf b = Psf.FromSamples(new(2, 2), [1, 2, 3, 4]),
            product = Asymmetric * b;
        for (int y = 0; y < 4; y++)
        for (int x = 0; x < 5; x++)
        {
            double sum = 0;
            for (int v = 0; v < 2; v++)
            for (int u = 0; u < 2; u++)
                if ((uint)(y - v) < 3 && (uint)(x - u) < 4)
                    sum += b.Samples[(v * 2) + u] * (double)Asymmetric.Samples[((y - v) * 4) + x - u];
            Assert.Equal(sum, product.Samples[(y * 5) + x], 1e-6);
        }
    }

    [Fact]
    public void Flipping_turns_about_the_origin_and_twice_is_nothing()
    {
        Psf flipped = Asymmetric.Flip();
        for (int y = -3; y <= 3; y++)
        for (int x = -4; x <= 4; x++)
            Assert.Equal(PsfGeneratorTests.At(Asymmetric, y, x), PsfGeneratorTests.At(flipped, -y, -x));
        Psf twice = flipped.Flip();
        Assert.Equal(Asymmetric.Samples.ToArray(), twice.Samples.ToArray());
        Assert.Equal((Asymmetric.OriginRow, Asymmetric.OriginColumn), (twice.OriginRow, twice.OriginColumn));
    }

    /// <summary>An edge full of mass is the shape of an analytic blur, not a cut, and turning or re-centering it does not make it one.</summary>
    [Fact]
    public void What_is_complete_stays_complete()
    {
        Psf streak = Psf.Motion(15, 30);
        foreach (
            Psf psf in (Psf[])
                [
                    streak,
                    streak.Flip(),
                    streak.WithOrigin(streak.OriginRow, streak.OriginColumn),
                    streak * Psf.Gaussian(1),
                    streak.Scale(1.5),
                    streak.Trimmed(),
                ]
        )
            Assert.DoesNotContain(psf.Diagnose().Findings, f => f.Flaw == PsfFlaw.CutOff);
    }

    [Fact]
    public void Cropping_keeps_the_share_of_the_mass_asked_for_about_the_origin()
    {
        Psf psf = Psf.Gaussian(3);
        foreach (double keep in (double[])[0.5, 0.9, 0.99, 1])
        {
            Psf crop = psf.Crop(keep);
            double held = 0;
            for (int y = -crop.OriginRow; y <= crop.OriginRow; y++)
            for (int x = -crop.OriginColumn; x <= crop.OriginColumn; x++)
                held += PsfGeneratorTests.At(psf, y, x);
            Assert.True(held >= keep - 1e-6, $"{keep}: holds {held}");
            Assert.Equal((crop.Shape.Height / 2, crop.Shape.Width / 2), (crop.OriginRow, crop.OriginColumn));
        }

        Assert.True(psf.Crop(0.5).Shape.Width < psf.Crop(0.99).Shape.Width);
    }

    [Fact]
    public void Trimming_takes_zeros_only()
    {
        float[] samples = new float[49];
        (samples[24], samples[25]) = (1, 1);
        Psf trimmed = Psf.FromSamples(new(7, 7), samples).Trimmed();
        Assert.Equal(new Shape(1, 3), trimmed.Shape); // as much on the left of the origin as on the right
        Assert.Equal([0, 0.5f, 0.5f], trimmed.Samples.ToArray());
        Assert.Equal(1, trimmed.OriginColumn);
    }

    [Fact]
    public void Scaling_stretches_about_the_origin()
    {
        Psf doubled = Psf.Box(3).Scale(2);
        Assert.Equal(new Shape(7, 7), doubled.Shape); // 6 pixels wide: 5 whole samples and two halves
        for (int x = -3; x <= 3; x++)
            Assert.Equal((Math.Abs(x) == 3 ? 0.5 : 1) / 36, PsfGeneratorTests.At(doubled, 0, x), 1e-7);

        float[] samples = new float[15];
        samples[4] = 1;
        Psf moved = Psf.FromSamples(new(3, 5), samples, 1, 2).Scale(3);
        PsfDiagnosis d = moved.Diagnose();
        Assert.Equal((-3, 6), ((int)Math.Round(d.CentroidRow) - moved.OriginRow, (int)Math.Round(d.CentroidColumn) - moved.OriginColumn));

        double radius = Psf.Gaussian(2).Diagnose().RmsRadius;
        Assert.Equal(1.7 * radius, Psf.Gaussian(2).Scale(1.7).Diagnose().RmsRadius, 0.05 * radius);
        Assert.Throws<InvalidPsfException>(() => Psf.Box(3).Scale(0));
        Assert.Throws<InvalidPsfException>(() => Psf.Box(3).Scale(double.NaN));
        Assert.Throws<InvalidPsfException>(() => Psf.Box(3).Scale(1e6));
    }

    [Fact]
    public void Another_origin_moves_nothing_but_the_origin()
    {
        Psf moved = Asymmetric.WithOrigin(2, 0);
        Assert.Equal(Asymmetric.Samples.ToArray(), moved.Samples.ToArray());
        Assert.Equal((2, 0), (moved.OriginRow, moved.OriginColumn));
        Assert.Throws<InvalidPsfException>(() => Asymmetric.WithOrigin(3, 0));
        Assert.Throws<InvalidPsfException>(() => Asymmetric.WithOrigin(0, -1));
    }
}

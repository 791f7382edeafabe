using System.Numerics;
using Deconv.Numerics.Fft;
using Xunit;

namespace Deconv.Tests.Numerics.Fft;

/// <summary>Arithmetic on blocks of real and imaginary parts against complex numbers, element by element.</summary>
public class SpectraTests
{
    private const int Blocks = 3;

    public static TheoryData<int> Lanes => [Vector<float>.Count, 2 * Vector<float>.Count];

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Products_are_those_of_complex_numbers(int lanes)
    {
        float[] z = Samples.Normal(2 * lanes * Blocks, 1),
            w = Samples.Normal(2 * lanes * Blocks, 2),
            plain = [.. z],
            product = Samples.Normal(z.Length, 3),
            over = [.. w];
        Spectra.Multiply(plain, w, lanes, conjugate: false);
        Spectra.Multiply(z, w, product, lanes, conjugate: true);
        Spectra.Multiply(z, over, over, lanes, conjugate: true);
        for (int e = 0; e < lanes * Blocks; e++)
        {
            Close(At(z, e, lanes) * At(w, e, lanes), At(plain, e, lanes));
            Close(At(z, e, lanes) * Complex.Conjugate(At(w, e, lanes)), At(product, e, lanes));
        }

        Assert.Equal(product, over);
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Scales_and_squares(int lanes)
    {
        float[] z = Samples.Normal(2 * lanes * Blocks, 4),
            factor = Samples.Normal(lanes * Blocks, 5),
            scaled = [.. z],
            squared = Samples.Normal(lanes * Blocks, 6);
        Spectra.Scale(scaled, factor, lanes);
        Spectra.AbsSquared(z, squared, lanes);
        for (int e = 0; e < lanes * Blocks; e++)
        {
            Close(At(z, e, lanes) * factor[e], At(scaled, e, lanes));
            Close(At(z, e, lanes).Magnitude * At(z, e, lanes).Magnitude, squared[e]);
        }
    }

    [Fact]
    public void Lanes_that_are_no_whole_vectors_are_refused() =>
        Assert.Throws<ArgumentException>(() => Spectra.Multiply(new float[2], new float[2], 1, conjugate: false));

    private static Complex At(float[] z, int e, int lanes)
    {
        int at = (e / lanes * 2 * lanes) + (e % lanes);
        return new(z[at], z[at + lanes]);
    }

    private static void Close(Complex expected, Complex found) => Assert.InRange((expected - found).Magnitude, 0, 1e-5);
}

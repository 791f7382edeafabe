using Deconv.Numerics.Fft;
using Deconv.Tests.Operators.Engines;
using Xunit;

namespace Deconv.Tests.Numerics.Fft;

public class RealFft2DTests
{
    private static readonly Shape[] AtLeast =
    [
        new(1, 1),
        new(1, 200),
        new(2, 64),
        new(30, 33),
        new(100, 70),
        new(54, 48),
        new(64, 256),
        new(27, 500),
        new(1000, 20),
        new(250, 125),
    ];

    public static TheoryData<int> Widths => [.. EngineChecks.Widths];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Inverse_undoes_forward(int bits)
    {
        foreach (RealFft2D fft in Transforms(bits))
        {
            float[] x = EngineChecks.Random(fft.Shape, 1),
                back = EngineChecks.Dirty(fft.Shape),
                spectrum = Dirty(fft);
            fft.Forward(x, spectrum);
            fft.Inverse(spectrum, back);
            EngineChecks.Close([.. x.Select(v => (double)v)], back, 1e-6, $"{fft.Shape} at {bits} bits");
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_wave_is_found_at_its_frequency_and_nowhere_else(int bits)
    {
        foreach (RealFft2D fft in Transforms(bits))
        {
            (int height, int width) = (fft.Shape.Height, fft.Shape.Width);
            var squared = new float[fft.Elements];
            fft.FrequencySquared(squared);
            Assert.All(squared, f => Assert.InRange(f, 0, 0.5f));
            foreach ((int u, int v) in ((int, int)[])[(0, 0), (height / 2, width / 2), (height / 3, width / 5), (height / 4, width - 1), (0, 1)])
            {
                float[] x = new float[fft.Shape.Count],
                    spectrum = Dirty(fft);
                for (int i = 0; i < x.Length; i++)
                    x[i] = (float)
                        Math.Cos(
                            2 * Math.PI * (((double)(u * (long)(i / width) % height) / height) + ((double)(v * (long)(i % width) % width) / width))
                        );
                fft.Forward(x, spectrum);
                double fy = (double)Math.Min(u, height - u) / height,
                    fx = (double)Math.Min(v, width - v) / width;
                double expected = (fy * fy) + (fx * fx),
                    found = 0;
                for (int e = 0; e < fft.Elements; e++)
                {
                    int at = (e / fft.Lanes * 2 * fft.Lanes) + (e % fft.Lanes);
                    double magnitude = Math.Sqrt(
                        (spectrum[at] * (double)spectrum[at]) + (spectrum[at + fft.Lanes] * (double)spectrum[at + fft.Lanes])
                    );
                    if (Math.Abs(squared[e] - expected) < 1e-7)
                        found = Math.Max(found, magnitude);
                    else
                        Assert.True(
                            magnitude < 2e-6 * fft.Shape.Count,
                            $"{fft.Shape} at {bits} bits: {magnitude} at frequency² {squared[e]}, the wave has {expected}"
                        );
                }

                bool isReal = (2 * u % height) == 0 && (2 * v % width) == 0;
                Assert.Equal(fft.Shape.Count * (isReal ? 1 : 0.5), found, 2e-6 * fft.Shape.Count);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Filter_applies_its_formula_between_forward_and_inverse(int bits)
    {
        foreach (RealFft2D fft in Transforms(bits))
        {
            var squared = new float[fft.Elements];
            fft.FrequencySquared(squared);
            float[] x = EngineChecks.Random(fft.Shape, 1),
                y = EngineChecks.Dirty(fft.Shape),
                expected = EngineChecks.Dirty(fft.Shape),
                spectrum = Dirty(fft);
            var formula = new LowPass(squared, fft.Lanes);
            fft.Filter(x, y, formula);
            fft.Forward(x, spectrum);
            formula.Apply(spectrum, 0);
            fft.Inverse(spectrum, expected);
            Assert.Equal(expected, y);
        }
    }

    [Fact]
    public void Shapes_without_a_fast_transform_are_refused_with_a_proposal()
    {
        var e = Assert.Throws<ArgumentException>(() => new RealFft2D(new(7, 64)));
        Assert.Contains("8x64", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        Shape shape = RealFft2D.FastShape(new(180, 200));
        RealFft2D one = new(shape),
            many = new(shape, 4);
        float[] x = EngineChecks.Random(shape, 1),
            a = Dirty(one),
            b = Dirty(one),
            y = EngineChecks.Dirty(shape),
            z = EngineChecks.Dirty(shape);
        one.Forward(x, a);
        many.Forward(x, b);
        Assert.Equal(a, b);
        one.Inverse(a, y);
        many.Inverse(b, z);
        Assert.Equal(y, z);
    }

    private static IEnumerable<RealFft2D> Transforms(int bits) => AtLeast.Select(s => new RealFft2D(FftSize.Next(s, bits / 32), 1, bits));

    private static float[] Dirty(RealFft2D fft)
    {
        var spectrum = new float[fft.SpectrumLength];
        Array.Fill(spectrum, float.NaN);
        return spectrum;
    }

    private readonly struct LowPass(float[] squared, int lanes) : ISpectralFormula
    {
        public void Apply(Span<float> z, int element)
        {
            for (int i = 0; i < z.Length; i++)
            {
                int e = element + (i / (2 * lanes) * lanes) + (i % lanes);
                z[i] *= 1 / (1 + (10 * squared[e]));
            }
        }
    }
}

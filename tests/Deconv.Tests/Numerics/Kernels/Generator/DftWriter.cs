namespace Deconv.Tests.Numerics.Kernels.Generator;

/// <summary>
/// Writes the discrete Fourier transform of a fixed small length as straight-line code, Xₖ = Σⱼ xⱼ e^(±2πijk/n).
/// Powers of two recurse on even and odd inputs, depth first: inputs are loaded where they are first needed and outputs stored as soon as
/// they are known, which keeps the number of live registers (and so the spills) small.
/// </summary>
internal sealed class DftWriter(CodeText code, Dialect dialect)
{
    /// <param name="inputs">Each emits the load of one input when called.</param>
    /// <param name="sign">−1 forward, +1 inverse.</param>
    /// <param name="output">Called once per output, in the order in which outputs become known.</param>
    public void Write(Func<Complex>[] inputs, int sign, Action<int, Complex> output)
    {
        switch (inputs.Length)
        {
            case 1:
                output(0, inputs[0]());
                break;
            case 3:
                Three(inputs, sign, output);
                break;
            case 5:
                Five(inputs, sign, output);
                break;
            default:
                Halves(inputs, sign, output);
                break;
        }
    }

    /// <summary>z·w, or z·conj(w).</summary>
    public Complex Multiply(Complex z, Complex w, bool conjugate)
    {
        string crossRe = code.Let($"{z.Im} * {w.Im}"),
            crossIm = code.Let($"{z.Re} * {w.Im}");
        return conjugate
            ? new(code.Let(dialect.MultiplyAdd(z.Re, w.Re, crossRe)), code.Let(dialect.MultiplySubtract(z.Im, w.Re, crossIm)))
            : new(code.Let(dialect.MultiplySubtract(z.Re, w.Re, crossRe)), code.Let(dialect.MultiplyAdd(z.Im, w.Re, crossIm)));
    }

    private void Halves(Func<Complex>[] inputs, int sign, Action<int, Complex> output)
    {
        int half = inputs.Length / 2;
        var even = new Complex[half];
        var odd = new Complex[half];
        Write([.. inputs.Where((_, i) => i % 2 == 0)], sign, (k, z) => even[k] = z);
        Write([.. inputs.Where((_, i) => i % 2 == 1)], sign, (k, z) => odd[k] = z);
        for (int k = 0; k < half; k++)
        {
            (Complex plus, Complex minus) = SumAndDifference(even[k], odd[k], sign * 2 * Math.PI * k / inputs.Length);
            output(k, plus);
            output(k + half, minus);
        }
    }

    /// <summary>a ± e^(iθ) b in six instructions: the rotation is written cos θ·(1 + i tan θ), and cos θ goes into the fused sums.</summary>
    private (Complex Plus, Complex Minus) SumAndDifference(Complex a, Complex b, double theta)
    {
        int quarterTurns = (int)Math.Round(theta / (Math.PI / 2));
        double rest = theta - (quarterTurns * Math.PI / 2);
        if (Math.Abs(rest) < 1e-9)
        {
            (Signed re, Signed im) = Turn(b, quarterTurns);
            return (new(Add(a.Re, re, 1), Add(a.Im, im, 1)), new(Add(a.Re, re, -1), Add(a.Im, im, -1)));
        }

        double tan = Math.Tan(rest),
            cos = Math.Cos(rest);
        Complex sheared;
        if (Math.Abs(Math.Abs(tan) - 1) < 1e-9)
        {
            (string forRe, string forIm) = tan > 0 ? ("-", "+") : ("+", "-");
            sheared = new(code.Let($"{b.Re} {forRe} {b.Im}"), code.Let($"{b.Im} {forIm} {b.Re}"));
        }
        else
        {
            sheared = new(
                code.Let(dialect.MultiplyAdd(dialect.Constant(-tan), b.Im, b.Re)),
                code.Let(dialect.MultiplyAdd(dialect.Constant(tan), b.Re, b.Im))
            );
        }

        string Scaled(string sum, Signed term, int sign) => code.Let(dialect.MultiplyAdd(dialect.Constant(cos * term.Sign * sign), term.Name, sum));
        (Signed turnedRe, Signed turnedIm) = Turn(sheared, quarterTurns);
        return (new(Scaled(a.Re, turnedRe, 1), Scaled(a.Im, turnedIm, 1)), new(Scaled(a.Re, turnedRe, -1), Scaled(a.Im, turnedIm, -1)));
    }

    private string Add(string a, Signed b, int sign) => code.Let($"{a} {(b.Sign * sign > 0 ? '+' : '-')} {b.Name}");

    /// <summary>iᑫ z without an instruction: names change places, signs move into the next sum.</summary>
    private static (Signed Re, Signed Im) Turn(Complex z, int q) =>
        (q & 3) switch
        {
            0 => (new(1, z.Re), new(1, z.Im)),
            1 => (new(-1, z.Im), new(1, z.Re)),
            2 => (new(-1, z.Re), new(-1, z.Im)),
            _ => (new(1, z.Im), new(-1, z.Re)),
        };

    private void Three(Func<Complex>[] inputs, int sign, Action<int, Complex> output)
    {
        Complex a = inputs[0](),
            b = inputs[1](),
            c = inputs[2]();
        Complex sum = Sum(b, c),
            difference = Difference(b, c);
        output(0, Sum(a, sum));
        string half = dialect.Constant(-0.5),
            sine = dialect.Constant(Math.Sqrt(0.75) * sign),
            minusSine = dialect.Constant(-Math.Sqrt(0.75) * sign);
        Complex middle = new(code.Let(dialect.MultiplyAdd(half, sum.Re, a.Re)), code.Let(dialect.MultiplyAdd(half, sum.Im, a.Im)));
        output(
            1,
            new(code.Let(dialect.MultiplyAdd(minusSine, difference.Im, middle.Re)), code.Let(dialect.MultiplyAdd(sine, difference.Re, middle.Im)))
        );
        output(
            2,
            new(code.Let(dialect.MultiplyAdd(sine, difference.Im, middle.Re)), code.Let(dialect.MultiplyAdd(minusSine, difference.Re, middle.Im)))
        );
    }

    private void Five(Func<Complex>[] inputs, int sign, Action<int, Complex> output)
    {
        Complex[] x = [.. inputs.Select(load => load())];
        Complex sum1 = Sum(x[1], x[4]),
            difference1 = Difference(x[1], x[4]);
        Complex sum2 = Sum(x[2], x[3]),
            difference2 = Difference(x[2], x[3]);
        output(0, Sum(x[0], Sum(sum1, sum2)));
        double cos1 = Math.Cos(2 * Math.PI / 5),
            cos2 = Math.Cos(4 * Math.PI / 5);
        double sin1 = Math.Sin(2 * Math.PI / 5) * sign,
            sin2 = Math.Sin(4 * Math.PI / 5) * sign;
        Pair(1, cos1, cos2, sin1, sin2);
        Pair(2, cos2, cos1, sin2, -sin1);

        // Outputs k and 5 − k are m ± i·d with real-weighted m and d.
        void Pair(int k, double c1, double c2, double s1, double s2)
        {
            string Weighted(string first, string second, string start) =>
                code.Let(dialect.MultiplyAdd(dialect.Constant(c2), second, code.Let(dialect.MultiplyAdd(dialect.Constant(c1), first, start))));
            string Sines(string first, string second) =>
                code.Let(dialect.MultiplyAdd(dialect.Constant(s2), second, code.Let($"{first} * {dialect.Constant(s1)}")));
            Complex m = new(Weighted(sum1.Re, sum2.Re, x[0].Re), Weighted(sum1.Im, sum2.Im, x[0].Im));
            Complex d = new(Sines(difference1.Re, difference2.Re), Sines(difference1.Im, difference2.Im));
            output(k, new(code.Let($"{m.Re} - {d.Im}"), code.Let($"{m.Im} + {d.Re}")));
            output(5 - k, new(code.Let($"{m.Re} + {d.Im}"), code.Let($"{m.Im} - {d.Re}")));
        }
    }

    private Complex Sum(Complex a, Complex b) => new(code.Let($"{a.Re} + {b.Re}"), code.Let($"{a.Im} + {b.Im}"));

    private Complex Difference(Complex a, Complex b) => new(code.Let($"{a.Re} - {b.Re}"), code.Let($"{a.Im} - {b.Im}"));

    private readonly record struct Signed(int Sign, string Name);
}

namespace Deconv.Tests.Numerics.Kernels.Generator;

/// <summary>Writes the FFT kernels of one vector width: what <c>IFftKernels</c> declares, and no more.</summary>
internal static class FftKernelFile
{
    private static readonly int[] Radices = [2, 3, 4, 5, 8, 16];

    public static string Write(Dialect dialect)
    {
        CodeText code = CodeText.OfKernels("System.Runtime.Intrinsics.X86");
        code.Open($"internal readonly unsafe partial struct Lanes{32 * dialect.Lanes} : IFftKernels");
        code.Line($"public static int Lanes => {dialect.Lanes};");
        foreach (bool inverse in (ReadOnlySpan<bool>)[false, true])
            Dispatch(code, inverse);
        foreach (int radix in Radices)
        foreach (bool inverse in (ReadOnlySpan<bool>)[false, true])
        foreach (bool twiddled in (ReadOnlySpan<bool>)[true, false])
            Pass(code, dialect, radix, inverse, twiddled);
        LeafForward(code, dialect);
        foreach (Factor factor in Enum.GetValues<Factor>())
            LeafInverse(code, dialect, factor);
        code.Lines(
            VectorLoops.Text.Replace("VectorN", dialect.Vector, StringComparison.Ordinal).Replace("{W}", $"{dialect.Lanes}", StringComparison.Ordinal)
        );
        code.Close();
        return code.ToString();
    }

    private static void Dispatch(CodeText code, bool inverse)
    {
        string name = inverse ? "Inverse" : "Forward";
        code.Line();
        code.Open(
            $"public static void {name}(int radix, bool twiddled, float* from, nint fromStep, "
                + "float* to, nint toStep, nint blocks, nint run, float* twiddles)"
        );
        code.Open("switch (radix)");
        foreach (int radix in Radices)
        {
            const string Arguments = "(from, fromStep, to, toStep, blocks, run, twiddles)";
            code.Line($"case {radix}: if (twiddled) {name}{radix}Twiddled{Arguments}; else {name}{radix}{Arguments}; break;");
        }

        code.Close();
        code.Close();
    }

    /// <summary>One butterfly of <paramref name="radix"/> legs per element of a run, one set of twiddles per block.</summary>
    private static void Pass(CodeText code, Dialect dialect, int radix, bool inverse, bool twiddled)
    {
        var dft = new DftWriter(code, dialect);
        code.Line();
        code.OpenKernel(
            $"private static void {(inverse ? "Inverse" : "Forward")}{radix}{(twiddled ? "Twiddled" : "")}"
                + "(float* from, nint fromStep, "
                + "float* to, nint toStep, nint blocks, nint run, float* twiddles)"
        );
        code.Line("nint fromLeg = run * fromStep, toLeg = run * toStep;");
        code.Open($"for (nint block = 0; block < blocks; block++, twiddles += {2 * (radix - 1)})");
        code.Line($"float* p = from + (block * {radix} * fromLeg);");
        code.Line($"float* q = to + (block * {radix} * toLeg);");
        code.Open("for (nint n = 0; n < run; n++, p += fromStep, q += toStep)");
        Complex Twiddle(int leg) =>
            new(code.Let(dialect.Broadcast($"twiddles[{2 * (leg - 1)}]")), code.Let(dialect.Broadcast($"twiddles[{(2 * (leg - 1)) + 1}]")));
        Complex Input(int leg)
        {
            Complex z = LoadElement(code, dialect, leg == 0 ? "p" : $"p + ({leg} * fromLeg)");
            return twiddled && !inverse && leg > 0 ? dft.Multiply(z, Twiddle(leg), conjugate: false) : z;
        }

        dft.Write(
            Legs(radix, Input),
            inverse ? 1 : -1,
            (leg, z) =>
            {
                if (twiddled && inverse && leg > 0)
                    z = dft.Multiply(z, Twiddle(leg), conjugate: true);
                StoreElement(code, dialect, leg == 0 ? "q" : $"q + ({leg} * toLeg)", z);
            }
        );
        code.Close();
        code.Close();
        code.Close();
    }

    /// <summary>The last radix of a row runs across the lanes: a transpose brings it between vectors, twiddles then differ per lane.</summary>
    private static void LeafForward(CodeText code, Dialect dialect)
    {
        int lanes = dialect.Lanes;
        var dft = new DftWriter(code, dialect);
        code.Line();
        code.OpenKernel("public static void LeafForward(float* from, float* to, float* twiddles)");
        string[] re = dialect.Transpose(code, [.. Enumerable.Range(0, lanes).Select(i => code.Let(dialect.Load($"from + {2 * lanes * i}")))]);
        string[] im = dialect.Transpose(
            code,
            [.. Enumerable.Range(0, lanes).Select(i => code.Let(dialect.Load($"from + {(2 * lanes * i) + lanes}")))]
        );
        Complex Input(int leg)
        {
            Complex z = new(re[leg], im[leg]);
            return leg > 0 ? dft.Multiply(z, LoadElement(code, dialect, $"twiddles + {2 * lanes * (leg - 1)}"), conjugate: false) : z;
        }

        dft.Write(Legs(lanes, Input), -1, (leg, z) => StoreElement(code, dialect, $"to + {2 * lanes * leg}", z));
        code.Close();
    }

    private static void LeafInverse(CodeText code, Dialect dialect, Factor factor)
    {
        int lanes = dialect.Lanes;
        var dft = new DftWriter(code, dialect);
        code.Line();
        string parameters =
            factor == Factor.None ? "float* from, float* to, float* twiddles" : "float* from, float* spectrum, float* to, float* twiddles";
        code.OpenKernel($"public static void LeafInverse{(factor == Factor.None ? "" : factor.ToString())}({parameters})");
        Complex Input(int leg)
        {
            Complex z = LoadElement(code, dialect, $"from + {2 * lanes * leg}");
            return factor == Factor.None
                ? z
                : dft.Multiply(z, LoadElement(code, dialect, $"spectrum + {2 * lanes * leg}"), factor == Factor.TimesConjugate);
        }

        var outputs = new Complex[lanes];
        dft.Write(
            Legs(lanes, Input),
            1,
            (leg, z) =>
                outputs[leg] = leg > 0 ? dft.Multiply(z, LoadElement(code, dialect, $"twiddles + {2 * lanes * (leg - 1)}"), conjugate: true) : z
        );
        for (int part = 0; part < 2; part++)
        {
            string[] columns = dialect.Transpose(code, [.. outputs.Select(z => part == 0 ? z.Re : z.Im)]);
            for (int i = 0; i < lanes; i++)
                code.Line(dialect.Store($"to + {(2 * lanes * i) + (part * lanes)}", columns[i]));
        }

        code.Close();
    }

    private static Func<Complex>[] Legs(int count, Func<int, Complex> input) =>
        [.. Enumerable.Range(0, count).Select(leg => (Func<Complex>)(() => input(leg)))];

    private static Complex LoadElement(CodeText code, Dialect dialect, string address) =>
        new(code.Let(dialect.Load(address)), code.Let(dialect.Load($"{address} + {dialect.Lanes}")));

    private static void StoreElement(CodeText code, Dialect dialect, string address, Complex z)
    {
        code.Line(dialect.Store(address, z.Re));
        code.Line(dialect.Store($"{address} + {dialect.Lanes}", z.Im));
    }

    /// <summary>What the elements are multiplied by on their way into an inverse leaf.</summary>
    private enum Factor
    {
        None,
        Times,
        TimesConjugate,
    }
}

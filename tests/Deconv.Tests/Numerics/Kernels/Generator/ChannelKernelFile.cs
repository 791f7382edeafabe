namespace Deconv.Tests.Numerics.Kernels.Generator;

/// <summary>
/// Writes the register-blocked sums over channels of one vector width: what <c>IChannelKernels</c> declares. A block is some columns times one or two
/// vectors of output channels held in registers; every weight is loaded once and used for all columns.
/// </summary>
internal static class ChannelKernelFile
{
    public static string Write(Dialect dialect)
    {
        CodeText code = CodeText.OfKernels();

        // 24 sums of 32 registers, or 12 of 16: the others hold weights and a sample.
        int columns = dialect.Lanes == 16 ? 12 : 6;
        code.Open($"internal readonly unsafe partial struct Lanes{32 * dialect.Lanes} : IChannelKernels");
        code.Line($"public static int ChannelColumns => {columns};");
        Block(code, dialect, "TwoVectors", columns, 2);
        Block(code, dialect, "TwoVectorsOneColumn", 1, 2);
        Block(code, dialect, "OneVector", columns, 1);
        Block(code, dialect, "OneVectorOneColumn", 1, 1);
        code.Close();
        return code.ToString();
    }

    private static void Block(CodeText code, Dialect dialect, string name, int columns, int vectors)
    {
        code.Line();
        code.OpenKernel($"public static void {name}(float* from, nint fromStep, float* to, nint toStep, float* add, in ChannelSums sums)");
        for (int v = 0; v < vectors; v++)
        {
            string bias = code.Let(dialect.Load($"sums.Bias + {v * dialect.Lanes}"));
            for (int c = 0; c < columns; c++)
                code.Line($"var sum{c}{v} = {bias};");
        }

        code.Line("float* w = sums.Weights;");
        code.Line("nint channels = sums.Channels;");
        code.Open("for (nint tap = 0; tap < sums.Taps; tap++)");
        code.Line("float* p = from + sums.Offsets[tap];");
        code.Open($"for (nint k = 0; k < channels; k++, p++, w += {vectors * dialect.Lanes})");
        string[] weights = [.. Enumerable.Range(0, vectors).Select(v => code.Let(dialect.Load($"w + {v * dialect.Lanes}")))];
        for (int c = 0; c < columns; c++)
        {
            string sample = code.Let(dialect.Broadcast($"p[{c} * fromStep]"));
            for (int v = 0; v < vectors; v++)
                code.Line($"sum{c}{v} = {dialect.MultiplyAdd(sample, weights[v], $"sum{c}{v}")};");
        }

        code.Close();
        code.Close();
        code.Open("if (add != null)");
        Each((c, v) => $"sum{c}{v} += {dialect.Load($"add + ({c} * toStep) + {v * dialect.Lanes}")};");
        code.Close();
        code.Open("if (sums.Positive)");
        code.Line($"var zero = {dialect.Vector}<float>.Zero;");
        Each((c, v) => $"sum{c}{v} = {dialect.Vector}.MaxNative(sum{c}{v}, zero);");
        code.Close();
        Each((c, v) => dialect.Store($"to + ({c} * toStep) + {v * dialect.Lanes}", $"sum{c}{v}"));
        code.Close();

        void Each(Func<int, int, string> line)
        {
            for (int c = 0; c < columns; c++)
            for (int v = 0; v < vectors; v++)
                code.Line(line(c, v));
        }
    }
}

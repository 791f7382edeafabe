namespace Deconv.Tests.Numerics.Kernels.Generator;

/// <summary>
/// Writes the register-blocked sums of one vector width: what <c>IStencilKernels</c> declares. A block is some rows times some vectors of
/// output held in registers; every input vector is loaded once and used for all rows it reaches, which comes close to the multiply-add peak.
/// </summary>
internal static class StencilKernelFile
{
    private const int Rows = 4;

    public static string Write(Dialect dialect)
    {
        CodeText code = CodeText.OfKernels();

        // 16 sums of 32 registers, or 8 of 16.
        int vectors = dialect.Lanes == 16 ? 4 : 2;
        code.Open($"internal readonly unsafe partial struct Lanes{32 * dialect.Lanes} : IStencilKernels");
        code.Line($"public static int BlockRows => {Rows};");
        code.Line();
        code.Line($"public static int BlockWidth => {vectors * dialect.Lanes};");
        foreach (bool columnsOnly in (ReadOnlySpan<bool>)[false, true])
        {
            Block(code, dialect, Rows, vectors, columnsOnly);
            Block(code, dialect, 1, vectors, columnsOnly);
        }

        RowSums(code, dialect, vectors);
        Products(code, dialect);
        code.Close();
        return code.ToString();
    }

    /// <summary>Sums over a stencil, or over its columns only. Rows of the stencil are at least as many as rows of the block but one.</summary>
    private static void Block(CodeText code, Dialect dialect, int rows, int vectors, bool columnsOnly)
    {
        string name = (columnsOnly ? "ColumnSums" : "StencilSums") + (rows == 1 ? "OneRow" : "");
        string widthParameter = columnsOnly ? "" : ", nint width";
        code.Line();
        code.OpenKernel(
            $"public static void {name}(float** rows, nint x, float* to, nint toStride, "
                + $"float* weights, nint height{widthParameter}, nint blocks, bool stream)"
        );
        code.Open($"for (nint block = 0; block < blocks; block++, x += {vectors * dialect.Lanes}, to += {vectors * dialect.Lanes})");
        for (int r = 0; r < rows; r++)
        for (int v = 0; v < vectors; v++)
            code.Line($"var sum{r}{v} = {dialect.Vector}<float>.Zero;");

        // Row i of the input meets row i − r of the stencil for output row r: fewer rows at both ends.
        for (int i = 0; i < rows - 1; i++)
            Section(Enumerable.Range(0, i + 1), $"{i}");
        code.Open($"for (nint i = {rows - 1}; i < height; i++)");
        Section(Enumerable.Range(0, rows), "i");
        code.Close();
        for (int i = 1; i < rows; i++)
            Section(Enumerable.Range(i, rows - i), $"(height + {i - 1})");
        foreach (bool stream in (ReadOnlySpan<bool>)[true, false])
        {
            code.Open(stream ? "if (stream)" : "else");
            for (int r = 0; r < rows; r++)
            for (int v = 0; v < vectors; v++)
            {
                string address = $"to + ({r} * toStride) + {v * dialect.Lanes}";
                code.Line(stream ? $"{dialect.Vector}.StoreAlignedNonTemporal(sum{r}{v}, {address});" : dialect.Store(address, $"sum{r}{v}"));
            }

            code.Close();
        }

        code.Close();
        code.Close();

        void Section(IEnumerable<int> active, string i)
        {
            int[] reached = [.. active];
            code.Open($"// Output rows {reached[0]} to {reached[^1]}");
            code.Line($"float* p = rows[{i}] + x;");
            if (columnsOnly)
            {
                Sums("p", r => $"weights[{i} - {r}]");
            }
            else
            {
                foreach (int r in reached)
                    code.Line($"float* w{r} = weights + (({i} - {r}) * width);");
                code.Open("for (nint k = 0; k < width; k++, p++)");
                Sums("p", r => $"w{r}[k]");
                code.Close();
            }

            code.Close();

            void Sums(string from, Func<int, string> weight)
            {
                string[] inputs = [.. Enumerable.Range(0, vectors).Select(v => code.Let(dialect.Load($"{from} + {v * dialect.Lanes}")))];
                foreach (int r in reached)
                {
                    string factor = code.Let(dialect.Broadcast(weight(r)));
                    for (int v = 0; v < vectors; v++)
                        code.Line($"sum{r}{v} = {dialect.MultiplyAdd(factor, inputs[v], $"sum{r}{v}")};");
                }
            }
        }
    }

    private static void RowSums(CodeText code, Dialect dialect, int vectors)
    {
        code.Line();
        code.OpenKernel("public static void RowSums(float* from, float* to, float* weights, nint width, nint blocks, bool stream)");
        code.Open($"for (nint block = 0; block < blocks; block++, from += {vectors * dialect.Lanes}, to += {vectors * dialect.Lanes})");

        // Two sets of sums, for even and odd weights: one set would wait for its own additions.
        for (int v = 0; v < 2 * vectors; v++)
            code.Line($"var sum{v} = {dialect.Vector}<float>.Zero;");
        code.Line("nint k = 0;");
        code.Open("for (; k + 2 <= width; k += 2)");
        for (int odd = 0; odd < 2; odd++)
        {
            string factor = code.Let(dialect.Broadcast($"weights[k + {odd}]"));
            for (int v = 0; v < vectors; v++)
            {
                string sum = $"sum{(odd * vectors) + v}";
                code.Line($"{sum} = {dialect.MultiplyAdd(factor, dialect.Load($"from + k + {odd + (v * dialect.Lanes)}"), sum)};");
            }
        }

        code.Close();
        code.Open("if (k < width)");
        string last = code.Let(dialect.Broadcast("weights[k]"));
        for (int v = 0; v < vectors; v++)
            code.Line($"sum{v} = {dialect.MultiplyAdd(last, dialect.Load($"from + k + {v * dialect.Lanes}"), $"sum{v}")};");
        code.Close();
        foreach (bool stream in (ReadOnlySpan<bool>)[true, false])
        {
            code.Open(stream ? "if (stream)" : "else");
            for (int v = 0; v < vectors; v++)
            {
                string address = $"to + {v * dialect.Lanes}",
                    sum = $"sum{v} + sum{vectors + v}";
                code.Line(stream ? $"{dialect.Vector}.StoreAlignedNonTemporal({sum}, {address});" : dialect.Store(address, sum));
            }

            code.Close();
        }

        code.Close();
        code.Close();
    }

    /// <summary>Eight sums of products at eight shifts.</summary>
    private static void Products(CodeText code, Dialect dialect)
    {
        code.Line();
        code.Line("public static int Shifts => 8;");
        code.Line();
        code.OpenKernel("public static void ShiftedProducts(float* y, float* x, nint vectors, double* sums)");
        for (int s = 0; s < 8; s++)
            code.Line($"var sum{s} = {dialect.Vector}<float>.Zero;");
        code.Open($"for (nint i = 0; i < vectors; i++, x += {dialect.Lanes}, y += {dialect.Lanes})");
        string factor = code.Let(dialect.Load("y"));
        for (int s = 0; s < 8; s++)
            code.Line($"sum{s} = {dialect.MultiplyAdd(factor, dialect.Load($"x + {s}"), $"sum{s}")};");
        code.Close();
        for (int s = 0; s < 8; s++)
            code.Line($"sums[{s}] += {dialect.Vector}.Sum(sum{s});");
        code.Close();
    }
}

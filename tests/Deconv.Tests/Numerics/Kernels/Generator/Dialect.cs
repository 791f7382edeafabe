namespace Deconv.Tests.Numerics.Kernels.Generator;

/// <summary>How one vector width is spelled in C#: the only place where the three widths differ.</summary>
internal abstract class Dialect(int lanes)
{
    /// <summary>Floats per vector.</summary>
    public int Lanes { get; } = lanes;

    /// <summary>Static class of the vector, "Vector512".</summary>
    public string Vector => $"Vector{32 * Lanes}";

    /// <summary>The three widths, widest first.</summary>
    public static IReadOnlyList<Dialect> All { get; } = [new Dialect512(), new Dialect256(), new Dialect128()];

    // A dereferenced pointer, not Vector.Load: in leaves of 600 instructions the inliner runs out of budget and leaves calls behind.
    public string Load(string address) => $"*({Vector}<float>*)({address})";

    public string Store(string address, string value) => $"*({Vector}<float>*)({address}) = {value};";

    public string Constant(double value) => $"{Vector}.Create({CodeText.Literal(value)})";

    /// <summary>A vector of copies of one float in memory.</summary>
    public string Broadcast(string memory) => $"{Vector}.Create({memory})";

    /// <summary>a·b + c, fused where the processor can.</summary>
    public string MultiplyAdd(string a, string b, string c) => $"{Vector}.MultiplyAddEstimate({a}, {b}, {c})";

    /// <summary>a·b − c. The JIT does not fold a negated addend into vfmsub, hence the raw instruction per width.</summary>
    public abstract string MultiplySubtract(string a, string b, string c);

    /// <summary>Emits the transpose of a Lanes x Lanes block held in that many locals.</summary>
    public abstract string[] Transpose(CodeText code, string[] rows);

    private sealed class Dialect512() : Dialect(16)
    {
        public override string MultiplySubtract(string a, string b, string c) => $"Avx512F.FusedMultiplySubtract({a}, {b}, {c})";

        public override string[] Transpose(CodeText code, string[] rows)
        {
            string Unpack(string half, string a, string b) => code.Let($"Avx512F.Unpack{half}({a}, {b})");
            string UnpackPairs(string half, string a, string b) => code.Let($"Avx512F.Unpack{half}({a}.AsDouble(), {b}.AsDouble()).AsSingle()");
            string Quarters(string a, string b, string control) => code.Let($"Avx512F.Shuffle4x128({a}, {b}, {control})");

            // 4x4 blocks inside the 128-bit quarters first, then the quarters themselves.
            var blocks = new string[4][];
            for (int g = 0; g < 4; g++)
            {
                string a = rows[4 * g],
                    b = rows[(4 * g) + 1],
                    c = rows[(4 * g) + 2],
                    d = rows[(4 * g) + 3];
                string t0 = Unpack("Low", a, b),
                    t1 = Unpack("High", a, b),
                    t2 = Unpack("Low", c, d),
                    t3 = Unpack("High", c, d);
                blocks[g] = [UnpackPairs("Low", t0, t2), UnpackPairs("High", t0, t2), UnpackPairs("Low", t1, t3), UnpackPairs("High", t1, t3)];
            }

            var columns = new string[16];
            for (int k = 0; k < 4; k++)
            {
                string x = Quarters(blocks[0][k], blocks[1][k], "0x88"),
                    x2 = Quarters(blocks[2][k], blocks[3][k], "0x88");
                string y = Quarters(blocks[0][k], blocks[1][k], "0xdd"),
                    y2 = Quarters(blocks[2][k], blocks[3][k], "0xdd");
                columns[k] = Quarters(x, x2, "0x88");
                columns[8 + k] = Quarters(x, x2, "0xdd");
                columns[4 + k] = Quarters(y, y2, "0x88");
                columns[12 + k] = Quarters(y, y2, "0xdd");
            }

            return columns;
        }
    }

    private sealed class Dialect256() : Dialect(8)
    {
        public override string MultiplySubtract(string a, string b, string c) => $"Fma.MultiplySubtract({a}, {b}, {c})";

        public override string[] Transpose(CodeText code, string[] rows)
        {
            string Unpack(string half, string a, string b) => code.Let($"Avx.Unpack{half}({a}, {b})");
            string Shuffle(string a, string b, string control) => code.Let($"Avx.Shuffle({a}, {b}, {control})");
            string Halves(string a, string b, string control) => code.Let($"Avx.Permute2x128({a}, {b}, {control})");

            var blocks = new string[2][];
            for (int g = 0; g < 2; g++)
            {
                string a = rows[4 * g],
                    b = rows[(4 * g) + 1],
                    c = rows[(4 * g) + 2],
                    d = rows[(4 * g) + 3];
                string t0 = Unpack("Low", a, b),
                    t1 = Unpack("High", a, b),
                    t2 = Unpack("Low", c, d),
                    t3 = Unpack("High", c, d);
                blocks[g] = [Shuffle(t0, t2, "0x44"), Shuffle(t0, t2, "0xee"), Shuffle(t1, t3, "0x44"), Shuffle(t1, t3, "0xee")];
            }

            var columns = new string[8];
            for (int k = 0; k < 4; k++)
            {
                columns[k] = Halves(blocks[0][k], blocks[1][k], "0x20");
                columns[4 + k] = Halves(blocks[0][k], blocks[1][k], "0x31");
            }

            return columns;
        }
    }

    /// <summary>The width of every processor: no instruction is named, the shuffles are those of <c>Quads</c>.</summary>
    private sealed class Dialect128() : Dialect(4)
    {
        public override string MultiplySubtract(string a, string b, string c) => $"({a} * {b}) - {c}";

        public override string[] Transpose(CodeText code, string[] rows)
        {
            string a = rows[0],
                b = rows[1],
                c = rows[2],
                d = rows[3];
            string t0 = code.Let($"Quads.UnpackLow({a}, {b})"),
                t1 = code.Let($"Quads.UnpackHigh({a}, {b})");
            string t2 = code.Let($"Quads.UnpackLow({c}, {d})"),
                t3 = code.Let($"Quads.UnpackHigh({c}, {d})");
            return
            [
                code.Let($"Quads.LowHalves({t0}, {t2})"),
                code.Let($"Quads.HighHalves({t0}, {t2})"),
                code.Let($"Quads.LowHalves({t1}, {t3})"),
                code.Let($"Quads.HighHalves({t1}, {t3})"),
            ];
        }
    }
}

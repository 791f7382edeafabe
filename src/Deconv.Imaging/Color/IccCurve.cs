using System.Buffers.Binary;

namespace Deconv.Imaging.Color;

/// <summary>
/// Finds the transfer function that an ICC profile describes, if it is one that the library supports (ICC.1:2010, curveType and parametricCurveType).
/// </summary>
internal static class IccCurve
{
    // Profiles round their curves to 16 bits and use rounded constants; different curves differ by more than this.
    private const double Tolerance = 2e-3;
    private const int Probes = 64;

    /// <summary>The curve and its description. An unsupported curve is treated as sRGB, and the description says so.</summary>
    public static (TransferFunction Function, string Text) Find(ReadOnlySpan<byte> profile)
    {
        (TransferFunction, string) assumed = (TransferFunction.Srgb, "sRGB (assumed: the curve of the ICC profile is not a simple one)");
        ReadOnlySpan<byte> green = Tag(profile, "gTRC"u8),
            red = Tag(profile, "rTRC"u8),
            blue = Tag(profile, "bTRC"u8);
        ReadOnlySpan<byte> curve = green.IsEmpty ? Tag(profile, "kTRC"u8) : green;
        if (curve.IsEmpty || (!green.IsEmpty && !(Same(green, red) && Same(green, blue))))
            return assumed;
        Span<double> light = stackalloc double[Probes + 1];
        if (!Sample(curve, light))
            return assumed;
        (double error, TransferFunction function, string name) best = (Tolerance, default, "");
        foreach ((TransferFunction function, string name) in Candidates(light))
        {
            double error = 0;
            for (int i = 0; i <= Probes; i++)
                error = Math.Max(error, Math.Abs(function.ToLinear((double)i / Probes) - light[i]));
            if (error < best.error)
                best = (error, function, name);
        }

        return best.name.Length == 0 ? assumed : (best.function, $"{best.name} (ICC profile)");
    }

    private static List<(TransferFunction Function, string Name)> Candidates(ReadOnlySpan<double> light)
    {
        List<(TransferFunction, string)> list =
        [
            (TransferFunction.Srgb, "sRGB"),
            (TransferFunction.Linear, "linear"),
            (TransferFunction.Bt709, "BT.709"),
        ];
        double exponent = Math.Log(light[Probes / 2]) / Math.Log(0.5);
        if (exponent is >= 0.1 and <= 5)
            list.Add((TransferFunction.Gamma(Math.Round(exponent, 3)), FormattableString.Invariant($"gamma {exponent:0.##}")));
        return list;
    }

    private static bool Same(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => a.SequenceEqual(b);

    private static bool Sample(ReadOnlySpan<byte> curve, Span<double> light)
    {
        if (curve.Length < 12)
            return false;
        if (curve.StartsWith("curv"u8))
            return SampleTable(curve, light);
        return curve.StartsWith("para"u8) && SampleFormula(curve, light);
    }

    private static bool SampleTable(ReadOnlySpan<byte> curve, Span<double> light)
    {
        uint count = BinaryPrimitives.ReadUInt32BigEndian(curve[8..]);
        if (count > (curve.Length - 12) / 2)
            return false;
        for (int i = 0; i <= Probes; i++)
        {
            double x = (double)i / Probes;
            if (count == 0)
                light[i] = x;
            else if (count == 1)
                light[i] = Math.Pow(x, BinaryPrimitives.ReadUInt16BigEndian(curve[12..]) / 256.0);
            else
            {
                double at = x * (count - 1);
                int below = (int)Math.Min(at, count - 2);
                double v0 = BinaryPrimitives.ReadUInt16BigEndian(curve[(12 + (2 * below))..]),
                    v1 = BinaryPrimitives.ReadUInt16BigEndian(curve[(14 + (2 * below))..]);
                light[i] = (v0 + ((at - below) * (v1 - v0))) / 65535;
            }
        }

        return true;
    }

    // Y = (aX + b)^g + e above d, cX + f below; types 0 to 4 leave out more or fewer of the seven numbers.
    private static bool SampleFormula(ReadOnlySpan<byte> curve, Span<double> light)
    {
        int type = BinaryPrimitives.ReadUInt16BigEndian(curve[8..]);
        int numbers = type switch
        {
            0 => 1,
            1 => 3,
            2 => 4,
            3 => 5,
            4 => 7,
            _ => 0,
        };
        if (numbers == 0 || curve.Length < 12 + (4 * numbers))
            return false;
        Span<double> p = stackalloc double[7];
        p.Clear();
        for (int i = 0; i < numbers; i++)
            p[i] = BinaryPrimitives.ReadInt32BigEndian(curve[(12 + (4 * i))..]) / 65536.0;
        (double g, double a, double b, double c, double d, double e, double f) = type switch
        {
            0 => (p[0], 1, 0, 0, 0, 0, 0),
            1 => (p[0], p[1], p[2], 0, -p[2] / p[1], 0, 0),
            2 => (p[0], p[1], p[2], 0, -p[2] / p[1], p[3], p[3]),
            _ => (p[0], p[1], p[2], p[3], p[4], p[5], p[6]),
        };
        for (int i = 0; i <= Probes; i++)
        {
            double x = (double)i / Probes;
            light[i] = x >= d ? Math.Pow((a * x) + b, g) + e : (c * x) + f;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> profile, ReadOnlySpan<byte> name)
    {
        if (profile.Length < 132)
            return default;
        long count = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(profile[128..]), (profile.Length - 132) / 12);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = profile.Slice(132 + (12 * i), 12);
            if (!entry.StartsWith(name))
                continue;
            (uint offset, uint length) = (BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), BinaryPrimitives.ReadUInt32BigEndian(entry[8..]));
            return (long)offset + length <= profile.Length ? profile.Slice((int)offset, (int)length) : default;
        }

        return default;
    }
}

using System.Buffers.Binary;
using Deconv.Imaging.Color;

namespace Deconv.Imaging.Tests.Color;

public class IccCurveTests
{
    [Theory]
    [InlineData(1.0, "linear", "linear (ICC profile)")]
    [InlineData(2.2, "gamma:2.199", "gamma 2.2 (ICC profile)")]
    [InlineData(1.8, "gamma:1.801", "gamma 1.8 (ICC profile)")]
    public void A_gamma_is_found(double gamma, string function, string text)
    {
        (TransferFunction found, string words) = IccCurve.Find(Blocks.Icc(gamma));
        Assert.Equal((function, text), (found.ToString(), words));
    }

    [Fact]
    public void The_parametric_curve_of_sRGB_is_found()
    {
        byte[] curve = new byte[32];
        "para"u8.CopyTo(curve);
        curve[9] = 3;
        double[] numbers = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];
        for (int i = 0; i < 5; i++)
            BinaryPrimitives.WriteInt32BigEndian(curve.AsSpan(12 + (4 * i)), (int)Math.Round(numbers[i] * 65536));
        Assert.Equal((TransferFunction.Srgb, "sRGB (ICC profile)"), IccCurve.Find(Profile(curve)));
    }

    [Theory]
    [InlineData("srgb")]
    [InlineData("bt709")]
    [InlineData("linear")]
    public void A_table_is_found(string name)
    {
        var function = TransferFunction.Parse(name);
        byte[] curve = new byte[12 + (2 * 1024)];
        "curv"u8.CopyTo(curve);
        BinaryPrimitives.WriteInt32BigEndian(curve.AsSpan(8), 1024);
        for (int i = 0; i < 1024; i++)
            BinaryPrimitives.WriteUInt16BigEndian(curve.AsSpan(12 + (2 * i)), (ushort)Math.Round(function.ToLinear(i / 1023.0) * 65535));
        Assert.Equal(function, IccCurve.Find(Profile(curve)).Function);
    }

    [Fact]
    public void Anything_else_counts_as_sRGB_and_says_so()
    {
        byte[] good = Blocks.Icc(2.2);
        Assert.Contains("not a simple one", IccCurve.Find([1, 2, 3]).Text, StringComparison.Ordinal);
        var random = new Random(3);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bad = [.. good];
            for (int k = 0; k < 6; k++)
                bad[128 + random.Next(bad.Length - 128)] = (byte)random.Next(256);
            Assert.NotEmpty(IccCurve.Find(bad).Text);
        }
    }

    private static byte[] Profile(byte[] curve)
    {
        var profile = new byte[144 + curve.Length];
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(128), 1);
        "kTRC"u8.CopyTo(profile.AsSpan(132));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(136), 144);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(140), curve.Length);
        curve.CopyTo(profile, 144);
        return profile;
    }
}

using System.Globalization;

namespace Deconv;

/// <summary>
/// The curve between linear light and the encoded values that files hold, both with 1.0 = white. Strictly increasing; above 1 the curve goes on,
/// below 0 it is mirrored (odd), so images with an extended range survive. The default value is <see cref="Srgb"/>.
/// </summary>
public readonly record struct TransferFunction
{
    // IEC 61966-2-1 for sRGB; ITU-R BT.709 with the constants of BT.2020 that make the curve continuous.
    private const double SrgbKnee = 0.0031308,
        SrgbEncodedKnee = 0.04045;
    private const double Bt709Scale = 1.09929682680944,
        Bt709Knee = 0.018053968510807;

    private readonly Curve _curve;
    private readonly double _gamma;

    private TransferFunction(Curve curve, double gamma = 0) => (_curve, _gamma) = (curve, gamma);

    private enum Curve
    {
        Srgb,
        Linear,
        Bt709,
        Gamma,
    }

    /// <summary>The curve of sRGB: what an 8-bit image without a profile means.</summary>
    public static TransferFunction Srgb => new(Curve.Srgb);

    /// <summary>No curve: the values are already proportional to light.</summary>
    public static TransferFunction Linear => new(Curve.Linear);

    /// <summary>The camera curve of ITU-R BT.709.</summary>
    public static TransferFunction Bt709 => new(Curve.Bt709);

    /// <summary>A pure power: light = encoded^<paramref name="exponent"/>. An exponent of 1 is <see cref="Linear"/>.</summary>
    /// <param name="exponent">0.1 to 5; 2.2 is usual. Beyond that float32 cannot tell the darkest 16-bit values apart.</param>
    /// <exception cref="ArgumentOutOfRangeException">An exponent outside 0.1..5.</exception>
    public static TransferFunction Gamma(double exponent)
    {
        if (!(exponent >= 0.1 && exponent <= 5))
            throw new ArgumentOutOfRangeException(
                nameof(exponent),
                exponent,
                $"A gamma of {exponent} is not usable; give 0.1 to 5, for instance 2.2."
            );
        return exponent == 1 ? Linear : new(Curve.Gamma, exponent);
    }

    /// <summary>Reads "srgb", "linear", "bt709" or "gamma:G" with G from 0.1 to 5, in any case.</summary>
    /// <exception cref="FormatException">Another text; the message lists what is accepted.</exception>
    public static TransferFunction Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out TransferFunction function)
            ? function
            : throw new FormatException(
                $"'{text}' is not a transfer function. Use srgb, linear, bt709 or gamma:G with G from 0.1 to 5, for instance gamma:2.2."
            );
    }

    /// <summary>As <see cref="Parse"/>, but returns false instead of throwing; <paramref name="function"/> is then <see cref="Srgb"/>.</summary>
    public static bool TryParse(string? text, out TransferFunction function)
    {
        function = Srgb;
        switch (text?.Trim().ToUpperInvariant())
        {
            case "SRGB":
                return true;
            case "LINEAR":
                function = Linear;
                return true;
            case "BT709":
                function = Bt709;
                return true;
            case { } name when name.StartsWith("GAMMA:", StringComparison.Ordinal):
                if (
                    !double.TryParse(name.AsSpan(6), NumberStyles.Float, CultureInfo.InvariantCulture, out double exponent)
                    || !(exponent >= 0.1 && exponent <= 5)
                )
                    return false;
                function = Gamma(exponent);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Light of one encoded value.</summary>
    public double ToLinear(double encoded)
    {
        double v = Math.Abs(encoded);
        double light = _curve switch
        {
            Curve.Linear => v,
            Curve.Bt709 => v < 4.5 * Bt709Knee ? v / 4.5 : Math.Pow((v + (Bt709Scale - 1)) / Bt709Scale, 1 / 0.45),
            Curve.Gamma => Math.Pow(v, _gamma),
            _ => v <= SrgbEncodedKnee ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4),
        };
        return Math.CopySign(light, encoded);
    }

    /// <summary>Encoded value of one amount of light.</summary>
    public double FromLinear(double linear)
    {
        double light = Math.Abs(linear);
        double v = _curve switch
        {
            Curve.Linear => light,
            Curve.Bt709 => light < Bt709Knee ? 4.5 * light : (Bt709Scale * Math.Pow(light, 0.45)) - (Bt709Scale - 1),
            Curve.Gamma => Math.Pow(light, 1 / _gamma),
            _ => light <= SrgbKnee ? 12.92 * light : (1.055 * Math.Pow(light, 1 / 2.4)) - 0.055,
        };
        return Math.CopySign(v, linear);
    }

    /// <summary>Light of many encoded values. Overwrites the start of <paramref name="linear"/>; both spans may be the same.</summary>
    /// <exception cref="ArgumentException"><paramref name="linear"/> is shorter than <paramref name="encoded"/>.</exception>
    public void ToLinear(ReadOnlySpan<float> encoded, Span<float> linear)
    {
        if (_curve == Curve.Linear)
            encoded.CopyTo(linear);
        else
            for (int i = 0; i < encoded.Length; i++)
                linear[i] = (float)ToLinear((double)encoded[i]);
    }

    /// <summary>Encoded values of many amounts of light. Overwrites the start of <paramref name="encoded"/>; both spans may be the same.</summary>
    /// <exception cref="ArgumentException"><paramref name="encoded"/> is shorter than <paramref name="linear"/>.</exception>
    public void FromLinear(ReadOnlySpan<float> linear, Span<float> encoded)
    {
        if (_curve == Curve.Linear)
            linear.CopyTo(encoded);
        else
            for (int i = 0; i < linear.Length; i++)
                encoded[i] = (float)FromLinear((double)linear[i]);
    }

    /// <summary>The text that <see cref="Parse"/> reads: "srgb", "linear", "bt709" or "gamma:2.2".</summary>
    public override string ToString() =>
        _curve switch
        {
            Curve.Linear => "linear",
            Curve.Bt709 => "bt709",
            Curve.Gamma => string.Create(CultureInfo.InvariantCulture, $"gamma:{_gamma}"),
            _ => "srgb",
        };
}

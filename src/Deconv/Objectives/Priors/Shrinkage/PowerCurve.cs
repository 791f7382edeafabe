using System.Numerics;
using System.Runtime.CompilerServices;
using Deconv.Numerics;

namespace Deconv.Objectives.Priors.Shrinkage;

/// <summary>The part of <see cref="PowerShrinkage"/> that depends on the exponent only.</summary>
internal sealed class PowerCurve
{
    public const int Degree = 9;
    private readonly FastPower _power;

    /// <param name="exponent">p, 0.4 to 1.</param>
    public PowerCurve(double exponent)
    {
        if (!(exponent is >= 0.4 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "The exponent of a shrinkage prior is 0.4 to 1.");
        Exponent = exponent;
        _power = new FastPower(exponent);
        double p = exponent;

        // Keeping z costs as much as dropping it at z = (2(1 − p))^(1/(2−p)), q = z + p z^(p−1); for p = 1 that is z = 0, q = 1.
        double jump = Math.Pow(2 * (1 - p), 1 / (2 - p));
        Threshold = p == 1 ? 1 : jump + (p * Math.Pow(jump, p - 1));
        Top = Math.Pow(Threshold, p - 2);
        Polynomial = Array.ConvertAll(PolynomialFit.Chebyshev(t => Removed(t, p), Top, Degree), v => (float)v);
    }

    public double Exponent { get; }

    /// <summary>|v|/s up to which all of v is removed.</summary>
    public double Threshold { get; }

    /// <summary>t at the threshold, its largest.</summary>
    public double Top { get; }

    /// <summary>Coefficients of (1 − w)/t in powers of t.</summary>
    public float[] Polynomial { get; }

    /// <summary>|v|^p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Power(Vector<float> v) => _power.Of(Vector.Abs(v));

    private static double Removed(double t, double p)
    {
        double w = 1;
        for (int i = 0; i < 200; i++)
            w -= (w + (p * t * Math.Pow(w, p - 1)) - 1) / (1 + (p * (p - 1) * t * Math.Pow(w, p - 2)));
        return p * Math.Pow(w, p - 1); // = (1 − w)/t by stationarity, without the cancellation
    }
}

using System.Globalization;

namespace Deconv.Benchmarks.Quality;

/// <summary>Mean scores of a claim.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Pictures">Number of pictures.</param>
/// <param name="Without">Mean PSNR without the part, in dB.</param>
/// <param name="With">Mean PSNR with it, in dB.</param>
/// <param name="Gate">Smallest gain allowed, in dB.</param>
internal sealed record ClaimMeasurement(string Name, int Pictures, double Without, double With, double Gate)
{
    public static ClaimMeasurement Of(Claim claim)
    {
        (double Without, double With)[] pairs = [.. claim.Pairs];
        return new(claim.Name, pairs.Length, pairs.Average(p => p.Without), pairs.Average(p => p.With), claim.Gate);
    }

    public bool Holds => With - Without >= Gate;

    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name, -70} {Pictures, 3} pictures  {Without:F2} -> {With:F2} dB  {With - Without:+0.00;-0.00}  "
                + $"gate {Gate:+0.00;-0.00}  {(Holds ? "holds" : "missed")}"
        );

    /// <summary>For JSON.</summary>
    public object Fields =>
        new
        {
            Name,
            Pictures,
            Without,
            With,
            Gate,
            Holds,
        };
}

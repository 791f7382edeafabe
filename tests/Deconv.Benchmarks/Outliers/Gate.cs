using System.Globalization;

namespace Deconv.Benchmarks.Outliers;

/// <summary>A measured value and the value that it must reach.</summary>
/// <param name="Row">Row of the table of gates.</param>
/// <param name="Name">What was measured, and its unit.</param>
/// <param name="Value">The measured value; NaN misses every gate.</param>
/// <param name="Limit">The value to reach.</param>
/// <param name="AtLeast">Whether the limit is the smallest value allowed; otherwise it is the largest.</param>
internal sealed record Gate(string Row, string Name, double Value, double Limit, bool AtLeast = true)
{
    public bool Holds => AtLeast ? Value >= Limit : Value <= Limit;

    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Row, -9} {Name, -72} {Value, 8:F2}  gate {(AtLeast ? ">=" : "<=")} {Limit:F2}  {(Holds ? "holds" : "missed")}"
        );

    /// <summary>For JSON.</summary>
    public object Fields =>
        new
        {
            Row,
            Name,
            Value,
            Limit,
            AtLeast,
            Holds,
        };
}

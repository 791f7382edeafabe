using System.Globalization;

namespace Deconv.Benchmarks.Outliers;

/// <summary>The figures of one picture.</summary>
/// <param name="Row">Row of the table of gates.</param>
/// <param name="Name">Picture and blur.</param>
/// <param name="Figures">Names and values: PSNR in dB unless the name says otherwise.</param>
/// <param name="Remark">What is no number; may be empty.</param>
internal sealed record CaseFigures(string Row, string Name, IReadOnlyList<(string Name, double Value)> Figures, string Remark = "")
{
    public string Line
    {
        get
        {
            IEnumerable<string> figures = Figures.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name} {f.Value:F2}"));
            return $"{Row, -9} {Name, -34} {string.Join("  ", figures)}  {Remark}".TrimEnd();
        }
    }

    /// <summary>For JSON.</summary>
    public object Fields =>
        new
        {
            Row,
            Name,
            Figures = Figures.ToDictionary(f => f.Name, f => f.Value),
            Remark,
        };
}

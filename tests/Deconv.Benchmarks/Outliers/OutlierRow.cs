namespace Deconv.Benchmarks.Outliers;

/// <summary>A row of the table of gates for clipped light, impulses and lamps.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Measure">Restores the selected pictures, reports each, and gives the gates; none if no picture was selected.</param>
internal sealed record OutlierRow(string Name, Func<OutlierBench, IEnumerable<Gate>> Measure)
{
    public static IReadOnlyList<OutlierRow> All { get; } =
    [
        new("city", bench => PublishedRow.Measure(bench, "city", 26.5)),
        new("soldier", bench => PublishedRow.Measure(bench, "soldier", 37.5)),
        new("color", ColorRow.Measure),
        new("bright", BrightRow.Measure),
        new("impulses", ImpulsesRow.Measure),
        new("lamps", LampsRow.Measure),
        new("verdict", VerdictRow.Measure),
    ];
}

namespace Deconv;

/// <summary>
/// How many samples did not fit their pixel. A sample that merely rounds to the end of the range (less than half a code away) is not counted.
/// </summary>
/// <param name="Low">Samples below the range, written as its lower end.</param>
/// <param name="High">Samples above the range, written as its upper end.</param>
/// <param name="NotFinite">NaN, written as 0, and infinities, written as the end of the range on their side.</param>
/// <param name="Total">Samples written, all channels together.</param>
public readonly record struct ClipStatistics(long Low, long High, long NotFinite, long Total)
{
    /// <summary>Percentage of samples that did not fit, 0 to 100; 0 if nothing was written.</summary>
    public double Percent => Total == 0 ? 0 : 100.0 * (Low + High + NotFinite) / Total;

    /// <summary>Adds the counts of two parts of one image.</summary>
    public static ClipStatistics operator +(ClipStatistics left, ClipStatistics right) => left.Add(right);

    /// <summary>Adds the counts of another part of the image.</summary>
    public ClipStatistics Add(ClipStatistics other) => new(Low + other.Low, High + other.High, NotFinite + other.NotFinite, Total + other.Total);
}

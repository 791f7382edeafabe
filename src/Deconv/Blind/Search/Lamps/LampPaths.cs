using Deconv.Blind.Steps;
using Deconv.Psfs;

namespace Deconv.Blind.Search.Lamps;

/// <summary>
/// Kernels read from streaks of light (Hu, Cho, Wang and Yang 2014): a small lamp shows the path of the camera itself, and all lamps show the same
/// one. Where lamps are clipped, edges mislead the search, and this is what is left.
/// </summary>
internal static class LampPaths
{
    /// <summary>Largest height and width of a path in pixels.</summary>
    private const int Bound = 101;

    /// <summary>Fewest spots of one shape that are evidence.</summary>
    private const int Fewest = 4;

    /// <summary>Paths that are returned, at most.</summary>
    private const int Most = 2;

    /// <summary>The paths, those that most lamps show first.</summary>
    /// <param name="plane">Luminance.</param>
    /// <param name="shape">Shape of the plane.</param>
    public static IReadOnlyList<LampPath> Find(ReadOnlySpan<float> plane, Shape shape)
    {
        List<Psf> spots = [.. BrightSpots.Find(plane, shape, Bound).Select(LampPath.Of).Where(LampPath.IsPath)];
        var alike = new bool[spots.Count, spots.Count];
        for (int i = 0; i < spots.Count; i++)
        for (int j = 0; j <= i; j++)
            alike[i, j] = alike[j, i] = i == j || PsfSimilarity.Of(spots[i], spots[j]) > LampPath.Alike;
        List<int> left = [.. Enumerable.Range(0, spots.Count)];
        var paths = new List<LampPath>();
        while (left.Count >= Fewest && paths.Count < Most)
        {
            int center = left.MaxBy(i => left.Count(j => alike[i, j]));
            List<int> members = left.FindAll(j => alike[center, j]);
            if (members.Count < Fewest)
                break;
            // The smaller the lamp, the finer the path; a large one blurs it.
            paths.Add(new(spots[members.MaxBy(j => KernelShape.Concentration(spots[j].Samples))], members.Count));
            left.RemoveAll(members.Contains);
        }

        return paths;
    }
}

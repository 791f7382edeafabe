using Deconv.Benchmarks.Quality;

namespace Deconv.Benchmarks.Training;

/// <summary>The pictures that the patch mixture is trained on.</summary>
internal static class TrainingSet
{
    private const int LeavesSeed = 1;
    private const double LeavesWeight = 1;

    /// <summary>
    /// Pictures that may be passed on and are not used for measurements, with weights: a photograph of one texture counts less. Not clock_motion,
    /// which is blurred.
    /// </summary>
    private static readonly (string File, double Weight)[] Photos =
    [
        ("brick.png", 0.25),
        ("cell.png", 0.25),
        ("chelsea.png", 1),
        ("coins.png", 1),
        ("grass.png", 0.1),
        ("gravel.png", 0.1),
        ("hubble_deep_field.jpg", 0.1),
        ("kodim04.png", 1),
        ("rocket.jpg", 1),
        ("text.png", 1),
    ];

    /// <summary>Name, weight and gray picture; the last one is drawn.</summary>
    public static IEnumerable<(string Name, double Weight, PlanarImage Picture)> Load(string data)
    {
        string folder = QualitySet.Folder(data, "photos");
        foreach ((string file, double weight) in Photos)
            yield return (file, weight, QualityCase.LoadGray(Path.Combine(folder, file)));
        yield return ($"dead leaves seed {LeavesSeed}", LeavesWeight, DeadLeaves.Draw(new(512, 512), LeavesSeed));
    }
}

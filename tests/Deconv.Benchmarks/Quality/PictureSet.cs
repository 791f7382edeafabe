namespace Deconv.Benchmarks.Quality;

/// <summary>A set of pictures with known truth.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Known">The pictures for restorations with the true PSF.</param>
/// <param name="Blind">The pictures for restorations with an estimated PSF.</param>
internal sealed record PictureSet(string Name, string Description, CaseSource Known, CaseSource Blind)
{
    public const double NoiseWithKnownPsf = 0.01;

    public const double NoiseWithUnknownPsf = 0.003;

    /// <summary>
    /// Sample value from which a sample counts as clipped: 251 of 255. The values of these files are used as they are, so it applies to the file's
    /// values. All published figures were measured with it; another value makes new figures incomparable.
    /// </summary>
    public const double ClippedLevel = 0.985;

    /// <summary>Largest shift between the estimated and the true kernel of Lai et al., whose kernels are not centered.</summary>
    private const int LaiBlindShift = 15;

    public static IReadOnlyList<PictureSet> All { get; } =
    [
        Same("levin", "Real camera shake with its true kernels (Levin et al. 2009).", (data, _, _) => QualitySet.Levin(data)),
        new(
            "lai",
            "Synthetic blur of larger pictures (Lai et al. 2016).",
            (data, _, _) => QualitySet.Lai(data),
            (data, _, _) => QualitySet.Lai(data).Select(c => c with { MaxShift = LaiBlindShift })
        ),
        new(
            "photos",
            "Twelve photographs under eight shake kernels, with noise; nine photographs with --blind.",
            QualitySet.Photographs,
            QualitySet.BlindPhotographs
        ),
        Same("drawings", "Ten pages, drawings and other pictures unlike photographs under three blurs, with noise.", QualitySet.Drawings),
        Same("sharp", "Twenty sharp photographs: with --blind, all should be refused.", (data, _, _) => QualitySet.Sharp(data)),
    ];

    private static PictureSet Same(string name, string description, CaseSource cases) => new(name, description, cases, cases);
}

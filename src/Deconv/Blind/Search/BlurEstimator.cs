using Deconv.Blind.Search.Lamps;
using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>Chooses where and at which scale the blur of an image is estimated, and estimates it.</summary>
internal sealed class BlurEstimator(SourcePlane source, BlindOptions options, BlindReporter report, CancellationToken cancel)
{
    /// <summary>
    /// Upper limit of the automatic bound, a quarter of the shorter side. A generous bound costs little: it only adds coarser levels, and empty
    /// borders are trimmed. A bound that is too small gives a wrong kernel that still fits the data.
    /// </summary>
    public const int MaxAutomaticBound = 91;

    /// <summary>Largest kernel of a family in pixels, unless the caller asks for another.</summary>
    private const int MaxFamilySize = 101;

    /// <summary>Estimates the blur.</summary>
    public BlurEstimate Run()
    {
        Region box = options.Box ?? source.Best(options.KernelSize ?? MaxAutomaticBound);
        int bound = options.KernelSize is { } size ? size | 1 : Bound(box.Shape);
        if (options.Family != PsfFamily.Free)
        {
            using WorkingImage image = source.Working(box);
            (Psf psf, string spec) = ParametricFit.Run(image, options.Family, options.KernelSize ?? MaxFamilySize, cancel);
            return new(psf, Math.Max(bound, psf.Shape.Width | 1), box, spec, []);
        }

        Region area = options.Box ?? Region.Whole(source.Shape);
        if (options.Initial is null && ReducedSearch.ScaleFor(area.Shape) is { } scale && Reduced(area, scale) is { } enlarged)
            return enlarged;
        if (options.KernelSize is null)
            bound = source.Lamps.Aggregate(bound, (b, l) => Math.Max(b, l.Psf.Shape.Width));
        using WorkingImage working = source.Working(box);
        using PlanarImage? trusted = source.Compared(box);
        IReadOnlyList<KernelCandidate> found = Search(working, bound, trusted, source.Lamps).Run(Starts(bound), Observer(bound), cancel);
        return new(found[0].Psf, bound, box, null, found);
    }

    /// <summary>The estimate by way of a reduced copy; null if the blur is too small for it.</summary>
    private BlurEstimate? Reduced(Region area, double scale)
    {
        using PlanarImage full = source.Luminance.Crop(area.Top, area.Left, area.Shape),
            small = ReducedSearch.Reduce(full[0], full.Shape, scale);
        using var copy = new WorkingImage(small[0], small.Shape);
        int within = Bound(small.Shape);
        KernelCandidate first = Search(copy, within, null, []).Run(Starts(within), Observer(within), cancel)[0];
        if (ReducedSearch.Enlarge(first.Psf, scale, options.KernelSize) is not { } next)
            return null;
        Region box = options.Box ?? source.Best(next.Bound);
        using WorkingImage working = source.Working(box);
        using PlanarImage? trusted = source.Compared(box);
        List<KernelCandidate> found =
        [
            .. Search(working, next.Bound, trusted, source.Lamps)
                .Continue(next.Start, first.Hypothesis, Observer(next.Bound), cancel)
                .Select(c => c with { Support = Math.Min(c.Support, first.Support) }),
        ];
        return new(found[0].Psf, next.Bound, box, null, found);
    }

    private BlurSearch Search(WorkingImage image, int bound, PlanarImage? trusted, IReadOnlyList<LampPath> lamps)
    {
        EstimatorSettings settings = EstimatorSettings.For(image, options.Final);
        return new(
            image,
            bound,
            settings,
            options.Final.LinearLight,
            new CandidatePool(image, options.Final.NoiseFloor, settings.Threads, lamps, trusted),
            lamps
        );
    }

    private Func<int, int, LevelObserver?> Observer(int bound) => (run, runs) => report.Observer(bound, run, runs);

    private List<SearchStart> Starts(int bound)
    {
        (double scale, int n) = KernelPyramid.Levels(bound)[0];
        List<SearchStart> starts =
        [
            .. Enum.GetValues<StartKernel>().Select(s => new SearchStart(StartKernels.Make(s, n), s == StartKernel.Gaussian)),
        ];
        if (options.Initial is { } initial)
            starts.Insert(0, StartKernels.At(initial, 0, (scale, n)));
        if (options.Seed != 0)
            StartKernels.Jitter(starts.Select(s => s.Kernel), options.Seed);
        return starts;
    }

    private static int Bound(Shape shape) => Math.Clamp(Math.Min(shape.Height, shape.Width) / 4, BlindOptions.MinKernelSize, MaxAutomaticBound) | 1;
}

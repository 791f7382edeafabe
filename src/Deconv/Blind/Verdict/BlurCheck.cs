using System.Numerics.Tensors;
using Deconv.Blind.Search;
using Deconv.Estimation;
using Deconv.Psfs;

namespace Deconv.Blind.Verdict;

/// <summary>The verdict on an estimated blur, and what it is based on.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Evidence">What is known about every candidate, in their order; empty for a parametric kernel.</param>
/// <param name="Parts">Kernels of disjoint parts of the image; empty when not compared.</param>
internal sealed record BlurCheck(BlindVerdict Verdict, IReadOnlyList<KernelEvidence> Evidence, IReadOnlyList<CropKernel> Parts)
{
    /// <summary>Noise over contrast above which the restored image likely looks worse than the blurred one.</summary>
    private const double TooNoisy = 0.06;

    /// <summary>Checks an estimate.</summary>
    /// <param name="source">The image.</param>
    /// <param name="estimate">The blur found in it.</param>
    /// <param name="options">Number of parts to compare, settings of the estimate.</param>
    /// <param name="report">Receives every part.</param>
    /// <param name="cancel">Cancels the check within one alternation.</param>
    public static BlurCheck Of(SourcePlane source, BlurEstimate estimate, BlindOptions options, BlindReporter report, CancellationToken cancel)
    {
        using WorkingImage image = source.Working(estimate.Box);
        var likelihood = new BlurLikelihood(image.Stretched, image.Shape);
        double none = likelihood.Cost(Psf.Delta()); // first, so that the gains of different kernels and families compare
        bool noisy = image.Noise > TooNoisy;
        if (estimate.Candidates.Count == 0)
            return new(KernelJudge.JudgeFamily(estimate.Psf, none - likelihood.Cost(estimate.Psf), noisy), [], []);
        double sharpness = source.Sharpness(image, estimate.Box);
        List<CropKernel> parts = Compare(source, estimate, options, report, cancel);
        List<KernelEvidence> evidence =
        [
            .. estimate.Candidates.Select(c => new KernelEvidence(
                c.Drop,
                TensorPrimitives.Max(c.Psf.Samples),
                none - likelihood.Cost(c.Psf),
                sharpness,
                c.Psf.Diagnose().RmsRadius
            )
            {
                Lamps = c.Lamps,
                Support = c.Support,
                Agreement = Agreement(c.Psf.Trimmed(), parts),
            }),
        ];
        BlindVerdict verdict = KernelJudge.Judge(estimate.Psf, evidence[0], parts, noisy);
        return new(verdict with { ClippedShare = source.ClippedShare }, evidence, parts);
    }

    private static double Agreement(Psf psf, List<CropKernel> parts) =>
        parts.Count == 0 ? double.NaN : parts.Average(p => PsfSimilarity.Of(psf, p.Psf.Trimmed()));

    private static List<CropKernel> Compare(
        SourcePlane source,
        BlurEstimate estimate,
        BlindOptions options,
        BlindReporter report,
        CancellationToken cancel
    )
    {
        var parts = new List<CropKernel>();
        int bound = estimate.Bound;
        Region area = options.Box ?? Region.Whole(source.Shape);
        foreach (Region crop in CropChooser.Spread(source.Luminance[0], source.Shape, area, estimate.Box, options.Crops, source.Trusted))
        {
            if (Math.Min(crop.Shape.Height, crop.Shape.Width) < 2 * bound)
                continue;
            report.Check(parts.Count + 1, options.Crops);
            using WorkingImage part = source.Working(crop);
            IReadOnlyList<(double Scale, int Kernel)> sizes = KernelPyramid.Levels(bound);
            EstimatorSettings settings = EstimatorSettings.For(part, options.Final) with { Refinements = 0, RetriesDiffuse = false };
            using var levels = new ImageLevels(part, bound, settings);
            SearchStart start = new(StartKernels.Make(StartKernel.Gaussian, sizes[0].Kernel), true);
            KernelEstimator estimator = levels.Estimator(Hypothesis.All(sizes.Count, settings, false)[0]);
            float[] kernel = estimator.Run(start, 0, null, null, cancel).Kernel;
            parts.Add(new(crop, Psf.FromSamples(new(bound, bound), kernel), new BlurLikelihood(part.Stretched, part.Shape)));
        }

        return parts;
    }
}

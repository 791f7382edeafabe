using System.Diagnostics;
using Deconv.Blind.Search;
using Deconv.Blind.Steps;
using Deconv.Blind.Verdict;
using Deconv.Estimation;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Blind;

/// <summary>One blind restoration, from the blurred image to the verdict and the restored image.</summary>
internal sealed class BlindRun(PlanarImage blurred, BlindOptions options, IProgress<BlindProgress>? progress, CancellationToken cancel)
{
    /// <summary>
    /// Upper limit of the automatic bound, a quarter of the shorter side. A generous bound costs little: it only adds coarser levels, and empty
    /// borders are trimmed. A bound that is too small gives a wrong kernel that still fits the data.
    /// </summary>
    private const int MaxAutomaticBound = 91;

    /// <summary>Noise over contrast above which the restored image likely looks worse than the blurred one.</summary>
    private const double TooNoisy = 0.06;

    /// <summary>An image that uses less of its range than this is stretched before it is restored.</summary>
    private const double LowContrast = 0.5;

    /// <summary>
    /// Factor of λ where compression hides noise and no patch prior follows: the noise estimate is then generous and covers part of the error of a
    /// wrong kernel (JPEG at quality 90: 0.2 dB; measured noise of 1 % needs the full λ, and so does the first stage of a patch prior).
    /// </summary>
    private const double HiddenNoiseFactor = 0.7;

    /// <summary>Fraction of the run spent on the estimate, for progress reports.</summary>
    private const double EstimateShare = 0.7;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly int _threads = options.Final.Control.ThreadCount;
    private KernelSearch? _search;
    private Psf? _last;
    private double _agreement = double.NaN;
    private double _clipped;
    private int _bound;

    public BlindResult Run()
    {
        using PlanarImage luma = Luma(blurred);
        double white = WhiteLevel.Of(blurred);
        using PlanarImage? trusted = Trust(blurred);
        ReadOnlySpan<float> trust = trusted is null ? [] : trusted[0];
        Region box = options.Box ?? CropChooser.Best(luma[0], luma.Shape, options.KernelSize ?? MaxAutomaticBound, trust);
        int bound = Odd(
            options.KernelSize ?? Math.Clamp(Math.Min(box.Shape.Height, box.Shape.Width) / 4, BlindOptions.MinKernelSize, MaxAutomaticBound)
        );
        _bound = bound;
        bool canceled = false;
        TimeSpan checkTime = TimeSpan.Zero;
        BlindVerdict verdict;
        Psf psf;
        string? spec = null;
        try
        {
            (psf, bound, spec) = Estimate(luma, trusted, bound, box);
            long check = Stopwatch.GetTimestamp();
            verdict = Check(luma, trusted, psf, bound, box);
            checkTime = Stopwatch.GetElapsedTime(check);
        }
        catch (OperationCanceledException) when (options.Final.Control.OnCancel == CancelBehavior.ReturnBest)
        {
            canceled = true;
            psf = _search?.Found.LastOrDefault() ?? _last ?? Psf.Delta();
            verdict = BlindVerdict.NotChecked(BlindCause.Canceled, 0);
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        Psf answer = Centered(psf);
        DeconvolutionResult? restored = null;
        if (!options.EstimateOnly && (verdict.Trusted || options.AcceptAnyway || canceled))
            restored = Restore(luma, answer, false, canceled ? CancellationToken.None : cancel);
        return new BlindResult
        {
            Psf = answer,
            Verdict = verdict,
            Spec = spec,
            Box = box,
            KernelSize = bound,
            Restored = restored,
            Canceled = canceled || restored?.StopReason.Kind == StopKind.Canceled,
            EstimateTime = elapsed,
            CheckTime = checkTime,
        };
    }

    /// <summary>Only the final restoration, with a given PSF.</summary>
    public BlindResult With(Psf psf)
    {
        using PlanarImage luma = Luma(blurred);
        return new BlindResult
        {
            Psf = psf,
            Verdict = BlindVerdict.NotChecked(BlindCause.Given, 1),
            Spec = null,
            Box = new(0, 0, blurred.Shape),
            KernelSize = Math.Max(psf.Shape.Height, psf.Shape.Width),
            Restored = Restore(luma, psf, true, cancel),
            Canceled = false,
            EstimateTime = TimeSpan.Zero,
        };
    }

    private (Psf Psf, int Bound, string? Spec) Estimate(PlanarImage luma, PlanarImage? trusted, int bound, Region box)
    {
        using PlanarImage plane = luma.Crop(box.Top, box.Left, box.Shape);
        using PlanarImage? trust = trusted?.Crop(box.Top, box.Left, box.Shape);
        using var image = new WorkingImage(plane[0], plane.Shape);
        EstimatorSettings settings = Settings(image);
        if (options.Family != PsfFamily.Free)
        {
            (Psf fitted, string spec) = ParametricFit.Run(image, options.Family, options.KernelSize ?? BlindOptions.MaxKernelSize, cancel);
            return (fitted, Math.Max(bound, fitted.Shape.Width | 1), spec);
        }

        using var estimator = new KernelEstimator(image, trust is null ? [] : trust[0], bound, settings);
        List<SearchStart> starts = Starts(bound);
        _search = new KernelSearch(image, estimator, settings);
        _search.Run(starts, start => Observer(start, starts.Count + 1), cancel);
        Psf psf = _search.Best(options.Final with { AdaptLambda = false, Control = options.Final.Control with { Threads = _threads } });
        _agreement = _search.Agreement(psf);
        return (psf, bound, null);
    }

    private BlindVerdict Check(PlanarImage luma, PlanarImage? trusted, Psf psf, int bound, Region box)
    {
        var parts = new List<CropKernel>();
        int smallest = 2 * bound;
        if (options.Family == PsfFamily.Free)
        {
            int index = 0;
            Region area = options.Box ?? new(0, 0, luma.Shape);
            foreach (Region crop in CropChooser.Spread(luma[0], luma.Shape, area, box, options.Crops, trusted is null ? [] : trusted[0]))
            {
                index++;
                if (Math.Min(crop.Shape.Height, crop.Shape.Width) < smallest)
                    continue;
                progress?.Report(
                    new(BlindPhase.Check, index, options.Crops, 1, 1, EstimateShare + (0.1 * index / options.Crops), Stopwatch.GetElapsedTime(_start))
                );
                using PlanarImage plane = luma.Crop(crop.Top, crop.Left, crop.Shape);
                using PlanarImage? trust = trusted?.Crop(crop.Top, crop.Left, crop.Shape);
                using var part = new WorkingImage(plane[0], plane.Shape);
                using var estimator = new KernelEstimator(part, trust is null ? [] : trust[0], bound, Settings(part) with { Refinements = 0 });
                float[] kernel = estimator
                    .Run(new(StartKernels.Make(StartKernel.Gaussian, KernelPyramid.Levels(bound)[0].Kernel), true), null, null, cancel)
                    .Kernel;
                parts.Add(new(crop, Psf.FromSamples(new(bound, bound), kernel), new BlurLikelihood(part.Stretched, part.Shape)));
            }
        }

        using PlanarImage whole = luma.Crop(box.Top, box.Left, box.Shape);
        using var image = new WorkingImage(whole[0], whole.Shape);
        return KernelJudge.Judge(new BlurLikelihood(image.Stretched, image.Shape), psf, parts, _agreement, image.Noise > TooNoisy, _clipped);
    }

    /// <summary>The final restoration.</summary>
    /// <param name="luma">Luminance of the image.</param>
    /// <param name="psf">The PSF to restore with.</param>
    /// <param name="given">True if the PSF is the caller's: only then are other sizes of it tried.</param>
    /// <param name="token">Cancels the restoration.</param>
    private DeconvolutionResult Restore(PlanarImage luma, Psf psf, bool given, CancellationToken token)
    {
        var report = progress is null ? null : new RestoreProgress(this);
        (double black, double white) = WorkingImage.Range(luma[0]);
        bool faint = white - black < LowContrast * WhiteLevel.Of(blurred);
        DeconvolutionOptions final = options.Final with
        {
            Stretch = faint ? new(black, white) : options.Final.Stretch,
            AdaptLambda = options.Final.AdaptLambda ?? (given ? null : true),
        };
        return Deconvolver.RunWith(blurred, psf, final, new() { TrySizes = given, HiddenNoiseFactor = HiddenNoiseFactor }, report, token);
    }

    private List<SearchStart> Starts(int bound)
    {
        int n = KernelPyramid.Levels(bound)[0].Kernel;
        List<SearchStart> starts =
        [
            .. Enum.GetValues<StartKernel>().Select(s => new SearchStart(StartKernels.Make(s, n), s == StartKernel.Gaussian)),
        ];
        if (options.Initial is { } initial)
            starts.Insert(0, new(StartKernels.From(initial, n, KernelPyramid.Levels(bound)[0].Scale), false));
        if (options.Seed != 0)
            StartKernels.Jitter(starts.Select(s => s.Kernel), options.Seed);
        return starts;
    }

    private EstimatorSettings Settings(WorkingImage image)
    {
        var settings = new EstimatorSettings { Threads = _threads };
        if (options.Final.NoiseFloor > 0)
            settings = settings.ForCompression();
        return image.Smoothing > 0 ? settings.ForNoise() : settings;
    }

    private LevelObserver Observer(int start, int starts) =>
        (phase, level, levels, kernel, n, latent, frame) =>
        {
            _last = Psf.FromSamples(new(_bound, _bound), KernelShape.Resize(kernel, n, _bound, Math.Pow(KernelPyramid.Step, levels - level)));
            double done = EstimateShare * ((start - 1 + ((double)level / levels)) / starts);
            progress?.Report(new(phase, level, levels, start, starts, Math.Min(done, EstimateShare), Stopwatch.GetElapsedTime(_start)));
            if (options.OnLevel is null)
                return;
            var image = new PlanarImage(frame.ImageShape, 1);
            for (int y = 0; y < image.Shape.Height; y++)
                latent.Slice(((y + frame.Margin) * frame.Shape.Width) + frame.Margin, image.Shape.Width).CopyTo(image.Row(0, y));
            options.OnLevel(new(phase, start, level, levels, Psf.FromSamples(new(n, n), kernel), image));
        };

    private PlanarImage? Trust(PlanarImage image) =>
        options.Final.SaturationLevel is { } level ? UnclippedSamples.Find(image, level, out _clipped) : null;

    /// <summary>Rec. 709 luminance; a gray image is its own luminance.</summary>
    private static PlanarImage Luma(PlanarImage image)
    {
        var luma = new PlanarImage(image.Shape, 1);
        if (image.Count != 3)
            image[0].CopyTo(luma[0]);
        for (int i = 0; i < image.Shape.Count && image.Count == 3; i++)
            luma[0][i] = (0.2126f * image[0][i]) + (0.7152f * image[1][i]) + (0.0722f * image[2][i]);
        return luma;
    }

    /// <summary>
    /// Trims the PSF and puts its center of mass on the middle sample, so that the restored image does not move and the PSF can be saved to a file.
    /// </summary>
    private static Psf Centered(Psf psf)
    {
        PsfDiagnosis d = psf.Diagnose();
        int row = Math.Clamp((int)Math.Round(d.CentroidRow), 0, psf.Shape.Height - 1),
            column = Math.Clamp((int)Math.Round(d.CentroidColumn), 0, psf.Shape.Width - 1);
        Psf trimmed = psf.WithOrigin(row, column).Trimmed();
        (row, column) = (trimmed.OriginRow, trimmed.OriginColumn);
        int down = Math.Max(row, trimmed.Shape.Height - 1 - row),
            across = Math.Max(column, trimmed.Shape.Width - 1 - column);
        var shape = new Shape((2 * down) + 1, (2 * across) + 1);
        var samples = new float[shape.Count];
        for (int y = 0; y < trimmed.Shape.Height; y++)
            trimmed
                .Samples.Slice(y * trimmed.Shape.Width, trimmed.Shape.Width)
                .CopyTo(samples.AsSpan(((y + down - row) * shape.Width) + across - column));
        return Psf.FromSamples(shape, samples);
    }

    private static int Odd(int size) => size | 1;

    private sealed class RestoreProgress(BlindRun run) : IProgress<DeconvolutionProgress>
    {
        private readonly BlindRun _run = run;

        public void Report(DeconvolutionProgress value) => _run.Report(value);
    }

    private void Report(DeconvolutionProgress value) =>
        progress?.Report(
            new(
                BlindPhase.Restore,
                value.Iteration,
                value.MaxIterations,
                1,
                1,
                EstimateShare + 0.1 + (0.2 * value.Fraction),
                Stopwatch.GetElapsedTime(_start),
                value
            )
        );
}

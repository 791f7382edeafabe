using System.Diagnostics;
using Deconv.Psfs;
using Deconv.Restoration.Verdict;
using Deconv.Solvers;

namespace Deconv.Restoration.Tiles;

/// <summary>
/// Restores a picture in tiles that overlap. All tiles solve the same problem: noise, white, λ and clipping levels are those of the picture. The
/// picture is read twice, once to measure and once to restore.
/// </summary>
/// <param name="layout">The tiles.</param>
/// <param name="psf">The blur.</param>
/// <param name="options">Method and prior resolved; no <see cref="DeconvolutionOptions.Stretch"/>.</param>
/// <param name="hints">Settings of the library's own runs.</param>
/// <param name="progress">Receives every iteration, or null.</param>
/// <param name="cancel">Cancels the work.</param>
internal sealed class TiledRestoration(
    TileLayout layout,
    Psf psf,
    DeconvolutionOptions options,
    RunHints hints,
    IProgress<DeconvolutionProgress>? progress,
    CancellationToken cancel
)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Restores a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="sink">Receives the restored rows. If the iteration diverges, only some of them.</param>
    public DeconvolutionReport Run(IRowSource picture, IRowSink sink)
    {
        using PictureSurvey survey = PictureSurvey.Of(picture, options.Weights, options.FindEmptyBorder, layout.Reach, cancel);
        double? format = options.SaturationLevel;
        var facts = new PictureFacts
        {
            White = options.Automatic?.White ?? survey.White(format),
            ClipLevels = [.. Enumerable.Range(0, picture.Count).Select(channel => survey.ClipLevel(channel, format))],
        };
        PictureStudy study = Study(picture.Shape, survey, facts);
        var tiles = new TileSource(picture, survey, options.Weights, layout, psf);
        DeconvolutionOptions own = Common(study, tiles);
        (TileReports reports, FitCheck check) = Pass(tiles, sink, facts, study, own);
        if (options.MayAdapt && Strengthening.ForArtifacts(check, reports.Planes) is { } factor)
        {
            own = own with { Automatic = study.Values with { Planes = [.. study.Values.Planes.Select(p => p with { Lambda = factor * p.Lambda })] } };
            (reports, check) = Pass(tiles, sink, facts, study, own);
        }

        return new()
        {
            StopReason = reports.Planes[0].Report.Reason,
            Planes = reports.Planes,
            Check = check,
            Parameters = new(
                options.Method!,
                options.Prior!,
                options.Boundary,
                study.Mode,
                study.Values.White,
                (double)reports.Saturated / tiles.Samples,
                (int)Math.Min(int.MaxValue, reports.Impulses)
            )
            {
                Automatic = own.Automatic!,
                NonNegative = study.NonNegative,
                EmptyShare = survey.Empty?.Share ?? 0,
                Missing = (int)Math.Min(int.MaxValue, survey.Missing),
                Effort = study.Effort,
                LearnedObstacle = study.Obstacle,
            },
            Elapsed = Stopwatch.GetElapsedTime(_start),
        };
    }

    private PictureStudy Study(Shape shape, PictureSurvey survey, PictureFacts facts)
    {
        // Automatic effort goes by the size of the picture, not by that of the sample.
        bool learned = LearnedUse.IsRequested(options, shape);
        DeconvolutionOptions sampled = options with
        {
            Weights = survey.SampleWeights,
            FindEmptyBorder = false,
            Effort =
                learned ? Effort.Best
                : options.Effort == Effort.Auto ? Effort.Balanced
                : options.Effort,
        };

        // The sample is put together from all over the picture, so its parts do not lie where the field says: λ is not adapted on them.
        if (options.Field is not null)
            sampled = sampled with { AdaptLambda = false };
        using var run = new DeconvolutionRun(survey.Sample, psf, sampled, hints, null, cancel, facts);
        return run.Study();
    }

    /// <summary>The options of every tile.</summary>
    private DeconvolutionOptions Common(PictureStudy study, TileSource tiles)
    {
        DeconvolutionOptions own = options with
        {
            Automatic = study.Values,
            Effort = study.Effort,
            NonNegative = study.NonNegative,
            FindEmptyBorder = false,
            Control = options.Control with { OnCancel = CancelBehavior.Throw },
        };
        return own with { Control = own.Control with { Iterations = own.Control.Iterations ?? Iterations(own, tiles) } };
    }

    /// <summary>
    /// The number of iterations of a method that stops by its own rule: that of the tile in the middle, for all tiles alike. Null for other methods.
    /// </summary>
    private int? Iterations(DeconvolutionOptions own, TileSource tiles)
    {
        if (own.Method!.IsScheduled)
            return null;
        using TileReader reader = tiles.Open();
        using TileImage tile = reader.Read(layout.Rows / 2, layout.Columns / 2, own.Method);
        if (!tile.HasSamples)
            return null;
        own = own with { Weights = tile.Weights, Field = FieldOf(tile) };
        using DeconvolutionResult result = Deconvolver.RunWith(tile.Blurred, psf, own, hints, null, cancel);
        return result.Planes.Max(p => p.Report.Iterations);
    }

    private (TileReports, FitCheck) Pass(TileSource tiles, IRowSink sink, PictureFacts facts, PictureStudy study, DeconvolutionOptions own)
    {
        var tally = new FitTally(tiles.Samples);
        var reports = new TileReports();
        using TileReader reader = tiles.Open();
        using var join = new TileJoin(layout, tiles.Picture, tiles.Planes, sink);
        for (int row = 0; row < layout.Rows; row++)
        {
            for (int column = 0; column < layout.Columns; column++)
            {
                cancel.ThrowIfCancellationRequested();
                using TileImage tile = reader.Read(row, column, own.Method!);
                if (!tile.HasSamples)
                {
                    using var nothing = new PlanarImage(tile.Blurred.Shape, 1);
                    join.Add(row, column, tile.Blurred, nothing);
                    continue;
                }

                using DeconvolutionResult result = Restore(tile, facts with { Tally = tally }, own, (row * layout.Columns) + column);
                reports.Add(tile.Tile, result);
                if (reports.Diverged)
                    return (reports, FitCheck.NotChecked(FitCause.None, 0));
                tiles.PutBack(tile, result.Image);
                join.Add(row, column, result.Image, result.Residual);

                // Weights and marks of a tile are arrays of megabytes; the collector would let those of many tiles pile up.
                GC.Collect();
            }

            join.EndRow(row);
        }

        return (reports, Judge(tally, reports, study, tiles.Samples));
    }

    private DeconvolutionResult Restore(TileImage tile, PictureFacts facts, DeconvolutionOptions own, int number)
    {
        using var run = new DeconvolutionRun(
            tile.Blurred,
            psf,
            own with
            {
                Weights = tile.Weights,
                Field = FieldOf(tile),
                Control = own.Control with { TimeLimit = Share(own.Control.TimeLimit, layout.Count - number) },
            },
            hints,
            progress is null ? null : new TileProgress(progress, number, layout.Count, _start),
            cancel,
            facts with
            {
                Tile = tile.Tile,
                Unseen = tile.Unseen,
                Covered = tile.Covered,
            }
        );
        return run.Run();
    }

    /// <summary>The field, its places counted from the corner of a tile.</summary>
    private PsfField? FieldOf(TileImage tile) => options.Field?.Part(tile.Tile.Place.Top, tile.Tile.Place.Left);

    /// <summary>The part of the time that is left for each of the tiles that are left.</summary>
    private TimeSpan? Share(TimeSpan? limit, int tiles) => (limit - Stopwatch.GetElapsedTime(_start)) / tiles;

    private FitCheck Judge(FitTally tally, TileReports reports, PictureStudy study, long samples)
    {
        double clipped = (double)reports.Saturated / samples;
        if (reports.Planes.Count == 0)
            return FitCheck.NotChecked(FitCause.SmallImage, clipped);
        FitTerms terms = FitTerms.Of(options, hints, reports.Planes[0], clipped, study.Masked);
        return FitChecker.Judge(tally, terms, () => study.Sizes);
    }
}

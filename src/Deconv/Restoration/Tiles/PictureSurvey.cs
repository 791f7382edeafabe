using System.Numerics.Tensors;
using Deconv.Estimation;

namespace Deconv.Restoration.Tiles;

/// <summary>The first reading of a picture: what must be known of all of its samples, and the blocks that it is measured on.</summary>
internal sealed class PictureSurvey : IDisposable
{
    /// <summary>Rows that are read at once.</summary>
    private const int Strip = 64;

    /// <summary>Equal samples in a row at the border from which there may be an area without picture.</summary>
    private const int LongRun = 8;

    private readonly LargestValues[] _largest;
    private readonly SparseSamples _sparse;
    private readonly SampleGrid _grid;
    private readonly Shape _picture;
    private int _longest;

    private PictureSurvey(IRowSource picture, SampleGrid grid, int reach)
    {
        _largest = [.. Enumerable.Range(0, picture.Count).Select(_ => new LargestValues())];
        _sparse = new((long)picture.Shape.Height * picture.Shape.Width, picture.Count);
        Ends = new(picture.Shape, picture.Count, Math.Max(1, reach));
        Sample = new(grid.Shape, picture.Count);
        (_grid, _picture) = (grid, picture.Shape);
    }

    /// <summary>The first and the last rows.</summary>
    public PictureEnds Ends { get; }

    /// <summary>The blocks, side by side.</summary>
    public PlanarImage Sample { get; }

    /// <summary>Their weights; null for 1.</summary>
    public PlanarImage? SampleWeights { get; private set; }

    /// <summary>Areas at the border that hold no picture; null if there are none.</summary>
    public EmptyRuns? Empty { get; private set; }

    /// <summary>Number of pixels with a sample that is not a finite number.</summary>
    public long Missing { get; private set; }

    /// <summary>Reads a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="weights">Weight per sample, one plane; null for 1.</param>
    /// <param name="findEmpty">Whether areas without picture are looked for at the border; this may take a second reading.</param>
    /// <param name="reach">Rows of either end to keep.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="ArgumentException">No pixel holds finite numbers only.</exception>
    public static PictureSurvey Of(IRowSource picture, PlanarImage? weights, bool findEmpty, int reach, CancellationToken cancel)
    {
        var grid = new SampleGrid(picture.Shape);
        var survey = new PictureSurvey(picture, grid, reach);
        try
        {
            Read(
                picture,
                (rows, top) =>
                {
                    survey.Add(rows, top, weights);
                    survey.Ends.Keep(rows, top);
                    grid.Gather(rows, top, survey.Sample);
                },
                cancel
            );
            if (survey.Missing == (long)picture.Shape.Height * picture.Shape.Width)
                throw new ArgumentException("No pixel of the image holds finite numbers only, so there is nothing to restore.", nameof(picture));
            if (findEmpty && survey._longest >= LongRun)
            {
                var empty = new EmptyRows(picture.Shape, picture.Count);
                Read(picture, (rows, _) => empty.Add(rows), cancel);
                survey.Empty = empty.Found();
            }

            survey.SampleWeights = survey.Weights(weights);
            return survey;
        }
        catch
        {
            survey.Dispose();
            throw;
        }
    }

    /// <summary>The level at or above which a sample of a channel is clipped; infinity if none is.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="format">Level of the format; null if nothing is clipped.</param>
    public double ClipLevel(int channel, double? format) =>
        format is { } level ? Estimation.ClipLevel.Of(_largest[channel], level) : double.PositiveInfinity;

    /// <summary>The level that counts as white; null if samples cannot tell it.</summary>
    /// <param name="format">Level of the format; null if nothing is clipped.</param>
    public double? White(double? format) => _sparse.White([.. _largest.Select((_, channel) => ClipLevel(channel, format))]);

    public void Dispose()
    {
        Ends.Dispose();
        Sample.Dispose();
        SampleWeights?.Dispose();
    }

    private static void Read(IRowSource picture, Action<PlanarImage, int> take, CancellationToken cancel)
    {
        (int height, int width) = picture.Shape;
        using IRowReader reader = picture.Open();
        for (int top = 0; top < height; top += Strip)
        {
            cancel.ThrowIfCancellationRequested();
            using var rows = new PlanarImage(new(Math.Min(Strip, height - top), width), picture.Count);
            reader.Read(rows);
            take(rows, top);
        }
    }

    /// <summary>Weights of the blocks; null for 1.</summary>
    private PlanarImage? Weights(PlanarImage? weights)
    {
        if (Empty is null)
            return weights is null ? null : _grid.Of(weights);
        using var row = new PlanarImage(new(1, _picture.Width), 1);
        var sample = new PlanarImage(_grid.Shape, 1);
        for (int y = 0; y < _picture.Height; y++)
        {
            if (weights is null)
                row[0].Fill(1);
            else
                weights.Row(0, y).CopyTo(row[0]);
            Empty.Clear(y, row[0]);
            _grid.Gather(row, y, sample);
        }

        return sample;
    }

    /// <summary>Notes the longest run of equal samples at the border.</summary>
    private void LookAtBorder(PlanarImage rows, int y, bool outermost)
    {
        ReadOnlySpan<float> row = rows.Row(0, y);
        int width = row.Length;
        int run = 1;
        for (int x = 1; x < width && (outermost || x < LongRun); x++)
        {
            run = row[x] == row[x - 1] ? run + 1 : 1;
            _longest = Math.Max(_longest, run);
        }

        run = 1;
        for (int x = width - 2; !outermost && x >= Math.Max(0, width - LongRun); x--)
        {
            run = row[x] == row[x + 1] ? run + 1 : 1;
            _longest = Math.Max(_longest, run);
        }
    }

    private void Add(PlanarImage rows, int top, PlanarImage? weights)
    {
        int width = rows.Shape.Width;
        for (int y = 0; y < rows.Shape.Height; y++)
        {
            bool finite = true;
            LookAtBorder(rows, y, top + y == 0 || top + y == _picture.Height - 1);
            for (int plane = 0; plane < rows.Count; plane++)
            {
                ReadOnlySpan<float> row = rows.Row(plane, y);
                finite &= float.IsFinite(TensorPrimitives.MaxMagnitude(row));
                _largest[plane].Add(row);
                _sparse.Add(plane, row, (long)(top + y) * width, weights is null ? [] : weights.Row(0, top + y));
            }

            for (int x = 0; !finite && x < width; x++)
            for (int plane = 0; plane < rows.Count; plane++)
                if (!float.IsFinite(rows.Row(plane, y)[x]))
                {
                    Missing++;
                    break;
                }
        }
    }
}

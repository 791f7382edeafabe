using System.Diagnostics;

namespace Deconv.Restoration.Tiles;

/// <summary>Passes the progress of a tile on as that of the picture.</summary>
/// <param name="progress">Receives it.</param>
/// <param name="tile">Number of the tile, from 0.</param>
/// <param name="count">Number of tiles.</param>
/// <param name="start">When the restoration of the picture began.</param>
internal sealed class TileProgress(IProgress<DeconvolutionProgress> progress, int tile, int count, long start) : IProgress<DeconvolutionProgress>
{
    /// <inheritdoc/>
    public void Report(DeconvolutionProgress value) =>
        progress.Report(value with { Tile = tile, TileCount = count, Elapsed = Stopwatch.GetElapsedTime(start) });
}

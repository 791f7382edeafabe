using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Tiles;

/// <summary>Adds up the reports of the tiles of a picture.</summary>
internal sealed class TileReports
{
    private static readonly StopKind[] Doubtful = [StopKind.Diverged, StopKind.Canceled, StopKind.TimeLimit, StopKind.MaxIterations];

    private PlaneReport[] _planes = [];

    /// <summary>Report of every plane.</summary>
    public IReadOnlyList<PlaneReport> Planes => _planes;

    /// <summary>Pixels that are clipped in any channel.</summary>
    public long Saturated { get; private set; }

    /// <summary>Samples that are impulses.</summary>
    public long Impulses { get; private set; }

    /// <summary>Whether a tile diverged, so that the picture cannot be completed.</summary>
    public bool Diverged => Array.Exists(_planes, p => p.Report.Reason.Kind == StopKind.Diverged);

    /// <summary>Adds a tile.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="result">Its restoration.</param>
    public void Add(Tile tile, DeconvolutionResult result)
    {
        Saturated += (long)Math.Round(result.Parameters.SaturatedShare * tile.Own.Shape.Count);
        Impulses += result.Parameters.Impulses;
        _planes = _planes.Length == 0 ? [.. result.Planes] : [.. _planes.Zip(result.Planes, Sum)];
    }

    private static PlaneReport Sum(PlaneReport all, PlaneReport tile) => all with { Report = Sum(all.Report, tile.Report) };

    private static SolveReport Sum(SolveReport all, SolveReport tile)
    {
        static int Rank(StopReason reason) => Array.IndexOf(Doubtful, reason.Kind) is >= 0 and int at ? at : Doubtful.Length;
        StopReason reason = Rank(tile.Reason) < Rank(all.Reason) ? tile.Reason : all.Reason;
        if (reason.Kind == StopKind.ScheduleDone && tile.Reason.Kind == StopKind.ScheduleDone && tile.Reason.Value > reason.Value)
            reason = tile.Reason; // that of a tile with areas to fill in
        (IReadOnlyList<Iteration> longer, IReadOnlyList<Iteration> shorter) =
            all.Iterations >= tile.Iterations ? (all.History, tile.History) : (tile.History, all.History);
        return new(reason, [.. longer.Select((step, i) => i < shorter.Count ? Sum(step, shorter[i]) : step)], all.Elapsed + tile.Elapsed);
    }

    private static Iteration Sum(Iteration a, Iteration b) =>
        a with
        {
            Elapsed = a.Elapsed + b.Elapsed,
            Objective = a.Objective + b.Objective,
            RelativeChange = Math.Max(a.RelativeChange, b.RelativeChange),
            Residual = Math.Max(a.Residual, b.Residual),
        };
}

using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>Progress of a run. Every report is self-contained, so reports may arrive late or out of order.</summary>
/// <param name="Phase">Current phase.</param>
/// <param name="Step">Level, crop or iteration, from 1.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Start">Start kernel in use, from 1; 1 in other phases.</param>
/// <param name="Starts">Number of start kernels.</param>
/// <param name="Fraction">Approximate fraction of the run completed, 0 to 1.</param>
/// <param name="Elapsed">Time since the run began.</param>
/// <param name="Restore">Progress of the restoration while it runs; null in other phases.</param>
public readonly record struct BlindProgress(
    BlindPhase Phase,
    int Step,
    int Steps,
    int Start,
    int Starts,
    double Fraction,
    TimeSpan Elapsed,
    DeconvolutionProgress? Restore = null
);

/// <summary>The state at the end of one level, for reports and saved levels.</summary>
/// <param name="Phase">Estimate or refine.</param>
/// <param name="Start">Start kernel, from 1.</param>
/// <param name="Level">From 1, coarsest first.</param>
/// <param name="Levels">How many there are.</param>
/// <param name="Kernel">The kernel at this level's scale.</param>
/// <param name="Latent">The latent image at this level's scale, 0 to 1: a few strong edges, not a restoration.</param>
public sealed record BlindLevel(BlindPhase Phase, int Start, int Level, int Levels, Psf Kernel, PlanarImage Latent);

/// <summary>The phases of a blind restoration, in order.</summary>
public enum BlindPhase
{
    /// <summary>The kernel is estimated from coarse to fine.</summary>
    Estimate,

    /// <summary>The kernel is refined at full size.</summary>
    Refine,

    /// <summary>Kernels of parts of the image are compared with it.</summary>
    Check,

    /// <summary>The image is restored.</summary>
    Restore,
}

using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>Where a run is. Complete in itself: reports may arrive late or out of order.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="Step">Level, crop or iteration, from 1.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Start">Start of the estimate, from 1; 1 in other phases.</param>
/// <param name="Starts">Starts in all.</param>
/// <param name="Fraction">Share of the whole run done, 0 to 1, roughly.</param>
/// <param name="Elapsed">Time since the run began.</param>
/// <param name="Restore">Details of the restoration while it runs.</param>
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

/// <summary>One level as it ended: what reports and saved levels show.</summary>
/// <param name="Phase">Estimate or refine.</param>
/// <param name="Start">Start of the estimate, from 1.</param>
/// <param name="Level">From 1, coarsest first.</param>
/// <param name="Levels">How many there are.</param>
/// <param name="Kernel">The kernel at this level's scale.</param>
/// <param name="Latent">The latent image at this level's scale: few strong edges, not a restoration. 0 to 1.</param>
public sealed record BlindLevel(BlindPhase Phase, int Start, int Level, int Levels, Psf Kernel, PlanarImage Latent);

/// <summary>The phases of a blind restoration, in their order.</summary>
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

using System.Globalization;
using Deconv.Blind;
using Deconv.Psfs;

namespace Deconv.Cli.Output;

/// <summary>The candidates of a blind search, each with the same part of the photograph restored with it.</summary>
/// <param name="Window">The part.</param>
/// <param name="Before">The part of the photograph, blurred.</param>
/// <param name="All">The candidates, the most likely first.</param>
internal sealed record TriedCandidates(Region Window, PlanarImage Before, IReadOnlyList<TriedCandidate> All) : IDisposable
{
    /// <summary>Number of the candidate with these samples; null if there is none.</summary>
    public int? NumberOf(Psf psf)
    {
        string wanted = Fingerprint.Of(psf);
        return All.FirstOrDefault(t => Fingerprint.Of(t.Candidate.Psf) == wanted)?.Number;
    }

    public void Dispose()
    {
        Before.Dispose();
        foreach (TriedCandidate candidate in All)
            candidate.Image.Dispose();
    }
}

/// <summary>A candidate and what it does.</summary>
/// <param name="Number">Number from 1: the pick of a replay.</param>
/// <param name="Candidate">The candidate.</param>
/// <param name="Image">The part of the photograph, restored with it.</param>
internal sealed record TriedCandidate(int Number, BlindCandidate Candidate, PlanarImage Image)
{
    /// <summary>The probability as text; null if it is not known.</summary>
    public string? Probability =>
        double.IsNaN(Candidate.Probability) ? null : string.Create(CultureInfo.InvariantCulture, $"probability {100 * Candidate.Probability:F0} %");

    /// <summary>Width and height of the PSF in samples.</summary>
    public (int Width, int Height) Size => (Candidate.Psf.Shape.Width, Candidate.Psf.Shape.Height);
}

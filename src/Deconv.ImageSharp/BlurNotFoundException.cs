using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Imaging;

namespace Deconv.ImageSharp;

/// <summary>No blur was found in an image, or none that can be trusted. The image is unchanged.</summary>
public sealed class BlurNotFoundException : InvalidOperationException
{
    /// <summary>Creates the exception with a message for the verdict.</summary>
    /// <param name="found">The estimate, without a restoration.</param>
    public BlurNotFoundException(BlindPhotograph found)
        : base(Message(found)) => Found = found;

    /// <summary>The PSF that was found and the verdict against it.</summary>
    public BlindPhotograph Found { get; }

    /// <summary>The verdict on the PSF.</summary>
    public BlindVerdict Verdict => Found.Estimate.Verdict;

    private static new string Message(BlindPhotograph found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return $"{Words(found.Estimate.Verdict)} The image is unchanged; "
            + $"set {nameof(BlindOptions)}.{nameof(BlindOptions.AcceptAnyway)} to restore it anyway.";
    }

    private static string Words(BlindVerdict verdict) =>
        verdict.Outcome switch
        {
            BlindOutcome.NotBlurred => "The image looks sharp: its edges are, and no blur explains it better than none.",
            BlindOutcome.NotFound when verdict.Cause == BlindCause.Noise => "The image is so noisy that it would look worse when restored.",
            BlindOutcome.NotFound when verdict.Cause == BlindCause.CutOff =>
                $"The blur reaches the limit of the search; raise {nameof(BlindOptions)}.{nameof(BlindOptions.KernelSize)}.",
            BlindOutcome.NotFound => "The image is blurred, but the blur that was found is probably wrong; see the candidates of the estimate.",
            _ => "The blur was not checked.",
        };
}

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
            BlindOutcome.NotBlurred when verdict.Cause == BlindCause.Dot => "The image looks sharp: the best blur is little more than a dot.",
            BlindOutcome.NotBlurred => "The image looks sharp: no blur explains it better than none.",
            BlindOutcome.Nonuniform => "The blur varies across the image, so no single PSF can remove it.",
            BlindOutcome.Disagreement => "Parts of the image show different blurs, so none of them can be trusted.",
            BlindOutcome.CutOff =>
                $"The blur reaches the limit of the search; raise {nameof(BlindOptions)}.{nameof(BlindOptions.KernelSize)} if it is blurred.",
            BlindOutcome.Worse => "The image is so noisy that it would look worse when restored.",
            _ => "The blur was not checked.",
        };
}

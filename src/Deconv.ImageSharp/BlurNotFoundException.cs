using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Imaging;

namespace Deconv.ImageSharp;

/// <summary>No blur was found in an image, or none that is to be believed. The image is unchanged.</summary>
public sealed class BlurNotFoundException : InvalidOperationException
{
    /// <summary>A refusal with the words for its verdict.</summary>
    /// <param name="found">What was found, without a restoration.</param>
    public BlurNotFoundException(BlindPhotograph found)
        : base(Message(found)) => Found = found;

    /// <summary>The PSF that was found and the verdict against it.</summary>
    public BlindPhotograph Found { get; }

    /// <summary>What speaks against the PSF.</summary>
    public BlindVerdict Verdict => Found.Estimate.Verdict;

    private static new string Message(BlindPhotograph found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return $"{Words(found.Estimate.Verdict)} The image is unchanged; "
            + $"set {nameof(BlindOptions)}.{nameof(BlindOptions.AcceptAnyway)} to restore it all the same.";
    }

    private static string Words(BlindVerdict verdict) =>
        verdict.Outcome switch
        {
            BlindOutcome.NotBlurred when verdict.Cause == BlindCause.Dot => "The image looks sharp: the best blur is little more than a dot.",
            BlindOutcome.NotBlurred => "The image looks sharp: no blur explains it better than none.",
            BlindOutcome.Nonuniform => "The blur changes across the image, so no single PSF takes it back.",
            BlindOutcome.Disagreement => "Parts of the image tell of different blurs, so none of them is to be believed.",
            BlindOutcome.CutOff =>
                $"The blur reaches the limit of the search; raise {nameof(BlindOptions)}.{nameof(BlindOptions.KernelSize)} if it is blurred.",
            BlindOutcome.Worse => "The image is so noisy that it would look worse when restored.",
            _ => "The blur was not checked.",
        };
}

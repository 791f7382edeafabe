using System.Numerics.Tensors;
using Deconv.Psfs;

namespace Deconv.Blind.Verdict;

/// <summary>Turns what is known about the best kernel into a verdict.</summary>
internal static class KernelJudge
{
    /// <summary>Gain below which a family of blurs does not explain an image better than no blur.</summary>
    private const double MinGain = 0.04;

    /// <summary>Gain over <see cref="MinGain"/> at which the fit of a family is right in half of the cases that are left.</summary>
    private const double HalfGain = 0.03;

    /// <summary>Fraction of the mass on the border above which a kernel is cut off.</summary>
    private const double CutOff = 0.06;

    /// <summary>Probability from which a kernel is doubtful where the edges are sharp: more likely right than wrong.</summary>
    private const double FoundInSharp = 0.5;

    /// <summary>Judges a kernel of any shape.</summary>
    /// <param name="psf">The kernel to judge, at its full bound.</param>
    /// <param name="evidence">What is known about it.</param>
    /// <param name="parts">Kernels of disjoint parts of the image; empty when not compared.</param>
    /// <param name="noisy">True if the noise is so large relative to the contrast that the restored image likely looks worse.</param>
    public static BlindVerdict Judge(Psf psf, KernelEvidence evidence, IReadOnlyList<CropKernel> parts, bool noisy)
    {
        double border = psf.Diagnose().BorderMass,
            probability = evidence.Probability;
        bool nonuniform = UniformityTest.Changes(parts);
        BlindCause cause =
            noisy ? BlindCause.Noise
            : border > CutOff ? BlindCause.CutOff
            : nonuniform ? BlindCause.Nonuniform
            : BlindCause.None;
        if (cause != BlindCause.None)
            probability = Math.Min(probability, KernelEvidence.Doubtful);
        bool sharp = evidence.Sharpness >= BlindVerdict.SharpFrom;
        BlindOutcome outcome =
            probability > BlindVerdict.TrustedFrom ? BlindOutcome.Trusted
            : probability >= (sharp ? FoundInSharp : BlindVerdict.FoundFrom) && cause != BlindCause.Noise ? BlindOutcome.Doubtful
            : sharp ? BlindOutcome.NotBlurred
            : BlindOutcome.NotFound;
        return new(outcome, cause, probability, evidence.Agreement, evidence.Peak, border, evidence.Gain)
        {
            SparsityDrop = evidence.Drop,
            EdgeSharpness = evidence.Sharpness,
            Support = evidence.Support,
            Lamps = evidence.Lamps,
            Nonuniform = nonuniform,
        };
    }

    /// <summary>Judges the fit of a family, whose only evidence is the spectrum: a blur of the family is there, or it is not.</summary>
    /// <param name="psf">The kernel.</param>
    /// <param name="gain">Gain in log-likelihood of the spectrum over no blur.</param>
    /// <param name="noisy">As above.</param>
    public static BlindVerdict JudgeFamily(Psf psf, double gain, bool noisy)
    {
        PsfDiagnosis diagnosis = psf.Diagnose();
        double peak = TensorPrimitives.Max(psf.Samples);
        bool blurred = gain >= MinGain && diagnosis.RmsRadius >= 0.7;
        double probability = blurred ? 1 - (0.1 * Math.Pow(0.5, (gain - MinGain) / HalfGain)) : 0;
        if (noisy)
            probability = Math.Min(probability, KernelEvidence.Doubtful);
        BlindOutcome outcome =
            !blurred ? BlindOutcome.NotBlurred
            : noisy ? BlindOutcome.NotFound
            : BlindOutcome.Trusted;
        return new(outcome, noisy ? BlindCause.Noise : BlindCause.None, probability, double.NaN, peak, diagnosis.BorderMass, gain);
    }
}

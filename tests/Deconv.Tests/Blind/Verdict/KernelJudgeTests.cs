using Deconv.Blind.Verdict;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Blind.Verdict;

/// <summary>What the verdict makes of what is known about a kernel.</summary>
public class KernelJudgeTests
{
    private static readonly Psf Shake = Psf.Parse("path:\"0,0 4,1 6,4 4,7\"*gaussian:0.5");
    private static readonly KernelEvidence Good = new(0.42, 0.02, 1, 0.35, 6);

    [Fact]
    public void The_probability_rises_with_the_drop_of_sparsity_and_falls_with_the_sharpness_of_edges()
    {
        double last = 0;
        foreach (double drop in (double[])[0.02, 0.1, 0.18, 0.26, 0.34])
        {
            double probability = (Good with { Drop = drop }).Probability;
            Assert.True(probability > last, $"{probability} at {drop}");
            last = probability;
        }

        foreach (double sharpness in (double[])[0.45, 0.55, 0.65, 0.85, 1])
        {
            double probability = (Good with { Drop = 0.34, Sharpness = sharpness }).Probability;
            Assert.True(probability < last, $"{probability} at {sharpness}");
            last = probability;
        }
    }

    [Fact]
    public void A_kernel_that_restores_clean_edges_is_trusted_and_a_dot_is_not_found()
    {
        Assert.Equal(BlindOutcome.Trusted, Judge(Good).Outcome);
        BlindVerdict dot = Judge(Good with { Drop = 0.1, Radius = 1 });
        Assert.Equal((BlindOutcome.NotFound, false), (dot.Outcome, dot.Found));
    }

    /// <summary>A wide kernel is no dot; what is narrower than 2 pixels is as likely a small blur as a dot.</summary>
    [Fact]
    public void The_probability_rises_with_the_width_of_the_kernel()
    {
        KernelEvidence weak = Good with { Drop = 0.2, Gain = 0 };
        double last = (weak with { Radius = 2 }).Probability;
        Assert.Equal(last, (weak with { Radius = 0.5 }).Probability);
        foreach (double radius in (double[])[2.5, 4, 7.9])
        {
            double probability = (weak with { Radius = radius }).Probability;
            Assert.True(probability > last, $"{probability} at {radius}");
            last = probability;
        }

        Assert.Equal((weak with { Radius = 8 }).Probability, (weak with { Radius = 60 }).Probability);
    }

    [Fact]
    public void Every_lamp_that_shows_the_kernel_speaks_for_it_but_it_stays_doubtful()
    {
        KernelEvidence some = Good with { Drop = 0.1, Gain = 0, Sharpness = double.NaN, Radius = 2.5 };
        double before = some.Probability;
        for (int lamps = 4; lamps <= 7; lamps++)
        {
            double probability = (some with { Lamps = lamps }).Probability;
            Assert.True(probability > before, $"{probability} with {lamps}");
            before = probability;
        }

        Assert.Equal(BlindOutcome.Doubtful, Judge(some with { Drop = 0.2, Lamps = 8 }).Outcome);
        Assert.Equal(Good.Probability, (Good with { Lamps = 8 }).Probability);
        Assert.Equal(BlindOutcome.NotFound, Judge(some with { Drop = -0.1, Radius = 1, Lamps = 100 }).Outcome);
    }

    [Fact]
    public void A_kernel_that_the_other_answers_do_not_support_is_doubtful_but_not_refused()
    {
        Assert.Equal(BlindOutcome.Trusted, Judge(Good with { Support = 0.9 }).Outcome);
        Assert.Equal(BlindOutcome.Doubtful, Judge(Good with { Support = 0.84 }).Outcome);
        Assert.Equal(BlindOutcome.Doubtful, Judge(Good with { Support = 0.7 }).Outcome);
        KernelEvidence weak = Good with { Drop = 0.2, Gain = 0, Radius = 3 };
        Assert.Equal(weak.Probability, (weak with { Support = 0.1 }).Probability);
    }

    /// <summary>Parts of the image are evidence of their own: each was searched alone.</summary>
    [Fact]
    public void Where_support_is_less_the_agreement_of_the_parts_decides()
    {
        foreach (
            (Psf part, BlindOutcome outcome) in ((Psf, BlindOutcome)[])
                [(Shake, BlindOutcome.Trusted), (Psf.Parse("motion:9,120"), BlindOutcome.Doubtful)]
        )
        {
            KernelEvidence compared = Good with { Agreement = PsfSimilarity.Of(Shake, part) };
            Assert.Equal(outcome, Judge(compared with { Support = 0.8 }).Outcome);
            Assert.Equal(BlindOutcome.Trusted, Judge(compared with { Support = 0.9 }).Outcome);
        }
    }

    [Fact]
    public void An_image_with_sharp_edges_is_not_blurred_and_one_without_is_not_called_sharp()
    {
        Assert.Equal(BlindOutcome.NotBlurred, Judge(Good with { Drop = 0.1, Sharpness = 0.9, Radius = 1.5 }).Outcome);
        Assert.Equal(BlindOutcome.NotBlurred, Judge(Good with { Drop = 0.3, Sharpness = 0.9, Radius = 1.5 }).Outcome);
        Assert.Equal(BlindOutcome.NotFound, Judge(Good with { Drop = 0.1, Sharpness = double.NaN, Radius = 1.5 }).Outcome);
    }

    [Fact]
    public void A_kernel_that_reaches_its_border_is_doubtful_at_best()
    {
        BlindVerdict verdict = KernelJudge.Judge(Psf.Parse("box:9"), Good, [], false);
        Assert.Equal((BlindOutcome.Doubtful, BlindCause.CutOff), (verdict.Outcome, verdict.Cause));
        Assert.InRange(verdict.Probability, BlindVerdict.FoundFrom, BlindVerdict.TrustedFrom);
    }

    [Fact]
    public void Noise_that_a_restoration_would_amplify_is_a_reason_not_to_restore()
    {
        BlindVerdict verdict = KernelJudge.Judge(Framed(Shake), Good, [], true);
        Assert.Equal((BlindOutcome.NotFound, BlindCause.Noise), (verdict.Outcome, verdict.Cause));
    }

    [Theory]
    [InlineData(-0.1, BlindOutcome.NotBlurred)]
    [InlineData(0.03, BlindOutcome.NotBlurred)]
    [InlineData(0.05, BlindOutcome.Trusted)]
    [InlineData(1, BlindOutcome.Trusted)]
    public void A_family_is_judged_by_the_spectrum(double gain, BlindOutcome expected)
    {
        BlindVerdict verdict = KernelJudge.JudgeFamily(Psf.Parse("disk:3"), gain, false);
        Assert.Equal(expected, verdict.Outcome);
        Assert.Equal(expected == BlindOutcome.Trusted, verdict.Probability > BlindVerdict.TrustedFrom);
    }

    private static BlindVerdict Judge(KernelEvidence evidence) => KernelJudge.Judge(Framed(Shake), evidence, [], false);

    /// <summary>With an empty border, as a kernel has that was found within its bound.</summary>
    private static Psf Framed(Psf psf)
    {
        var shape = new Shape(psf.Shape.Height + 4, psf.Shape.Width + 4);
        var samples = new float[shape.Count];
        for (int y = 0; y < psf.Shape.Height; y++)
            psf.Samples.Slice(y * psf.Shape.Width, psf.Shape.Width).CopyTo(samples.AsSpan(((y + 2) * shape.Width) + 2));
        return Psf.FromSamples(shape, samples);
    }
}

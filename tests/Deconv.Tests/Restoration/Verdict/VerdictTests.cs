using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;
using Xunit;

namespace Deconv.Tests.Restoration.Verdict;

/// <summary>The verdict on an answer, and the doctor on a PSF: right ones are called right, wrong ones by their fault.</summary>
public class VerdictTests
{
    private static readonly Shape Size = new(220, 240);

    private static PlanarImage Photo(Psf psf, double noise = 0.005) => Scenes.Photograph(Scenes.Drawn(Size), psf, noise).Photo;

    [Theory]
    [InlineData("disk:4", "disk:4", FitVerdict.Fits)]
    [InlineData("disk:4", "disk:2.5", FitVerdict.PsfTooSmall)]
    [InlineData("disk:4", "disk:5.5", FitVerdict.Artifacts)]
    [InlineData("motion:15,20", "motion:15,20", FitVerdict.Fits)]
    [InlineData("motion:15,20", "motion:19,20", FitVerdict.Artifacts)]
    public void A_PSF_of_the_wrong_size_does_not_fit(string blurred, string assumed, FitVerdict expected)
    {
        using PlanarImage photo = Photo(Psf.Parse(blurred));
        using DeconvolutionResult result = Deconvolver.Run(photo, Psf.Parse(assumed));
        Assert.Equal(expected, result.Check.Verdict);
        FitCause cause = expected == FitVerdict.Artifacts ? FitCause.PsfWrong : FitCause.None;
        Assert.Equal((cause, expected == FitVerdict.Fits), (result.Check.Cause, result.Check.Fits));
    }

    /// <summary>
    /// Who restores with several PSFs to choose among them leaves the trial of other sizes out; the answer and the rest of the check are the same.
    /// </summary>
    [Fact]
    public void Without_the_trial_of_sizes_only_that_verdict_is_missing()
    {
        using PlanarImage photo = Photo(Psf.Disk(4));
        using DeconvolutionResult tried = Deconvolver.Run(photo, Psf.Disk(2.5)),
            untried = Deconvolver.RunWith(photo, Psf.Disk(2.5), new(), new() { TrySizes = false });
        Assert.Equal(FitVerdict.PsfTooSmall, tried.Check.Verdict);
        Assert.NotEqual(FitVerdict.PsfTooSmall, untried.Check.Verdict);
        Assert.Equal(tried.Check.ChiSquare, untried.Check.ChiSquare);
        Assert.True(tried.Image[0].SequenceEqual(untried.Image[0]));
    }

    [Fact]
    public void Numbers_of_a_good_fit()
    {
        Psf psf = Psf.Disk(3);
        using PlanarImage photo = Photo(psf, 0.01);
        using DeconvolutionResult result = Deconvolver.Run(photo, psf);
        Assert.InRange(result.Check.ChiSquare, 0.6, 1.2);
        Assert.InRange(result.Check.Whiteness, 0, 0.12);
        Assert.InRange(result.Check.NoiseGain, 0, 1);
        Assert.InRange(result.Check.OvershootPercent, 0, 10);
        Assert.Equal(0, result.Check.ClippedPercent);
        Assert.True(result.Check.Fits);
    }

    [Fact]
    public void Too_little_smoothing_amplifies_noise()
    {
        Psf psf = Psf.Disk(1);
        using PlanarImage photo = Photo(psf, 0.02);
        using DeconvolutionResult result = Deconvolver.Run(
            photo,
            psf,
            new()
            {
                Lambda = 1e-7,
                Control = new() { Iterations = 60 },
            }
        );
        Assert.Equal((FitVerdict.Artifacts, FitCause.NoiseAmplified), (result.Check.Verdict, result.Check.Cause));
    }

    [Fact]
    public void Noise_that_was_taken_too_low_leaves_structure()
    {
        Psf psf = Psf.Disk(3);
        using PlanarImage photo = Photo(psf, 0.03);
        using DeconvolutionResult result = Deconvolver.Run(photo, psf, new() { Noise = 0.008, Lambda = 0.01 });
        Assert.Equal((FitVerdict.StructureLeft, FitCause.StrengthGiven), (result.Check.Verdict, result.Check.Cause));
    }

    [Fact]
    public void The_residual_map_is_the_residual_in_units_of_the_noise()
    {
        Psf psf = Psf.Disk(3);
        using PlanarImage photo = Photo(psf, 0.01);
        using DeconvolutionResult result = Deconvolver.Run(photo, psf);
        Assert.Equal(photo.Shape, result.Residual.Shape);
        Assert.Equal(0, result.Residual[0][0]); // at the frame nothing is known
        double sum = 0;
        int count = 0;
        foreach (float v in result.Residual[0])
        {
            sum += v * v;
            count += v != 0 ? 1 : 0;
        }

        Assert.Equal(result.Check.ChiSquare, sum / count, 1e-3);
    }

    [Theory]
    [InlineData("disk:4", "disk:4", PsfVerdict.Right)]
    [InlineData("disk:4", "disk:3", PsfVerdict.PsfTooSmall)]
    [InlineData("disk:4", "disk:5", PsfVerdict.PsfTooLarge)]
    public void The_doctor_knows_the_size(string blurred, string assumed, PsfVerdict expected)
    {
        using PlanarImage photo = Photo(Psf.Parse(blurred));
        Assert.Equal(expected, PsfExaminer.Examine(photo, Psf.Parse(assumed)).Verdict);
    }

    [Fact]
    public void The_doctor_knows_a_flipped_PSF()
    {
        Psf psf = PsfFileTerm.Centered(Psf.Parse("path:\"0,0 9,3 13,12;w=3,1\""), "centroid");
        using PlanarImage photo = Photo(psf, 0.003);
        Assert.Equal(PsfVerdict.Right, PsfExaminer.Examine(photo, psf).Verdict);
        Assert.Equal(PsfVerdict.Flipped, PsfExaminer.Examine(photo, psf.Flip()).Verdict);
    }
}

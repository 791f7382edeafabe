using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Psfs;

/// <summary>Every finding, where it is due and where it is not.</summary>
public class PsfDiagnosisTests
{
    private static PsfFlaw[] Flaws(Psf psf) => [.. psf.Diagnose().Findings.Select(f => f.Flaw)];

    /// <summary>The same samples without the knowledge that a formula made them, as when they come from a file.</summary>
    private static Psf FromFile(Psf psf, Action<float[]>? change = null)
    {
        float[] samples = psf.Samples.ToArray();
        change?.Invoke(samples);
        return Psf.FromSamples(psf.Shape, samples);
    }

    [Theory]
    [InlineData("disk:3")]
    [InlineData("gaussian:1.5")]
    [InlineData("motion:15,30")]
    [InlineData("box:3")]
    [InlineData("box:5")]
    [InlineData("motion:15")]
    [InlineData("moffat:20,1.5")]
    [InlineData("disk:3*gaussian:0.6")]
    public void Nothing_is_wrong_with_an_analytic_blur(string text) => Assert.Empty(Flaws(Psf.Parse(text)));

    [Fact]
    public void Nothing_is_wrong_with_a_good_file()
    {
        Assert.Empty(Flaws(FromFile(Psf.Gaussian(1.5))));
        Assert.Empty(Flaws(FromFile(Psf.Motion(15)))); // even samples are a shape, not a background
    }

    [Fact]
    public void Off_center()
    {
        Psf disk = Psf.Disk(3);
        Assert.Contains(PsfFlaw.OffCenter, Flaws(disk.WithOrigin(disk.OriginRow, disk.OriginColumn + 1)));
        PsfDiagnosis d = disk.WithOrigin(disk.OriginRow + 3, disk.OriginColumn - 4 + 1).Diagnose();
        Assert.Equal(Math.Sqrt(9 + 9), d.Shift, 1e-4);

        // 0.4 px off is left to the eye.
        Assert.DoesNotContain(PsfFlaw.OffCenter, Flaws(Psf.Parse("path:\"-2.6,0 3.4,0\"")));
    }

    [Fact]
    public void Negative_lobes()
    {
        Assert.Contains(PsfFlaw.NegativeLobes, Flaws(FromFile(Psf.Gaussian(1.5), s => s[0] = s[^1] = -0.02f)));
        Assert.DoesNotContain(PsfFlaw.NegativeLobes, Flaws(FromFile(Psf.Gaussian(1.5), s => s[0] = s[^1] = -0.004f)));
    }

    [Fact]
    public void Background()
    {
        Assert.Contains(PsfFlaw.Background, Flaws(FromFile(Psf.Gaussian(1.5), s => Add(s, 0.002f * s.Max()))));
        Assert.DoesNotContain(PsfFlaw.Background, Flaws(FromFile(Psf.Gaussian(1.5), s => Add(s, 0.0002f * s.Max()))));

        static void Add(float[] s, float level)
        {
            for (int i = 0; i < s.Length; i++)
                s[i] += level;
        }
    }

    [Fact]
    public void Cut_off()
    {
        Psf wide = Psf.Gaussian(4);
        float[] middle = [.. from y in Enumerable.Range(-5, 11) from x in Enumerable.Range(-5, 11) select (float)PsfGeneratorTests.At(wide, y, x)];
        Assert.Contains(PsfFlaw.CutOff, Flaws(Psf.FromSamples(new(11, 11), middle)));
        Assert.DoesNotContain(PsfFlaw.CutOff, Flaws(FromFile(wide)));
    }

    [Fact]
    public void Almost_delta()
    {
        Assert.Contains(PsfFlaw.AlmostDelta, Flaws(Psf.Delta()));
        Assert.Contains(PsfFlaw.AlmostDelta, Flaws(Psf.Gaussian(0.1)));
        Assert.DoesNotContain(PsfFlaw.AlmostDelta, Flaws(Psf.Gaussian(0.5)));
    }

    [Fact]
    public void Even_size()
    {
        Assert.Contains(PsfFlaw.EvenSize, Flaws(Psf.FromSamples(new(4, 5), Samples.Positive(20, 1))));
        Assert.Contains(PsfFlaw.EvenSize, Flaws(Psf.FromSamples(new(5, 4), Samples.Positive(20, 1))));
        Assert.DoesNotContain(PsfFlaw.EvenSize, Flaws(Psf.FromSamples(new(5, 5), Samples.Positive(25, 1))));
    }

    [Fact]
    public void Findings_come_most_serious_first_with_their_numbers()
    {
        float[] samples = new float[16];
        (samples[0], samples[15]) = (1, -0.05f);
        PsfDiagnosis d = Psf.FromSamples(new(4, 4), samples).Diagnose();
        Assert.Equal([PsfFlaw.OffCenter, PsfFlaw.NegativeLobes], d.Findings.Take(2).Select(f => f.Flaw));
        Assert.Equal([d.Shift, d.NegativeMass], d.Findings.Take(2).Select(f => f.Value));
        Assert.Equal(new PsfFinding(PsfFlaw.EvenSize, double.NaN), d.Findings[^1]);
    }

    [Fact]
    public void Numbers_are_those_of_the_samples()
    {
        PsfDiagnosis d = Psf.FromSamples(new(3, 3), [0, 0, 0, 0, 2, 6, 0, 0, 0]).Diagnose();
        Assert.Equal(8, d.OriginalSum);
        Assert.Equal((1, 1.75), (d.CentroidRow, d.CentroidColumn));
        Assert.Equal((1, 2), (d.PeakRow, d.PeakColumn));
        Assert.Equal(0.75, d.Shift);
        Assert.Equal(Math.Sqrt(0.25 * 0.75), d.RmsRadius, 1e-9); // a coin: √(p(1 − p))
        Assert.Equal(0.75, d.BorderMass);
        Assert.Equal(0, d.NegativeMass);
        Assert.Equal(0, d.FloorRatio);
        Assert.Equal(0.1, d.Symmetry, 1e-6); // 0.25² of 0.25² + 0.75²
        Assert.Equal(1, Psf.Disk(3).Diagnose().Symmetry, 1e-5);
    }
}

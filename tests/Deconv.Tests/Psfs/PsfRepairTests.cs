using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Psfs;

/// <summary>What the diagnosis finds wrong is right afterwards.</summary>
public class PsfRepairTests
{
    [Fact]
    public void Background_and_shift_are_taken_out()
    {
        Psf good = Psf.Disk(3);
        var shape = new Shape(20, 24);
        var samples = new float[shape.Count];
        float[] noise = Samples.Normal(shape.Count, 4);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = Math.Max(0, 0.002f + (0.0002f * noise[i]));
        for (int y = 0; y < good.Shape.Height; y++)
        for (int x = 0; x < good.Shape.Width; x++)
            samples[((y + 9) * 24) + x + 3] += good.Samples[(y * good.Shape.Width) + x];
        Psf bad = Psf.FromSamples(shape, samples);
        Assert.Contains(bad.Diagnose().Findings, f => f.Flaw == PsfFlaw.Background);
        Psf repaired = PsfRepair.Repair(bad);
        PsfDiagnosis d = repaired.Diagnose();
        Assert.DoesNotContain(d.Findings, f => f.Flaw is PsfFlaw.Background or PsfFlaw.OffCenter or PsfFlaw.EvenSize or PsfFlaw.NegativeLobes);
        Assert.InRange(d.RmsRadius, 0.97 * good.Diagnose().RmsRadius, 1.03 * good.Diagnose().RmsRadius);
        Assert.True(repaired.Shape.Height <= 9 && repaired.Shape.Width <= 9, repaired.Shape.ToString());
    }

    [Fact]
    public void A_center_between_samples_is_moved_onto_one()
    {
        Psf repaired = PsfRepair.Repair(
            Psf.FromSamples(new(6, 6), [.. Samples.Positive(36, 3).Select((v, i) => i % 6 is 0 or 5 || i / 6 is 0 or 5 ? 0 : v)])
        );
        PsfDiagnosis d = repaired.Diagnose();
        Assert.True(d.Shift < 0.5, $"{d.Shift} px");
        Assert.DoesNotContain(d.Findings, f => f.Flaw is PsfFlaw.OffCenter or PsfFlaw.EvenSize);
    }

    [Theory]
    [InlineData("disk:3")]
    [InlineData("motion:15,30")]
    [InlineData("gaussian:2")]
    public void A_good_psf_stays_as_it_is(string spec)
    {
        Psf psf = Psf.Parse(spec, _ => throw new NotSupportedException()),
            repaired = PsfRepair.Repair(psf);
        Assert.Equal(psf.Diagnose().RmsRadius, repaired.Diagnose().RmsRadius, 0.03);
    }
}

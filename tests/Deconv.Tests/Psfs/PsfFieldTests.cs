using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Psfs;

public class PsfFieldTests
{
    private static readonly Shape Frame = new(101, 201);

    [Fact]
    public void PSFs_of_any_shape_get_one_shape_and_one_origin()
    {
        var field = new PsfField([0], [0, 9], [Psf.FromSamples(new(1, 4), [1, 2, 3, 4], 0, 3), Psf.FromSamples(new(3, 2), [1, 2, 3, 4, 5, 6], 1, 0)]);
        Assert.Equal((new Shape(3, 5), 1, 3), (field.Shape, field.OriginRow, field.OriginColumn));
        Assert.Equal([0, 0, 0, 0, 0, 0.1f, 0.2f, 0.3f, 0.4f, 0, 0, 0, 0, 0, 0], field.Psfs[0].Samples.ToArray());
        Assert.Equal((1, 3), (field.Psfs[1].OriginRow, field.Psfs[1].OriginColumn));
        Assert.Equal(5f / 21, field.Psfs[1].Samples[13], 1e-6);
    }

    [Fact]
    public void Between_places_the_PSF_is_mixed_and_beyond_them_it_stays()
    {
        PsfField field = PsfField.Over(Frame, new(2, 3), (row, column) => Psf.Box(row == 0 ? 1 : 3, column == 0 ? 1 : 5));
        Assert.Equal([0, 100], field.Rows);
        Assert.Equal([0, 100, 200], field.Columns);
        Assert.Equal(field.Psfs[4].Samples.ToArray(), field.At(100, 100).Samples.ToArray());
        Assert.Equal(field.Psfs[0].Samples.ToArray(), field.At(-40, -7).Samples.ToArray());
        ReadOnlySpan<float> mixed = field.At(25, 150).Samples,
            above = field.Psfs[1].Samples,
            below = field.Psfs[4].Samples;
        for (int i = 0; i < mixed.Length; i++)
            Assert.Equal((0.75f * above[i]) + (0.25f * below[i]), mixed[i], 1e-6);
    }

    [Fact]
    public void A_part_and_another_size_see_the_same_PSFs()
    {
        PsfField field = PsfField.Over(Frame, new(5, 7), (row, column) => Psf.Gaussian(0.5 + (row / 100) + (column / 400)));
        Close(field.At(60, 90), field.Part(20, 50).At(40, 40));
        Close(field.At(50, 100), field.For(Frame, new(202, 402)).At(100.5, 200.5));
        Close(field.At(50, 100), field.Middle(Frame));
        Assert.Same(field, field.For(Frame, Frame));
    }

    [Fact]
    public void The_sharpest_PSF_is_that_of_the_narrowest_blur()
    {
        PsfField field = PsfField.Over(Frame, new(1, 4), (_, column) => Psf.Gaussian(0.7 + (Math.Abs(column - 66.7) / 20)));
        Assert.Same(field.Psfs[1], field.Sharpest);
    }

    [Fact]
    public void What_is_no_grid_is_refused()
    {
        Psf one = Psf.Delta();
        Refused(() => new PsfField([], [0], []), "at least one place");
        Refused(() => new PsfField([0, 0], [0], [one, one]), "increase");
        Refused(() => new PsfField([0, double.NaN], [0], [one, one]), "finite");
        Refused(() => new PsfField([0, 1], [0], [one]), "needs 2 PSFs, not 1");
        Refused(() => PsfField.Over(new(4, 4), new(5, 1), (_, _) => one), "cannot have 5x1 places");

        static void Refused(Func<object> create, string word) => Assert.Contains(word, Assert.Throws<InvalidPsfException>(create).Message);
    }

    private static void Close(Psf expected, Psf actual)
    {
        for (int i = 0; i < expected.Samples.Length; i++)
            Assert.Equal(expected.Samples[i], actual.Samples[i], 1e-5);
    }
}

using Deconv.Estimation;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Estimation;

public class EmptyBorderTests
{
    private static readonly Shape Size = new(80, 100);

    private static PlanarImage Textured()
    {
        var image = new PlanarImage(Size, 3);
        for (int c = 0; c < 3; c++)
        for (int i = 0; i < Size.Count; i++)
            image[c][i] = 0.4f + (0.2f * MathF.Sin((i % 100 / 6f) + c) * MathF.Cos(i / 100 / 7f));
        return image;
    }

    private static int Found(PlanarImage image, bool[]? known = null) => EmptyBorder.Mark(image, known ?? new bool[image.Shape.Count]);

    /// <summary>The triangle below a diagonal: 20 · 21 / 2 pixels.</summary>
    private static void CutCorner(PlanarImage image, float value)
    {
        for (int c = 0; c < 3; c++)
        for (int y = 0; y < 20; y++)
            image.Row(c, y)[..(20 - y)].Fill(value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0.9)]
    public void The_corner_of_a_turned_picture_is_empty(float value)
    {
        using PlanarImage image = Textured();
        CutCorner(image, value);
        bool[] marks = new bool[Size.Count];
        Assert.Equal(210, Found(image, marks));
        Assert.True(marks[0] && marks[19] && !marks[20] && marks[1900] && !marks[2000]);
    }

    [Fact]
    public void Bars_on_both_sides_are_empty()
    {
        using PlanarImage image = Textured();
        for (int c = 0; c < 3; c++)
        for (int y = 0; y < 80; y++)
        {
            image.Row(c, y)[..9].Clear();
            image.Row(c, y)[95..].Clear();
        }

        Assert.Equal(80 * 14, Found(image));
    }

    /// <summary>Black scenery, or light that is clipped: the blur leads up to it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void What_a_blurred_picture_approaches_gently_is_part_of_it(float value)
    {
        using PlanarImage scene = Textured();
        CutCorner(scene, value);
        using PlanarImage blurred = Degradation.Blur(scene, Psf.Disk(3), Boundary.Symmetric, threads: 1);
        foreach (int c in (int[])[0, 1, 2])
        foreach (ref float v in blurred[c])
            v = MathF.Round(255 * Math.Min(1, v)) / 255;
        Assert.Equal(0, Found(blurred));
    }

    [Fact]
    public void Nor_are_small_areas_areas_inside_and_areas_with_noise()
    {
        using PlanarImage image = Textured();
        for (int c = 0; c < 3; c++)
        {
            image.Row(c, 0)[..40].Clear();
            for (int y = 30; y < 50; y++)
                image.Row(c, y).Slice(30, 30).Clear();
            for (int y = 60; y < 80; y++)
            for (int x = 0; x < 20; x++)
                image.Row(c, y)[x] = (x + y) % 2 * 1e-6f;
        }

        Assert.Equal(0, Found(image));
        bool[] known = new bool[Size.Count];
        Array.Fill(known, true);
        Assert.Equal(0, Found(image, known));
    }
}

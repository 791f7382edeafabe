using Deconv.Estimation;
using Xunit;

namespace Deconv.Tests.Estimation;

public class EmptyRowsTests
{
    /// <summary>The corners of a turned photograph, an island of their value, a bar of white, and a gentle plateau.</summary>
    private static PlanarImage Panorama(int planes)
    {
        var image = new PlanarImage(new(120, 150), planes);
        var random = new Random(3);
        for (int y = 0; y < 120; y++)
        for (int x = 0; x < 150; x++)
        {
            bool corner = x + (2 * y) < 60 || (150 - x) + (120 - y) < 40,
                island = x is > 60 and < 90 && y is > 50 and < 60,
                bar = x is > 40 and < 70 && y < 9;
            for (int plane = 0; plane < planes; plane++)
                image.Row(plane, y)[x] =
                    corner || island ? 0
                    : bar ? 1
                    : 0.3f + (0.3f * random.NextSingle());
        }

        return image;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Areas_are_those_that_are_found_in_memory_up_to_their_tips(int planes)
    {
        using PlanarImage image = Panorama(planes);
        bool[] marked = new bool[image.Shape.Count];
        int count = EmptyBorder.Mark(image, marked);
        var rows = new EmptyRows(image.Shape, planes);
        for (int y = 0; y < image.Shape.Height; y += 7)
        {
            using PlanarImage strip = image.Crop(y, 0, new(Math.Min(7, image.Shape.Height - y), image.Shape.Width));
            rows.Add(strip);
        }

        EmptyRuns found = rows.Found()!;
        int both = 0,
            more = 0;
        for (int y = 0; y < image.Shape.Height; y++)
        {
            float[] weights = new float[image.Shape.Width];
            Array.Fill(weights, 1f);
            found.Clear(y, weights);
            for (int x = 0; x < weights.Length; x++)
                if (weights[x] == 0)
                    _ = marked[(y * weights.Length) + x] ? both++ : more++;
        }

        Assert.Equal(0, more);
        Assert.InRange(both, 0.97 * count, count);
        Assert.Equal((double)both / image.Shape.Count, found.Share, 1e-12);
    }

    [Fact]
    public void A_photograph_has_none()
    {
        using PlanarImage image = Panorama(1);
        using PlanarImage middle = image.Crop(30, 10, new(60, 100));
        var rows = new EmptyRows(middle.Shape, 1);
        rows.Add(middle);
        Assert.Null(rows.Found());
    }
}

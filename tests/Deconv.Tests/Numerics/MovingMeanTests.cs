using Deconv.Numerics;
using Xunit;

namespace Deconv.Tests.Numerics;

public class MovingMeanTests
{
    /// <summary>The definition, also where the box is larger than the image.</summary>
    [Theory]
    [InlineData(7, 11, 2, 1)]
    [InlineData(1, 9, 0, 3)]
    [InlineData(8, 1, 3, 0)]
    [InlineData(5, 4, 20, 30)]
    [InlineData(6, 5, 0, 0)]
    public void It_is_the_mean_of_the_samples_of_the_box_inside_the_image(int height, int width, int rows, int columns)
    {
        var shape = new Shape(height, width);
        float[] image = Samples.Positive(shape.Count, 5),
            means = [.. image];
        MovingMean.Apply(means, shape, rows, columns);
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
        {
            var box = new List<float>();
            for (int v = Math.Max(0, y - rows); v <= Math.Min(height - 1, y + rows); v++)
            for (int u = Math.Max(0, x - columns); u <= Math.Min(width - 1, x + columns); u++)
                box.Add(image[(v * width) + u]);
            Assert.Equal(box.Average(), means[(y * width) + x], 1e-5);
        }
    }
}

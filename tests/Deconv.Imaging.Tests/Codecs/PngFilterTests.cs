using Deconv.Imaging.Codecs.Png;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>The row filters, many bytes at once, are those of the specification, byte by byte (PNG, 9.2).</summary>
public class PngFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void Filters_are_applied_as_specified_and_undone(int step)
    {
        var random = new Random(step);
        for (int pixels = 1; pixels < 60; pixels++)
        for (int filter = 0; filter < PngFilter.Count; filter++)
        {
            byte[] row = new byte[pixels * step],
                above = new byte[pixels * step],
                filtered = new byte[pixels * step];
            random.NextBytes(row);
            random.NextBytes(above);
            // Equal neighbors decide in which order the fourth filter tries them.
            for (int i = 0; i < row.Length; i += 3)
                row[i] = above[i] = 7;
            PngFilter.Apply(filter, row, above, step, filtered);
            for (int i = 0; i < row.Length; i++)
                Assert.Equal((byte)(row[i] - Predicted(filter, row, above, step, i)), filtered[i]);
            Assert.True(PngFilter.Undo(filter, filtered, above, step));
            Assert.Equal(row, filtered);
        }
    }

    /// <summary>In a drawing shapes repeat, and a photograph does not pay for looking for them.</summary>
    [Theory]
    [InlineData(1 << 15)]
    [InlineData(1 << 19)]
    public void Repeated_shapes_are_found(int length)
    {
        var random = new Random(1);
        byte[] shape = new byte[300],
            drawing = new byte[length];
        random.NextBytes(shape);
        for (int at = 0; at + shape.Length <= length; at += 2000)
            shape.CopyTo(drawing, at);
        Assert.InRange(DeflatedBand.Pack(drawing).Packed.Length, 1, length / 25);
    }

    private static int Predicted(int filter, byte[] row, byte[] above, int step, int i)
    {
        int left = i >= step ? row[i - step] : 0,
            corner = i >= step ? above[i - step] : 0,
            up = above[i];
        switch (filter)
        {
            case 1:
                return left;
            case 2:
                return up;
            case 3:
                return (left + up) / 2;
            case 4:
                int estimate = left + up - corner;
                (int Distance, int Value)[] choices =
                [
                    (Math.Abs(estimate - left), left),
                    (Math.Abs(estimate - up), up),
                    (Math.Abs(estimate - corner), corner),
                ];
                return choices.MinBy(c => c.Distance).Value;
            default:
                return 0;
        }
    }
}

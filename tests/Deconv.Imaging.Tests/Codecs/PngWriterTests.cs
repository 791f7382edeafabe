using Deconv.Imaging.Codecs.Png;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>What decides the size of PNG files.</summary>
public class PngWriterTests
{
    [Fact]
    public void The_cost_of_a_filtered_row_is_the_sum_of_its_signed_bytes_without_their_signs()
    {
        var random = new Random(1);
        foreach (int length in (int[])[0, 1, 31, 64, 65, 1000, 70000])
        {
            var row = new byte[length];
            random.NextBytes(row);
            Assert.Equal(row.Sum(b => Math.Abs((int)(sbyte)b)), PngFilter.Cost(row));
            Array.Fill(row, (byte)0x80);
            Assert.Equal(128L * length, PngFilter.Cost(row));
        }
    }

    /// <summary>Letters repeat, and a coding for photographs does not see it.</summary>
    [Fact]
    public void Repeated_shapes_take_little_room()
    {
        var shape = new byte[1000];
        new Random(2).NextBytes(shape);
        byte[] data = [.. Enumerable.Range(0, 300).SelectMany(i => i % 3 == 0 ? shape : new byte[1000])];
        Assert.InRange(DeflatedBand.Pack(data).Packed.Length, 1000, 6000);
    }
}

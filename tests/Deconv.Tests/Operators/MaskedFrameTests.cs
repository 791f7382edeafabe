using Deconv.Numerics;
using Deconv.Operators;
using Xunit;

namespace Deconv.Tests.Operators;

public class MaskedFrameTests
{
    private static readonly float[] Picture = Samples.Positive(6, 1);

    [Fact]
    public void The_image_lies_in_its_place_and_the_mask_around_it_is_0()
    {
        using var frame = new MaskedFrame(new(6, 8), new(2, 3), new(1, 2, 3, 1), Picture, default);
        for (int y = 0; y < 6; y++)
        for (int x = 0; x < 8; x++)
        {
            bool inside = y is >= 1 and < 3 && x is >= 3 and < 6;
            Assert.Equal(inside ? 1 : 0, frame.Mask[(y * 8) + x]);
            Assert.Equal(inside ? Picture[((y - 1) * 3) + x - 3] : 0, frame.Observed[(y * 8) + x]);
            if (inside)
                Assert.Equal(Picture[((y - 1) * 3) + x - 3], frame.Start[(y * 8) + x]);
        }

        float[] back = new float[6];
        frame.Crop(frame.Observed, back);
        Assert.Equal(Picture, back);
    }

    /// <summary>Around the cycle no neighbor differs by more than the image's own range over the gap.</summary>
    [Fact]
    public void The_start_runs_smoothly_from_the_last_sample_to_the_first()
    {
        using var frame = new MaskedFrame(new(1, 10), new(1, 2), new(0, 0, 4, 4), [0, 0.9f], default);
        float[] start = frame.Start.ToArray();
        for (int i = 0; i < 10; i++)
            if (i != 4)
                Assert.InRange(Math.Abs(start[(i + 1) % 10] - start[i]), 0.09f, 0.11f);
        Assert.Equal(0, start[4]);
        Assert.Equal(0.9f, start[5]);
    }

    [Fact]
    public void Weights_are_the_mask_and_what_is_not_trusted_is_bridged_in_the_start()
    {
        float[] weights = [0, 1, 0, 0, 0.5f, 0],
            picture = [99, 1, 99, 99, 4, 99];
        using var frame = new MaskedFrame(new(1, 6), new(1, 6), default, picture, weights);
        Assert.Equal(weights, frame.Mask.ToArray());
        Assert.Equal([1, 1, 2, 3, 4, 4], frame.Start.ToArray());
    }

    [Fact]
    public void A_row_without_trust_starts_as_the_row_above()
    {
        using var frame = new MaskedFrame(new(3, 2), new(3, 2), default, [1, 2, 99, 99, 5, 6], (float[])[1, 1, 0, 0, 1, 1]);
        Assert.Equal([1, 2, 1, 2, 5, 6], frame.Start.ToArray());
    }

    /// <summary>The buffers change hands without a copy: the frame keeps only where the image lies, and gives none of them back.</summary>
    [Fact]
    public void Detached_buffers_hold_what_the_frame_held_and_belong_to_the_taker()
    {
        float[] weights = [0, 1, 1, 0.5f, 1, 1];
        var shape = new Shape(6, 8);
        var margins = new Margins(1, 2, 3, 1);
        using var same = new MaskedFrame(shape, new(2, 3), margins, Picture, weights);
        var frame = new MaskedFrame(shape, new(2, 3), margins, Picture, weights);
        (AlignedBuffer observed, AlignedBuffer mask, AlignedBuffer start) = frame.Detach();
        Assert.True(frame.Observed.IsEmpty && frame.Mask.IsEmpty && frame.Start.IsEmpty);
        frame.Dispose();
        using AlignedBuffer next = AlignedPool.Rent(shape.Count); // were they given back, this would be one of them
        next.Span.Fill(float.NaN);
        Assert.Equal(same.Observed.ToArray(), observed.Span.ToArray());
        Assert.Equal(same.Mask.ToArray(), mask.Span.ToArray());
        Assert.Equal(same.Start.ToArray(), start.Span.ToArray());
        float[] back = new float[6];
        frame.Crop(observed.Span, back);
        Assert.Equal(Picture, back);
        Assert.Equal(new Shape(2, 3), frame.ImageShape);
        observed.Dispose();
        mask.Dispose();
        start.Dispose();
    }
}

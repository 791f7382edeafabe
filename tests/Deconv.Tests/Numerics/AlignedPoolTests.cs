using Deconv.Numerics;
using Xunit;

namespace Deconv.Tests.Numerics;

/// <summary>The pool is shared by all tests that run at this moment, so these use lengths that nothing else rents.</summary>
public class AlignedPoolTests
{
    [Fact]
    public unsafe void Every_buffer_starts_on_a_64_byte_boundary_and_is_as_long_as_asked()
    {
        foreach (int length in (int[])[0, 1, 15, 16, 17, 1000, 4099, 1 << 18])
        {
            using AlignedBuffer buffer = AlignedPool.Rent(length);
            Assert.Equal(length, buffer.Length);
            Assert.Equal(length, buffer.Span.Length);
            Assert.Equal(length, buffer.Memory.Length);
            Assert.Equal(0, (long)buffer.Pointer % 64);
            if (length == 0)
                continue;
            buffer.Span[length - 1] = 7;
            Assert.Equal(7, buffer.Pointer[length - 1]);
            Assert.Equal(7, buffer.Memory.Span[length - 1]);
        }
    }

    [Fact]
    public void What_is_handed_back_is_handed_out_again()
    {
        const int Length = 1_234_577;
        float[]? first,
            second = null;
        for (int attempt = 0; ; attempt++)
        {
            using (AlignedBuffer buffer = AlignedPool.Rent(Length))
                first = buffer.Array;
            using (AlignedBuffer buffer = AlignedPool.Rent(Length - 3))
                second = buffer.Array;

            // Another test may trim the shared pool in between, but not every time.
            if (ReferenceEquals(first, second) || attempt == 5)
                break;
        }

        Assert.Same(first, second);
    }

    [Fact]
    public void Two_that_are_out_at_once_share_nothing()
    {
        AlignedBuffer[] buffers = [.. Enumerable.Range(0, 20).Select(_ => AlignedPool.Rent(777))];
        for (int i = 0; i < buffers.Length; i++)
            buffers[i].Span.Fill(i);
        for (int i = 0; i < buffers.Length; i++)
            Assert.All(buffers[i].Span.ToArray(), v => Assert.Equal(i, v));
        foreach (AlignedBuffer buffer in buffers)
            buffer.Dispose();
    }

    /// <summary>A small request does not take a large buffer from its rightful owner.</summary>
    [Fact]
    public void A_buffer_more_than_twice_too_big_is_not_handed_out()
    {
        float[]? large;
        using (AlignedBuffer buffer = AlignedPool.Rent(3_100_003))
            large = buffer.Array;
        using AlignedBuffer small = AlignedPool.Rent(1_000_003);
        Assert.NotSame(large, small.Array);
        Assert.True(small.Array!.Length <= 2 * (1_000_003 + 16));
    }

    [Fact]
    public void Idle_memory_is_bounded_by_a_quarter_of_the_machine_and_can_be_dropped()
    {
        long limit = Math.Max(256L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4) / sizeof(float);
        AlignedBuffer[] buffers = [.. Enumerable.Range(0, 12).Select(_ => AlignedPool.Rent(1 << 20))];
        foreach (AlignedBuffer buffer in buffers)
        {
            buffer.Dispose();
            Assert.InRange(AlignedPool.IdleFloats, 0, limit);
        }

        // Tests beside this one return buffers too: the pool is empty for a moment only.
        AlignedPool.Trim();
        Assert.True(AlignedPool.IdleFloats < 12L << 20);
    }

    [Fact]
    public void Threads_that_rent_at_once_never_get_the_same_buffer()
    {
        int clashes = 0;
        Parallel.For(
            0,
            8,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            worker =>
            {
                var random = new Random(worker);
                for (int i = 0; i < 400; i++)
                {
                    using AlignedBuffer a = AlignedPool.Rent(random.Next(1, 5000));
                    a.Span.Fill(worker);
                    using AlignedBuffer b = AlignedPool.Rent(random.Next(1, 5000));
                    b.Span.Fill(-worker);
                    if (a.Span.ContainsAnyExcept((float)worker) || b.Span.ContainsAnyExcept((float)-worker))
                        Interlocked.Increment(ref clashes);
                }
            }
        );
        Assert.Equal(0, clashes);
    }

    [Fact]
    public void A_negative_length_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => AlignedPool.Rent(-1));

    [Fact]
    public void Disposing_nothing_does_nothing() => default(AlignedBuffer).Dispose();
}

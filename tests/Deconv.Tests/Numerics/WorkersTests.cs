using Deconv.Numerics;
using Xunit;

namespace Deconv.Tests.Numerics;

public class WorkersTests
{
    [Fact]
    public void Every_item_is_done_once_and_a_worker_is_one_thread_at_a_time()
    {
        var counts = new int[1000];
        var inUse = new int[6];
        for (int round = 0; round < 200; round++)
        {
            var job = new Count(counts, inUse);
            Workers.For(ref job, counts.Length, inUse.Length);
        }

        Assert.All(counts, c => Assert.Equal(200, c));
    }

    [Fact]
    public void A_failure_reaches_the_caller_and_the_next_job_runs()
    {
        var failing = new Fail();
        Assert.ThrowsAny<Exception>(() => Workers.For(ref failing, 100, 3));
        var counts = new int[10];
        var job = new Count(counts, new int[3]);
        Workers.For(ref job, counts.Length, 3);
        Assert.All(counts, c => Assert.Equal(1, c));
    }

    [Fact]
    public void A_job_inside_a_job_runs_on_its_own_thread()
    {
        var counts = new int[20 * 30];
        var job = new Nested(counts);
        Workers.For(ref job, 20, 4);
        Assert.All(counts, c => Assert.Equal(1, c));
    }

    private readonly struct Count(int[] counts, int[] inUse) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            if (Interlocked.Increment(ref inUse[worker]) != 1)
                throw new InvalidOperationException("Two threads share a worker.");
            counts[item]++;
            Interlocked.Decrement(ref inUse[worker]);
        }
    }

    private readonly struct Fail : IParallelJob
    {
        public void Run(int item, int worker)
        {
            if (item == 50)
                throw new InvalidOperationException("Item 50 fails.");
        }
    }

    private readonly struct Nested(int[] counts) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            var inner = new Inner(counts, item * 30);
            Workers.For(ref inner, 30, 4);
        }
    }

    private readonly struct Inner(int[] counts, int start) : IParallelJob
    {
        public void Run(int item, int worker) => Interlocked.Increment(ref counts[start + item]);
    }
}

namespace Deconv.Tests.Contracts;

/// <summary>Measures allocation by this thread.</summary>
internal static class Allocations
{
    private const int Windows = 100,
        Patience = 5;

    /// <summary>
    /// Bytes in a window of <paramref name="calls"/> calls once warm: the least of many windows, ending with the first of none. What a call allocates
    /// every time shows in every window. What comes and goes does not count: the runtime allocates on the thread that happens to ask for something
    /// (loading a type, replacing code by its optimized form), and tests beside this one share the pool, so that one of them may hold the buffer
    /// that was put back, or have emptied the pool.
    /// </summary>
    public static long Of(Action call, int calls = 3)
    {
        for (int i = 0; i < 3; i++)
            call();
        long least = long.MaxValue;
        for (int window = 0; window < Windows && least > 0; window++)
        {
            if (window >= Patience)
                Thread.Sleep(1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
                call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

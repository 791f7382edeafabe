namespace Deconv.Tests.Operators.Methods;

/// <summary>Measures allocation by this thread.</summary>
internal static class Allocations
{
    /// <summary>
    /// Bytes per call once warm: the least of several windows of three calls, since the runtime, too, allocates on the thread that happens to
    /// ask for something (loading a type, replacing code by its optimized form). What a call allocates every time shows in every window.
    /// </summary>
    public static long Of(Action call)
    {
        long least = long.MaxValue;
        for (int window = 0; window < 5 && least > 0; window++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 3; i++) call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

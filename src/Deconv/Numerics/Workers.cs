using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Deconv.Numerics;

/// <summary>
/// Fork and join without allocation. The items of a job come from one counter, so a slow thread takes fewer of them; helpers that wake up
/// after the last item was taken are not waited for. Waiting spins briefly, then blocks: with busy neighbors a spinning barrier cost up to
/// 18 ms per call. One job runs at a time; a second caller, or a job inside a job, runs on its own thread alone.
/// </summary>
internal static unsafe class Workers
{
    private const int Closed = 1 << 30;
    private const int CallerSleeps = 1 << 29;
    private const int ActiveMask = CallerSleeps - 1;
    private const int MaxHelpers = 63;
    private static readonly long SpinTicks = Stopwatch.Frequency / 20_000; // 50 µs
    private static readonly Helper[] Helpers = new Helper[MaxHelpers];
    private static readonly SemaphoreSlim CallerWakeUp = new(0);
    private static int _started;
    private static int _busy;

    // One job. Written only while _state is Closed with nobody active.
    private static delegate* <void*, int, int, void> _run;
    private static void* _job;
    private static int _items;
    private static int _participants;
    private static int _next;
    private static int _state = Closed;
    private static volatile int _generation;
    private static Exception? _failure;

    /// <summary>Runs items 0 to <paramref name="items"/> − 1 on at most <paramref name="threads"/> threads, the calling one included.</summary>
    public static void For<TJob>(ref TJob job, int items, int threads)
        where TJob : struct, IParallelJob
    {
        int participants = Math.Min(Math.Min(threads, items), MaxHelpers + 1);
        if (participants <= 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (int i = 0; i < items; i++)
                job.Run(i, 0);
            return;
        }

        try
        {
            Fork(&Invoke<TJob>, Unsafe.AsPointer(ref job), items, participants);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    private static void Invoke<TJob>(void* job, int item, int worker)
        where TJob : struct, IParallelJob => Unsafe.AsRef<TJob>(job).Run(item, worker);

    private static void Fork(delegate* <void*, int, int, void> run, void* job, int items, int participants)
    {
        for (; _started < participants - 1; _started++)
            Helpers[_started] = new Helper(_started);
        _run = run;
        _job = job;
        (_items, _participants, _next, _failure) = (items, participants, 0, null);
        Volatile.Write(ref _state, 0);
        Interlocked.Increment(ref _generation);
        for (int i = 0; i < participants - 1; i++)
            Helpers[i].WakeUp();
        try
        {
            TakeItems(0);
        }
        finally
        {
            Join();
            _job = null;
        }

        if (_failure is { } failure)
            throw new AggregateException(failure);
    }

    private static void TakeItems(int worker)
    {
        int item;
        while ((item = Interlocked.Increment(ref _next) - 1) < _items)
            _run(_job, item, worker);
    }

    private static void Join()
    {
        Interlocked.Or(ref _state, Closed);
        long start = Stopwatch.GetTimestamp();
        while ((Volatile.Read(ref _state) & ActiveMask) != 0)
        {
            Thread.SpinWait(16);
            if (Stopwatch.GetTimestamp() - start < SpinTicks)
                continue;
            if ((Interlocked.Or(ref _state, CallerSleeps) & ActiveMask) != 0)
                CallerWakeUp.Wait();
            return;
        }
    }

    private static void Help(int worker)
    {
        int state = Volatile.Read(ref _state);
        while ((state & Closed) == 0)
        {
            int seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state)
            {
                try
                {
                    if (worker < _participants)
                        TakeItems(worker);
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref _failure, exception, null); // the caller throws it
                }

                state = Interlocked.Decrement(ref _state);
                if ((state & CallerSleeps) != 0 && (state & ActiveMask) == 0)
                    CallerWakeUp.Release();
                return;
            }

            state = seen;
        }
    }

#pragma warning disable CA1001 // Helpers live as long as the process; there is no time to dispose them.
    private sealed class Helper
#pragma warning restore CA1001
    {
        private readonly SemaphoreSlim _wakeUp = new(0);
        private readonly int _index;
        private int _sleeping;

        public Helper(int index)
        {
            _index = index;
            new Thread(Loop) { IsBackground = true, Name = $"Deconv worker {index + 1}" }.Start();
        }

        public void WakeUp()
        {
            if (Interlocked.Exchange(ref _sleeping, 0) == 1)
                _wakeUp.Release();
        }

        private void Loop()
        {
            for (int seen = 0; ; )
            {
                long start = Stopwatch.GetTimestamp();
                while (_generation == seen)
                {
                    Thread.SpinWait(16);
                    if (Stopwatch.GetTimestamp() - start < SpinTicks)
                        continue;
                    Interlocked.Exchange(ref _sleeping, 1);

                    // A job published in between may have missed the flag: take it back, or take the wake-up that is under way.
                    if (_generation == seen || Interlocked.Exchange(ref _sleeping, 0) == 0)
                        _wakeUp.Wait();
                }

                seen = _generation;
                Help(_index + 1);
            }
        }
    }
}

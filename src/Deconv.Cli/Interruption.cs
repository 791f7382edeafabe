using System.Diagnostics;
using System.Runtime.InteropServices;
using Deconv.Imaging;

namespace Deconv.Cli;

/// <summary>
/// The first Ctrl-C cancels the work. What cannot be canceled, such as the decoding of a file, is ended within a second, with nothing written; a
/// result so far is kept if it can be completed in that time. The second Ctrl-C ends the process at once. SIGTERM has the same effect.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>
    /// Milliseconds in which a second signal belongs to the first: a parent such as <c>timeout</c> signals the process and then its process group.
    /// </summary>
    private const long SameSignal = 300;

    /// <summary>Time for work to end by itself when there is nothing to keep.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.7);

    /// <summary>Time to complete a result so far: of the clock, and of the processor, so that a busy machine does not lose the result.</summary>
    private static readonly TimeSpan Completion = TimeSpan.FromSeconds(0.8);

    /// <summary>Time of the clock after which a result so far is given up in any case.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _source = new();
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private long _received; // of the first signal, in ticks; 0 before it
    private int _ended;
    private volatile bool _done;

    private Interruption(TextWriter error)
    {
        _error = error;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Cli.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, Cli.ExitCode.Terminated));
    }

    /// <summary>Runs work that can be interrupted; returns its exit code, or that of the signal that canceled it.</summary>
    /// <param name="error">Where to say that work was ended.</param>
    /// <param name="work">The work.</param>
    public static int Run(TextWriter error, Func<Interruption, int> work)
    {
        using var interruption = new Interruption(error);
        try
        {
            return work(interruption);
        }
        catch (OperationCanceledException) when (interruption.ExitCode is { } code)
        {
            error.WriteLine("Interrupted.");
            return code;
        }
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Exit code for the signal received, or null.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether the work had a result, to be kept with -partial in its name, when the signal came.</summary>
    public bool HasResult { get; private set; }

    /// <summary>There is nothing to keep in part: a file is begun, or its result is complete.</summary>
    public void Reset() => HasResult = false;

    /// <summary>There is a result that is worth keeping, unless the signal came before it.</summary>
    public void Gain() => HasResult |= !_source.IsCancellationRequested;

    public void Dispose()
    {
        _done = true;
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        long now = Environment.TickCount64;
        long first = Interlocked.CompareExchange(ref _received, now, 0);
        if (first == 0)
        {
            ExitCode = code;
            TimeSpan used = Processor();
            long start = Stopwatch.GetTimestamp();

            // A thread of its own: those of the pool may all be busy with what is to end.
            new Thread(() => Watch(start, used)) { IsBackground = true }.Start();
            _source.Cancel();
        }
        else if (now - first > SameSignal)
            End("Interrupted.");
    }

    private void Watch(long start, TimeSpan used)
    {
        TimeSpan waited = TimeSpan.Zero;
        while (HasResult ? waited < Completion || (Processor() - used < Completion && waited < Limit) : waited < Patience)
        {
            Thread.Sleep(20);
            waited = Stopwatch.GetElapsedTime(start);
        }

        if (!_done)
            End(
                HasResult
                    ? "Interrupted. Completing the result so far would have taken longer than a second; --time-limit ends a run with a result."
                    : "Interrupted."
            );
    }

    private void End(string message)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        _error.WriteLine(message);
        AtomicFile.Abandon();
        Environment.Exit(ExitCode!.Value);
    }

    private static TimeSpan Processor()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}

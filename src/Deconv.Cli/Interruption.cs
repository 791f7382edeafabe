using System.Runtime.InteropServices;

namespace Deconv.Cli;

/// <summary>
/// The first Ctrl-C cancels the work and keeps the result so far; the second ends the process. SIGTERM has the same effect. Outputs are written to a
/// temporary file and renamed, so an abrupt end leaves no partial file under the final name.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>
    /// Milliseconds in which a second signal belongs to the first: a parent such as <c>timeout</c> signals the process and then its process group.
    /// </summary>
    private const long SameSignal = 300;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private long _received; // of the first signal, in ticks; 0 before it

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Cli.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, Cli.ExitCode.Terminated));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Exit code for the signal received, or null.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
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
            _source.Cancel();
        }
        else if (now - first > SameSignal)
            Environment.Exit(code);
    }
}

using System.Runtime.InteropServices;

namespace Deconv.Cli;

/// <summary>
/// The first Ctrl-C cancels the work and keeps the result so far; the second ends the process. SIGTERM has the same effect. Outputs are written to a
/// temporary file and renamed, so an abrupt end leaves no partial file under the final name.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

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
        if (_source.IsCancellationRequested)
            Environment.Exit(code);
        ExitCode = code;
        context.Cancel = true;
        _source.Cancel();
    }
}

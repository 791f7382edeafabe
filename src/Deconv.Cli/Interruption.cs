using System.Runtime.InteropServices;

namespace Deconv.Cli;

/// <summary>
/// Ctrl-C once asks the work to end with what it has; twice ends the process at once. SIGTERM counts as the first. Outputs are written to a
/// temporary file and renamed, so an abrupt end leaves nothing half-written under its name.
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

    /// <summary>Exit code of the signal that came, or null.</summary>
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

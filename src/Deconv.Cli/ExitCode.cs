namespace Deconv.Cli;

/// <summary>Exit codes: part of the interface, never renumbered.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Internal = 1;
    public const int Usage = 2;
    public const int Input = 3;
    public const int Output = 4;
    public const int Psf = 5;
    public const int NotTrusted = 6;
    public const int Diverged = 7;
    public const int Memory = 8;
    public const int SomeFailed = 9;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}

/// <summary>A mistake in what was asked for: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The memory that may be used is not enough: exit code 8.</summary>
internal sealed class MemoryException(string message) : Exception(message);

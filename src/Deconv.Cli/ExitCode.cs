using Deconv.Imaging;
using Deconv.Psfs;

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

    /// <summary>The exit code of an error that has one; null for those that have none.</summary>
    public static int? Of(Exception error) =>
        error switch
        {
            UsageException => Usage,
            ImageFormatException => Input,
            OutputException => Output,
            InvalidPsfException => Psf,
            NotTrustedException => NotTrusted,
            DivergedException => Diverged,
            OperationCanceledException => Interrupted,
            MemoryException or OutOfMemoryException => Memory,
            _ => null,
        };
}

/// <summary>A mistake in what was asked for: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The memory that may be used is not enough: exit code 8.</summary>
internal sealed class MemoryException(string message) : Exception(message);

/// <summary>The iteration left the finite numbers: exit code 7.</summary>
internal sealed class DivergedException(string message) : Exception(message);

/// <summary>There is an answer, but it is not to be believed: exit code 6.</summary>
internal sealed class NotTrustedException(string message) : Exception(message);

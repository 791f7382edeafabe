using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli;

/// <summary>Exit codes: part of the interface; a code never changes its meaning.</summary>
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

    /// <summary>The exit code of an exception; null if it has none of its own.</summary>
    public static int? Of(Exception error) =>
        error switch
        {
            UsageException => Usage,
            ImageFormatException => Input,
            OutputException or LostOutputException => Output,
            InvalidPsfException => Psf,
            NotTrustedException => NotTrusted,
            DivergedException => Diverged,
            OperationCanceledException => Interrupted,
            MemoryException or OutOfMemoryException => Memory,
            _ => null,
        };
}

/// <summary>A usage error: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The memory limit cannot be met: exit code 8.</summary>
internal sealed class MemoryException(string message) : Exception(message);

/// <summary>The iteration diverged: exit code 7.</summary>
internal sealed class DivergedException(string message) : Exception(message);

/// <summary>There is a result, but it is not trustworthy: exit code 6.</summary>
internal sealed class NotTrustedException(string message) : Exception(message);

/// <summary>Standard output cannot be written: exit code 4, and no further file is processed.</summary>
internal sealed class LostOutputException(string message) : Exception(message);

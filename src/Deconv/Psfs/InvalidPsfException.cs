namespace Deconv.Psfs;

/// <summary>A PSF that cannot be used: empty, all zero, not finite, larger than the image, or a description that does not parse.</summary>
public sealed class InvalidPsfException : ArgumentException
{
    /// <summary>Creates the exception with a message that says what was given, what is allowed and what to do.</summary>
    public InvalidPsfException(string message)
        : base(message) { }

    /// <summary>Creates the exception with the error that caused it.</summary>
    public InvalidPsfException(string message, Exception inner)
        : base(message, inner) { }
}

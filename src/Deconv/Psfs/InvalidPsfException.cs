namespace Deconv.Psfs;

/// <summary>A PSF that cannot be used: empty, all zero, not finite, larger than the picture, or a description that does not parse.</summary>
public sealed class InvalidPsfException : ArgumentException
{
    /// <summary>With the message every error of this library has: what was given, what is allowed, what to do.</summary>
    public InvalidPsfException(string message)
        : base(message) { }

    /// <summary>With the error that led to this one.</summary>
    public InvalidPsfException(string message, Exception inner)
        : base(message, inner) { }
}

namespace Deconv.Imaging;

/// <summary>An image file that cannot be read: missing, empty, truncated, damaged, too large, or of a kind that is not supported.</summary>
public sealed class ImageFormatException : Exception
{
    /// <summary>Creates the exception with a message that names the file, what is wrong with it, and what to do.</summary>
    public ImageFormatException(string message)
        : base(message) { }

    /// <summary>Creates the exception with the error that caused it.</summary>
    public ImageFormatException(string message, Exception? inner)
        : base(message, inner) { }
}

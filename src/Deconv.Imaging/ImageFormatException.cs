namespace Deconv.Imaging;

/// <summary>A file that cannot be read as a picture: missing, empty, truncated, damaged, too large, or of a kind that is not supported.</summary>
public sealed class ImageFormatException : Exception
{
    /// <summary>With a message that names the file, what is wrong with it, and what to do.</summary>
    public ImageFormatException(string message)
        : base(message) { }

    /// <summary>With the error that led to this one.</summary>
    public ImageFormatException(string message, Exception? inner)
        : base(message, inner) { }
}

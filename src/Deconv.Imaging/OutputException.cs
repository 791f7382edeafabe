namespace Deconv.Imaging;

/// <summary>A picture that cannot be written: the file exists, the folder is missing, the disk is full, or the format cannot hold it.</summary>
public sealed class OutputException : Exception
{
    /// <summary>With a message that names the file, what is wrong, and what to do.</summary>
    public OutputException(string message)
        : base(message) { }

    /// <summary>With the error that led to this one.</summary>
    public OutputException(string message, Exception? inner)
        : base(message, inner) { }
}

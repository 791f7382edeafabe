namespace Deconv.Imaging;

/// <summary>
/// A file that cannot be written: the file exists, the folder is missing, the disk is full, or the format cannot hold the photograph.
/// </summary>
public sealed class OutputException : Exception
{
    /// <summary>Creates the exception with a message that names the file, what is wrong, and what to do.</summary>
    public OutputException(string message)
        : base(message) { }

    /// <summary>Creates the exception with the error that caused it.</summary>
    public OutputException(string message, Exception? inner)
        : base(message, inner) { }
}

namespace Deconv.Cli.Output;

/// <summary>Standard output and standard error of the process, whatever they are connected to.</summary>
internal static class StandardStreams
{
    /// <summary>Results: what cannot be written is an error.</summary>
    public static TextWriter Output() => new SafeWriter(() => Console.Out, e => throw new LostOutputException(Problem(e)));

    /// <summary>Messages: what cannot be written is left out, because a closed or full log must not end the work.</summary>
    public static TextWriter Error() => new SafeWriter(() => Console.Error, _ => { });

    /// <summary>Writes binary data to standard output.</summary>
    /// <exception cref="LostOutputException">It cannot be written.</exception>
    public static T Write<T>(Func<Stream, T> write)
    {
        try
        {
            using Stream stream = Console.OpenStandardOutput();
            return write(stream);
        }
        catch (Exception e) when (SafeWriter.IsLost(e))
        {
            throw new LostOutputException(Problem(e));
        }
    }

    private static string Problem(Exception e) =>
        $"Standard output cannot be written ({e.Message.TrimEnd('.')}). Check the free space where it goes, or redirect it to another file.";
}

namespace Deconv.Imaging;

/// <summary>Names that cannot be opened or should not be written.</summary>
internal static class FileNames
{
    /// <summary>What the runtime puts in the place of bytes of a name that are not UTF-8. The bytes themselves are lost.</summary>
    private const char Lost = '\uFFFD';

    /// <summary>Why a file cannot be found, and what to do.</summary>
    public static string Missing(string path)
    {
        if (!path.Contains(Lost, StringComparison.Ordinal))
            return $"{path} does not exist. Check the path.";
        string pattern = string.Join('*', path.Split(Lost).Select(Quoted)),
            name = Quoted(path.Replace(Lost, '_'));
        return $"{path} has a name that is not UTF-8, and such files cannot be opened. Rename it with: mv {pattern} {name} (in a POSIX shell).";
    }

    /// <summary>Refuses to create a file whose name would differ from the one that was asked for.</summary>
    /// <exception cref="OutputException">The name is not UTF-8.</exception>
    public static void CheckOutput(string path)
    {
        if (path.Contains(Lost, StringComparison.Ordinal))
            throw new OutputException($"{path} is a name that is not UTF-8, and such files cannot be written. Give another name.");
    }

    private static string Quoted(string text) => text.Length == 0 ? "" : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}

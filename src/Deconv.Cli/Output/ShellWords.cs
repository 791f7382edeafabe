namespace Deconv.Cli.Output;

/// <summary>Quotes words for a POSIX shell.</summary>
internal static class ShellWords
{
    private const string Plain = "-_./:,=+@%";

    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>The name of a file as one word that no command takes for an option.</summary>
    public static string File(string path) => Quote(path.Length > 1 && path[0] == '-' ? "./" + path : path);

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            ? word
            : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}

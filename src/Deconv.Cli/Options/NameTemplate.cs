using System.Globalization;

namespace Deconv.Cli.Options;

/// <summary>Names of output files: text with {stem}, {command}, {ext} (including the dot) and {n}.</summary>
internal static class NameTemplate
{
    public const string Default = "{stem}-{command}{ext}";

    private static readonly string[] Known = ["stem", "command", "ext", "n"];

    /// <summary>What is wrong with a template; null if nothing is.</summary>
    public static string? Problem(string template)
    {
        string rest = template;
        foreach (string word in Known)
            rest = rest.Replace("{" + word + "}", "", StringComparison.Ordinal);
        if (template.Length == 0)
            return "--name is empty. The default is " + Default + ".";
        if (rest.AsSpan().IndexOfAny('{', '}') >= 0)
            return $"--name '{template}' contains an unknown field. The fields are {string.Join(", ", Known.Select(k => "{" + k + "}"))}.";
        return rest.AsSpan().IndexOfAny('/', '\\') >= 0
            ? $"--name '{template}' contains a folder. Give the folder with --out-dir; subfolders of an input folder are kept."
            : null;
    }

    /// <summary>The name of one result.</summary>
    /// <param name="template">Without a <see cref="Problem"/>.</param>
    /// <param name="number">Number of the input, from 1.</param>
    /// <param name="count">Number of inputs.</param>
    /// <param name="name">File name of the input.</param>
    /// <param name="command">What was done: deblurred, sharpened, …</param>
    public static string Expand(string template, int number, int count, string name, string command) =>
        template
            .Replace("{command}", command, StringComparison.Ordinal)
            .Replace(
                "{n}",
                number.ToString(CultureInfo.InvariantCulture).PadLeft(count.ToString(CultureInfo.InvariantCulture).Length, '0'),
                StringComparison.Ordinal
            )
            .Replace("{ext}", Path.GetExtension(name), StringComparison.Ordinal)
            .Replace("{stem}", Path.GetFileNameWithoutExtension(name), StringComparison.Ordinal);
}

using System.Text.RegularExpressions;

namespace Deconv.Tests.Architecture;

/// <summary>
/// Which part of the command line may know which. Folders in order: Options, Output, Progress, Recipes, Reports, Help, Jobs, Commands; each sees
/// itself and those before it, a folder in a folder being part of it. ExitCode, Suggestion and Interruption at the root are seen by all and see no
/// folder; Application and Program see all and are seen by nobody.
/// </summary>
internal static partial class CommandLineLayers
{
    private static readonly string[] Order = ["Options", "Output", "Progress", "Recipes", "Reports", "Help", "Jobs", "Commands"],
        Shared = ["ExitCode.cs", "Suggestion.cs", "Interruption.cs"],
        Tops = ["Application.cs", "Program.cs"],
        Parsing = ["Options", "Help", "Commands", "Application.cs"];

    /// <summary>Every reference that goes up, as "path: what".</summary>
    /// <param name="files">Paths below the project, such as Options/Choice.cs, and texts.</param>
    public static IEnumerable<string> Violations(IEnumerable<(string Path, string Text)> files)
    {
        (string Path, string Place, string Code)[] parts = [.. files.Select(f => (f.Path, f.Path.Split('/')[0], CSharpText.Split(f.Text).Code))];
        ILookup<string, string> names = parts.SelectMany(p => Names(p.Path, p.Code).Select(n => (p.Place, n))).ToLookup(p => p.Place, p => p.n);
        foreach ((string path, string place, string code) in parts)
        {
            if (Allowed(place) is not { } allowed)
            {
                yield return $"{path}: {place} has no place in the order; give it one";
                continue;
            }

            foreach (string seen in Seen(code, names).Where(s => !allowed.Contains(s)))
                yield return $"{path}: sees {seen}";
            foreach (string top in Tops.Where(t => t != place && !Tops.Contains(place) && Named(code, Path.GetFileNameWithoutExtension(t))))
                yield return $"{path}: sees {Path.GetFileNameWithoutExtension(top)}";
            if (!Parsing.Contains(place) && Named(code, "ParseResult"))
                yield return $"{path}: sees ParseResult";
        }
    }

    private static string[]? Allowed(string place) =>
        Tops.Contains(place) ? Order
        : Shared.Contains(place) ? []
        : Array.IndexOf(Order, place) is >= 0 and int at ? Order[..(at + 1)]
        : null;

    /// <summary>
    /// Folders named in usings, in full names and in names relative to the project, such as Jobs.Batch. What a property of the name of a folder is
    /// asked for is none of its types.
    /// </summary>
    private static IEnumerable<string> Seen(string code, ILookup<string, string> names) =>
        FullName()
            .Matches(code)
            .Concat(RelativeName().Matches(code).Where(m => names[m.Groups[1].Value].Contains(m.Groups[2].Value)))
            .Select(m => m.Groups[1].Value)
            .Where(Order.Contains)
            .Distinct();

    /// <summary>Types that a file declares, and the folders in a folder that it lies in.</summary>
    private static IEnumerable<string> Names(string path, string code) =>
        Declaration().Matches(code).Select(m => m.Groups[1].Value).Concat(path.Split('/').Skip(1).SkipLast(1));

    private static bool Named(string code, string identifier) => Regex.IsMatch(code, $@"(?<!(?<!\bCli)\.)\b{identifier}\b");

    [GeneratedRegex(@"(?<!namespace\s+)(?<!namespace\s+Deconv\.)(?<![.\w])(?:Deconv\.)?Cli\.(\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![.\w])(Options|Output|Recipes|Reports|Help|Jobs|Commands)\.([A-Z]\w*)")]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum)\s+(?!class\b|struct\b)(\w+)")]
    private static partial Regex Declaration();
}

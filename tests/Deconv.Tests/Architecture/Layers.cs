using System.Text.RegularExpressions;

namespace Deconv.Tests.Architecture;

/// <summary>
/// Which part of the library may know which. In order: values (the root namespace), Numerics, Psfs, Operators, Objectives, Solvers, Estimation,
/// Restoration, Blind; each sees what comes before it. Values and Numerics see each other: an image lives in pooled memory.
/// Metrics and Simulation stand aside and see values, Numerics, Psfs and Operators; Benchmarking too. The catalog is a root file that sees all, and
/// that nobody sees.
/// </summary>
internal static partial class Layers
{
    private static readonly string[] Values = ["", "Numerics"],
        Side = ["", "Numerics", "Psfs", "Operators"];

    private static readonly string[] Order = ["", "Numerics", "Psfs", "Operators", "Objectives", "Solvers", "Estimation", "Restoration", "Blind"];

    /// <summary>Every reference that goes up, as "path: what".</summary>
    /// <param name="files">Paths below the project, such as Operators/Pad.cs, and texts.</param>
    public static IEnumerable<string> Violations(IEnumerable<(string Path, string Text)> files)
    {
        foreach ((string path, string text) in files)
        {
            if (path == "Catalog.cs")
                continue;
            string layer = path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "";
            if (Allowed(layer) is not { } allowed)
            {
                yield return $"{path}: the layer {layer} has no place in the order; give it one";
                continue;
            }

            string code = TextOrComment().Replace(text, "");
            foreach (string seen in Seen(code).Where(s => !allowed.Contains(s)))
                yield return $"{path}: sees {seen}";
            if (CatalogWord().IsMatch(code))
                yield return $"{path}: sees the catalog";
        }
    }

    /// <summary>Namespaces that do not say the folder the file lies in.</summary>
    public static IEnumerable<string> Misplaced(string project, IEnumerable<(string Path, string Text)> files) =>
        from file in files
        let folder = file.Path.Contains('/', StringComparison.Ordinal) ? file.Path[..file.Path.LastIndexOf('/')].Replace('/', '.') : ""
        let expected = folder.Length == 0 ? project : $"{project}.{folder}"
        from Match match in Namespace().Matches(file.Text)
        where match.Groups[1].Value != expected
        select $"{file.Path}: namespace {match.Groups[1].Value}, expected {expected}";

    private static string[]? Allowed(string layer) =>
        layer switch
        {
            "" => Values,
            "Metrics" or "Simulation" or "Benchmarking" => [.. Side, layer],
            _ => Array.IndexOf(Order, layer) is >= 0 and int at ? Order[..(at + 1)] : null,
        };

    /// <summary>Layers named in usings, in full names and in names relative to the root, such as Direct.Wiener.</summary>
    private static IEnumerable<string> Seen(string code) =>
        UsingOrFullName()
            .Matches(code)
            .Select(m => m.Groups[1].Value)
            .Concat(RelativeName().Matches(code).Select(m => m.Groups[1].Value))
            .Where(s => s.Length > 0)
            .Distinct();

    [GeneratedRegex(
        """
            "(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/
            """,
        RegexOptions.Singleline
    )]
    private static partial Regex TextOrComment();

    [GeneratedRegex(@"(?<!namespace\s+)\bDeconv\.(\w+)")]
    private static partial Regex UsingOrFullName();

    [GeneratedRegex(@"(?<![.\w])(Numerics|Psfs|Operators|Objectives|Solvers|Estimation|Restoration|Blind|Metrics|Simulation)\.[A-Z]")]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"(?<!\w)Catalog\b")]
    private static partial Regex CatalogWord();

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}

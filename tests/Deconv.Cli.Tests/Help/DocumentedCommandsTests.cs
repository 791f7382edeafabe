using System.CommandLine;
using System.Text.RegularExpressions;
using Deconv.Cli.Commands;
using Xunit;

namespace Deconv.Cli.Tests.Help;

/// <summary>Every command that a document shows is one that the program understands.</summary>
public partial class DocumentedCommandsTests
{
    public static TheoryData<string> Documents =>
        [
            .. Directory
                .GetFiles(Path.Combine(Root, "docs"), "*.md")
                .Append(Path.Combine(Root, "README.md"))
                .Select(f => Path.GetRelativePath(Root, f))
                .Where(f => Lines(f).Any()),
        ];

    private static string Root { get; } = Path.GetDirectoryName(Cli.Samples)!;

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_of_the_documents_is_understood(string document)
    {
        foreach (string line in Lines(document))
        {
            ParseResult parsed = CommandLine
                .CreateRoot()
                .Parse([.. Word().Matches(line).Select(m => m.Value.Replace("\"", "", StringComparison.Ordinal)).Skip(1)]);
            Assert.True(parsed.Errors.Count == 0, $"{document}: {line}: {string.Join(' ', parsed.Errors.Select(e => e.Message))}");
            Assert.Empty(Misspelling.Options(parsed));
        }
    }

    /// <summary>Lines of blocks that begin with the program, without what a shell adds. The tour shows mistakes on purpose, and is run.</summary>
    private static IEnumerable<string> Lines(string document)
    {
        if (document.EndsWith("tour.md", StringComparison.Ordinal))
            yield break;
        bool block = false;
        foreach (string raw in File.ReadLines(Path.Combine(Root, document)))
        {
            if (raw.StartsWith("```", StringComparison.Ordinal))
                block = raw == "```sh";
            if (block && raw.StartsWith("deconv ", StringComparison.Ordinal))
                yield return Variable().Replace(raw.Split(" #")[0].Split(" | ")[0].Split(" && ")[0].TrimEnd(), "1");
        }
    }

    [GeneratedRegex("""\$\w+""")]
    private static partial Regex Variable();

    [GeneratedRegex("""(?:"[^"]*"|[^\s"])+""")]
    private static partial Regex Word();
}

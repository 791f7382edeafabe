using System.Text.RegularExpressions;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>docs/wishes.md names a proof for every wish, and every proof is there.</summary>
public partial class WishesTests
{
    private static string Root { get; } = Path.GetDirectoryName(Cli.Samples)!;

    [Fact]
    public void Every_wish_has_a_proof_that_exists()
    {
        string[][] rows =
        [
            .. File.ReadLines(Path.Combine(Root, "docs", "wishes.md")).Where(l => Row().IsMatch(l)).Select(l => l.Trim('|', ' ').Split(" | ")),
        ];
        Assert.Equal(Enumerable.Range(1, 38).Select(n => $"{n}"), rows.Select(r => r[0]));
        foreach (string[] row in rows)
        {
            string[] proofs = [.. Proof().Matches(row[4]).Select(m => m.Value)];
            Assert.True(proofs.Length > 0, $"wish {row[0]} has no proof");
            Assert.All(proofs, p => Assert.True(Exists(p), $"wish {row[0]}: there is no {p}"));
        }
    }

    [Fact]
    public void A_proof_that_does_not_exist_is_noticed()
    {
        Assert.True(Exists($"{nameof(WishesTests)}.{nameof(A_proof_that_does_not_exist_is_noticed)}"));
        Assert.False(Exists("WishesTests.Nothing"));
        Assert.False(Exists($"NoTests.{nameof(A_proof_that_does_not_exist_is_noticed)}"));
    }

    private static bool Exists(string proof) =>
        proof.Split('.') is [var type, var method]
        && Directory
            .EnumerateFiles(Path.Combine(Root, "tests"), type + ".cs", SearchOption.AllDirectories)
            .Any(f =>
                Regex.IsMatch(
                    File.ReadAllText(f),
                    $@"\[(Fact|Theory|Property)\b(?:(?!\n    \}}|;\n).)*?\n\s*public (async )?\w+ {method}\(",
                    RegexOptions.Singleline
                )
            );

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"(?<=`)[A-Z]\w+\.[A-Z]\w+(?=`)")]
    private static partial Regex Proof();
}

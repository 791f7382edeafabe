using System.CommandLine;
using System.Text.RegularExpressions;
using Xunit;

namespace Deconv.Benchmarks.Tests;

/// <summary>Which arguments are for the laboratory, and the commands that the documents show.</summary>
public partial class CommandLineTests
{
    /// <summary>What stands before the arguments in the documents.</summary>
    private const string Call = "dotnet run -c Release --project tests/Deconv.Benchmarks -- ";

    [Theory]
    [InlineData(true)]
    [InlineData(true, "levin", "--data", "x")]
    [InlineData(true, "levni")]
    [InlineData(true, "--help")]
    [InlineData(false, "--filter", "*")]
    [InlineData(false, "--list", "flat")]
    public void Options_without_a_command_are_for_BenchmarkDotNet(bool ours, params string[] args) => Assert.Equal(ours, Laboratory.Accepts(args));

    [Fact]
    public void Help_lists_the_commands()
    {
        using var lab = new Lab();
        Assert.Equal(Lab.Ok, lab.Run());
        foreach (string command in (string[])["levin", "lai", "photos", "sharp", "real", "claims", "outliers", "fuzz", "compare"])
            Assert.Contains($"  {command} ", lab.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_of_the_documents_are_understood()
    {
        string[] files =
        [
            Path.Combine(Lab.Root, "README.md"),
            .. Directory.GetFiles(Path.Combine(Lab.Root, "docs"), "*.md"),
            .. Directory.GetFiles(Path.Combine(Lab.Root, "tests", "Deconv.Benchmarks"), "*.py"),
        ];
        string[] calls = [.. files.SelectMany(File.ReadLines).Where(l => l.Contains(Call, StringComparison.Ordinal))];
        Assert.True(calls.Length >= 8, $"{calls.Length} calls");
        foreach (string line in calls)
        {
            string text = line[(line.IndexOf(Call, StringComparison.Ordinal) + Call.Length)..].Split('`')[0].Split(" #")[0];
            string[] words = [.. Word().Matches(text).Select(m => m.Value.Trim('\'', '"'))];
            ParseResult parsed = Laboratory.CreateRoot().Parse(words);
            Assert.True(!Laboratory.Accepts(words) || parsed.Errors.Count == 0, $"{line}: {string.Join(' ', parsed.Errors.Select(e => e.Message))}");
        }
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();
}

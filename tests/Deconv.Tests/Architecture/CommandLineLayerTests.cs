using Xunit;

namespace Deconv.Tests.Architecture;

public class CommandLineLayerTests
{
    private const string Project = "src/Deconv.Cli/";

    /// <summary>Types that relative names can mean.</summary>
    private static readonly (string Path, string Text)[] Types =
    [
        ("Jobs/Batches/Batch.cs", "internal sealed record Batch(int Size);"),
        ("Output/Json.cs", "internal static class Json;"),
        ("Commands/Psfs/Make.cs", "internal readonly record struct Make;"),
    ];

    /// <summary>A test that lets everything pass proves nothing.</summary>
    [Theory]
    [InlineData("Options/Bad.cs", "using Deconv.Cli.Output;", "Options/Bad.cs: sees Output")]
    [InlineData("Options/Parts/Bad.cs", "using Deconv.Cli.Commands.Psfs;", "Options/Parts/Bad.cs: sees Commands")]
    [InlineData("Output/Bad.cs", "class A { Deconv.Cli.Recipes.Recipe? r; }", "Output/Bad.cs: sees Recipes")]
    [InlineData("Recipes/Bad.cs", "class A { Cli.Reports.Curve? c; }", "Recipes/Bad.cs: sees Reports")]
    [InlineData("Reports/Bad.cs", "class A { Jobs.Batch? b; }", "Reports/Bad.cs: sees Jobs")]
    [InlineData("Help/Bad.cs", "using static Deconv.Cli.Jobs.Batch;", "Help/Bad.cs: sees Jobs")]
    [InlineData("Jobs/Bad.cs", "using C = Deconv.Cli.Commands.BlindCommand;", "Jobs/Bad.cs: sees Commands")]
    [InlineData("ExitCode.cs", "using Deconv.Cli.Options;", "ExitCode.cs: sees Options")]
    [InlineData("Suggestion.cs", "class A { string s = $\"{Output.Json.Write(1)}\"; }", "Suggestion.cs: sees Output")]
    [InlineData("Options/Bad.cs", "class A { Commands.Psfs.Make? m; }", "Options/Bad.cs: sees Commands")]
    [InlineData("Commands/Bad.cs", "int i = Application.Run(args);", "Commands/Bad.cs: sees Application")]
    [InlineData("Interruption.cs", "int i = Deconv.Cli.Program.Main(args);", "Interruption.cs: sees Program")]
    [InlineData("Jobs/Bad.cs", "void Run(ParseResult parsed) { }", "Jobs/Bad.cs: sees ParseResult")]
    [InlineData("Program.cs", "ParseResult? parsed = null;", "Program.cs: sees ParseResult")]
    [InlineData("Elsewhere/Bad.cs", "", "Elsewhere/Bad.cs: Elsewhere has no place in the order; give it one")]
    [InlineData("Bad.cs", "", "Bad.cs: Bad.cs has no place in the order; give it one")]
    public void A_reference_up_is_caught(string path, string text, string expected) =>
        Assert.Equal([expected], CommandLineLayers.Violations([(path, text), .. Types]));

    [Theory]
    [InlineData(
        "Output/Good.cs",
        "using Deconv.Cli.Options;\nnamespace Deconv.Cli.Output; // using Deconv.Cli.Jobs;\n/// <see cref=\"Jobs.Batch\"/>"
    )]
    [InlineData("Commands/Psfs/Good.cs", "using Deconv.Cli.Jobs;\nnamespace Deconv.Cli.Commands.Psfs; ParseResult? parsed;")]
    [InlineData("Options/Good.cs", "namespace Deconv.Cli.Options; // the ParseResult of Application\nreturn ExitCode.Ok + command.Options.Count;")]
    [InlineData("Help/Good.cs", "var s = \"Commands.Are and Application\"; ParseResult? parsed; ExitCode code;")]
    [InlineData("Jobs/Good.cs", "string s = MediaTypeNames.Application.Json; var p = result.Program;")]
    [InlineData("Options/Good.cs", "Output.AddTo(command); int n = Commands.Count + Jobs.Size;")]
    [InlineData("Application.cs", "using Deconv.Cli.Commands;\nusing Deconv.Cli.Options;\nParseResult? parsed; Program? p;")]
    [InlineData("Program.cs", "return Deconv.Cli.Application.Run(args);")]
    [InlineData("Interruption.cs", "namespace Deconv.Cli;\nusing Deconv.Restoration;")]
    public void References_down_and_words_in_comments_are_not(string path, string text) =>
        Assert.Empty(CommandLineLayers.Violations([(path, text), .. Types]));

    [Fact]
    public void No_reference_of_the_command_line_goes_up()
    {
        (string Path, string Text)[] files = [.. SourceTree.Files(Project).Select(f => (f.Path[Project.Length..], f.Text))];
        Assert.True(files.Length > 40, "the sources were found");
        Assert.Empty(CommandLineLayers.Violations(files));
    }
}

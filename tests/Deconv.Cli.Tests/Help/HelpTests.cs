using System.CommandLine;
using System.Diagnostics;
using Deconv.Cli.Commands;
using Deconv.Cli.Help;
using Deconv.Cli.Options;
using Xunit;

namespace Deconv.Cli.Tests.Help;

/// <summary>What the program says of itself is true, and the same everywhere.</summary>
public class HelpTests
{
    /// <summary>Flags that mean or default to something else in a command, with the reason in the design of the command line.</summary>
    private static readonly HashSet<string> Exceptions =
    [
        "sharpen --max-overshoot",
        "sharpen --channels", // halos held to 2 %, luminance only
        "blind --effort", // the search takes longer than the learned prior on a small JPEG, the last step of deblur does not
        "blur --noise",
        "blur --boundary", // noise that is added, a boundary that is assumed
        "sweep --lambda", // the values to try: a range or a list, not one strength
        "bench convolve --method",
        "bench transform --method",
        "bench gradient --method", // methods of convolution, not of restoration
        "bench convolve --size",
        "bench transform --size",
        "bench gradient --size", // of a picture, not of a PSF
        "bench convolve --threads",
        "bench transform --threads",
        "bench gradient --threads", // one thread is what is compared
    ];

    private static CommandPage Program => CommandPage.Of(CommandLine.CreateRoot());

    public static TheoryData<string> Commands => [.. Program.All().Select(p => p.Path)];

    public static TheoryData<string> Topics => [.. HelpTopics.Names];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_come_first_and_no_record_is_printed(string path)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]));
        int example = cli.Out.IndexOf("\nExample", StringComparison.Ordinal),
            usage = cli.Out.IndexOf("\nUsage:", StringComparison.Ordinal);
        Assert.True(usage > 0);
        Assert.True(
            path.StartsWith("bench ", StringComparison.Ordinal) || (example > 0 && example < usage),
            $"'{path}' has no example before its usage"
        );
        Assert.DoesNotContain(" { ", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", cli.Out, StringComparison.Ordinal);
        string viaHelp = cli.Out;
        Assert.Equal(ExitCode.Ok, cli.Run(["help", .. path.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));
        if (path.Length > 0 && !HelpTopics.Names.Contains(path))
            Assert.Equal(viaHelp, cli.Out);
    }

    [Fact]
    public void Every_example_is_understood()
    {
        foreach (
            string example in Program
                .All()
                .SelectMany(p => p.Examples)
                .Concat(HelpTopics.Names.SelectMany(t => HelpTopics.Text(t).Split('\n')).Select(l => l.Trim()))
        )
        {
            int at = example.IndexOf("deconv ", StringComparison.Ordinal);
            if (at < 0 || example.Contains('\'', StringComparison.Ordinal) || (at > 0 && !example[..at].TrimEnd().EndsWith('|')))
                continue;
            string line = example[at..].Split('|')[0].Split('>')[0].Split("   ")[0].Trim();
            ParseResult parsed = CommandLine.CreateRoot().Parse([.. Words(line).Skip(1)]);
            Assert.True(parsed.Errors.Count == 0, $"{line}: {string.Join(' ', parsed.Errors.Select(e => e.Message))}");
            Assert.Empty(Misspelling.Options(parsed));
        }
    }

    [Fact]
    public void The_same_flag_means_the_same_everywhere()
    {
        var known = new Dictionary<string, (string Where, string Value, string? Default, string Names)>();
        foreach (CommandPage page in Program.All())
        foreach (OptionEntry option in page.Options)
        {
            string name = option.Names[0];
            if (Exceptions.Contains($"{page.Path} {name}") || name is "--help" or "--version")
                continue;
            var here = (page.Path, option.Value, option.Default, string.Join(' ', option.Names));
            if (!known.TryGetValue(name, out var there))
                known[name] = here;
            else
                Assert.True((there.Value, there.Default, there.Names) == (here.Value, here.Default, here.Item4), $"{name}: {there} and {here}");
        }

        Assert.True(known.Count > 40);
    }

    [Fact]
    public void A_default_that_is_shown_can_be_given_and_changes_nothing()
    {
        int shown = 0;
        foreach ((string command, Setting setting) in AllSettings().Where(s => s.Setting is { Required: false, DefaultWord: not null }))
        {
            shown++;
            Assert.True(
                setting.Problem(setting.DefaultWord!) is null,
                $"{command} {setting.Name} {setting.DefaultWord}: {setting.Problem(setting.DefaultWord!)}"
            );
            Assert.True(setting.IsDefault(setting.DefaultWord!), $"{command} {setting.Name} {setting.DefaultWord}");
        }

        Assert.True(shown > 60, $"{shown}");
    }

    /// <summary>
    /// Of every option of every command: a word is taken exactly if help and completion offer it; numbers and patterns are told by their form.
    /// </summary>
    [Fact]
    public void What_is_offered_is_exactly_what_is_accepted()
    {
        string[] pool =
        [
            .. AllSettings().SelectMany(s => s.Setting.Offered).Where(IsWord).Distinct(),
            .. (string[])["none-of-these", "default", "yes", "Auto", "OFF", "hyper-laplacian", "mirror", "repeat", ""],
        ];
        Assert.True(pool.Length > 60, $"{pool.Length}");
        var wrong = new List<string>();
        foreach ((string command, Setting setting) in AllSettings().Where(s => !s.Setting.IsFree))
        {
            wrong.AddRange(setting.Offered.Where(w => setting.Problem(w) is not null).Select(w => $"{command} {setting.Name} offers {w}"));
            wrong.AddRange(pool.Except(setting.Offered).Where(w => setting.Problem(w) is null).Select(w => $"{command} {setting.Name} takes {w}"));
        }

        Assert.Empty(wrong);
    }

    /// <summary>Help names every word of a closed list.</summary>
    [Fact]
    public void Help_names_every_word()
    {
        foreach ((string command, Setting setting) in AllSettings().Where(s => s.Setting.IsClosed))
        foreach (string word in setting.Offered)
            Assert.True(setting.Description!.Contains(word, StringComparison.Ordinal), $"{command} {setting.Name}: '{word}' is not in its help");
    }

    private static IEnumerable<(string Command, Setting Setting)> AllSettings() =>
        from command in Below(CommandLine.CreateRoot())
        from setting in command.Options.OfType<Setting>()
        select (command.Name, setting);

    /// <summary>Not a number, and not an example of a pattern.</summary>
    private static bool IsWord(string text) => !text.Contains(':', StringComparison.Ordinal) && !text.Any(char.IsAsciiDigit);

    [Theory]
    [MemberData(nameof(Topics))]
    public void Topics_are_told(string topic)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("help", topic));
        Assert.True(cli.Out.Length > 300);
        Assert.All(cli.Out.Split('\n'), line => Assert.True(line.Length <= 160, line));
    }

    [Fact]
    public void What_is_not_understood_gets_a_next_move()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run("help", "nose"));
        Assert.Contains("'noise'", cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, cli.Run(Cli.Sample("text.png")));
        Assert.Contains($"Did you mean: deconv inspect {Cli.Sample("text.png")}", cli.Error, StringComparison.Ordinal);
        Assert.Contains("Commands:", cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, cli.Run("debluur", "x"));
        Assert.Contains("'deblur'", cli.Error, StringComparison.Ordinal);

        // No guessing from beginnings.
        Assert.Equal(ExitCode.Usage, cli.Run("deb", "x.png", "-p", "disk:3"));
        Assert.Equal(ExitCode.Usage, cli.Run("deblur", Cli.Sample("text.png"), "-p", "disk:3", "--lamb", "1"));
        Assert.Equal(ExitCode.Usage, cli.Run("psf", "mak", "disk:3"));
    }

    [Fact]
    public void Formats_and_version_tell_what_is_here()
    {
        using var cli = new Cli();
        Assert.Equal("formats", cli.Json("formats").GetProperty("command").GetString());
        Assert.Equal(ExitCode.Ok, cli.Run("formats"));
        Assert.Contains("PNG", cli.Out, StringComparison.Ordinal);
        Assert.True(cli.Json("version").GetProperty("processors").GetInt32() > 0);
        Assert.Equal(ExitCode.Ok, cli.Run("version"));
        Assert.StartsWith("deconv ", cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Completions_know_every_command(string shell)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("completions", shell));
        foreach (CommandPage page in Program.Commands)
            Assert.Contains(page.Path, cli.Out, StringComparison.Ordinal);
        Assert.Contains("hyper", cli.Out, StringComparison.Ordinal);
    }

    /// <summary>In a real bash, where there is one.</summary>
    [Theory]
    [InlineData("deconv deb", "deblur")]
    [InlineData("deconv psf from-p", "from-point")]
    [InlineData("deconv deblur x.png --prior t", "tv")]
    [InlineData("deconv deblur --skip", "--skip-existing")]
    [InlineData("deconv psf estimate x.png --fam", "--family")]
    public void Bash_completes(string typed, string expected)
    {
        if (!File.Exists("/bin/bash"))
            return;
        using var cli = new Cli();
        cli.Run("completions", "bash");
        File.WriteAllText(cli.At("deconv.bash"), cli.Out);
        string script =
            $"source '{cli.At("deconv.bash")}'; COMP_WORDS=({typed}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); _deconv; echo \"${{COMPREPLY[*]}}\"";
        using var bash = Process.Start(
            new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        string output = bash.StandardOutput.ReadToEnd(),
            error = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        Assert.Equal("", error);
        Assert.Equal(expected, output.Trim());
    }

    /// <summary>docs/man/deconv.1 is what 'deconv help --man' prints; DECONV_APPROVE=1 writes it anew.</summary>
    [Fact]
    public void The_manual_page_is_up_to_date()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("help", "--man"));
        string path = Path.Combine(Cli.Samples, "..", "docs", "man", "deconv.1");
        if (Environment.GetEnvironmentVariable("DECONV_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, cli.Out);
        }

        Assert.True(File.ReadAllText(path) == cli.Out, "docs/man/deconv.1 is out of date: run this test with DECONV_APPROVE=1.");
    }

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(Below).Prepend(command);

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        bool quoted = false,
            open = false;
        foreach (char c in line)
        {
            if (c == '"')
                (quoted, open) = (!quoted, true);
            if (c == '"' || (c == ' ' && !quoted))
            {
                if (c == ' ')
                    open = false;
                if (c == '"' && quoted)
                    words.Add("");
                continue;
            }

            if (!open && !quoted)
            {
                words.Add("");
                open = true;
            }

            words[^1] += c;
        }

        return words;
    }
}

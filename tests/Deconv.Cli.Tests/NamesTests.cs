using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>File names that look like something else, and words that are no option.</summary>
public class NamesTests
{
    private static readonly string[] Quick = ["-p", "gaussian:1", "--effort", "fast", "--iterations", "2", "--accept-anyway"];

    [Fact]
    public void A_name_that_starts_with_at_is_a_name()
    {
        using var cli = new Cli();
        using var file = new FileHere("@");
        Assert.Equal(ExitCode.Ok, cli.Run("inspect", file.Name));
        Assert.Contains(file.Name, cli.Out, StringComparison.Ordinal);

        // The file without the @ holds words, which are not taken for options.
        File.WriteAllText(file.Name[1..], "--json\n");
        Assert.Equal(ExitCode.Ok, cli.Run("inspect", file.Name));
        Assert.DoesNotContain("{", cli.Out, StringComparison.Ordinal);
        File.Delete(file.Name[1..]);
    }

    [Theory]
    [InlineData("inspect", "--", "FILE")]
    [InlineData("compare", "--", "FILE", "FILE")]
    [InlineData("deblur", "-p", "gaussian:1", "--iterations", "2", "--accept-anyway", "-o", "OUT.png", "--", "FILE")]
    [InlineData("blur", "-p", "gaussian:1", "-o", "OUT.png", "--", "FILE")]
    [InlineData("psf", "from-edge", "--box", "20,20,56,56", "-o", "OUT.txt", "--", "FILE")]
    [InlineData("help", "--", "psf")]
    public void Two_dashes_end_the_options_in_every_command(params string[] args)
    {
        using var cli = new Cli();
        using var file = new FileHere("-");
        int code = cli.Run([.. args.Select(a => a == "FILE" ? file.Name : a.Replace("OUT", cli.At("out"), StringComparison.Ordinal))]);
        Assert.True(code == ExitCode.Ok, cli.Error);
    }

    [Theory]
    [InlineData("inspect", "FILE")]
    [InlineData("compare", "FILE", "FILE")]
    [InlineData("psf", "from-edge", "FILE", "--box", "1,1,9,9", "-o", "k.txt")]
    public void A_file_in_the_place_of_an_option_is_told_how_to_be_named(params string[] args)
    {
        using var cli = new Cli();
        using var file = new FileHere("-");
        Assert.Equal(ExitCode.Usage, cli.Run([.. args.Select(a => a == "FILE" ? file.Name : a)]));
        Assert.Contains($"write ./{file.Name}, or -- before it", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--psff", "--psf", "deblur", "x.png", "--psff", "disk:3")]
    [InlineData("--lamda", "--lambda", "deblur", "x.png", "-p", "disk:3", "--lamda", "1")]
    [InlineData("--lamda", "--lambda", "sweep", "x.png", "-p", "disk:3", "--lamda=1e-4..1e-2:3")]
    [InlineData("--jsn", "--json", "compare", "x.png", "--jsn")]
    [InlineData("--outptu", "--output", "psf", "make", "disk:3", "--outptu", "x.txt")]
    [InlineData("--imput", "--input", "replay", "--imput", "x.png")]
    [InlineData("--nose", "--noise", "blur", "x.png", "--nose", "3")]
    [InlineData("--sizes", "--size", "bench", "convolve", "--sizes", "64")]
    [InlineData("--verion", "--version", "--verion")]
    public void An_unknown_option_is_named_with_the_nearest_one_and_nothing_else_is_said(string typed, string meant, params string[] args)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run(args));
        Assert.StartsWith($"There is no option '{typed}'. Did you mean '{meant}'?", cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("missing", cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("required", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("psf", "shw", "disk:3")]
    [InlineData("shw", "-p", "disk:3")]
    public void A_word_in_the_place_of_a_command_is_not_blamed_on_its_options(params string[] args)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run(args));
        Assert.DoesNotContain("There is no option", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_options_may_start_with_a_dash()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run("deblur", "x.png", "-p", "disk:3", "--noise", "-3"));
        Assert.Contains("--noise takes a number of at least 0, not '-3'", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_with_the_same_pattern_leaves_its_own_results_out()
    {
        using Cli cli = Jobs.Batches.BatchTests.Pictures("a.png", "b.png");
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", .. Pattern(), .. Quick]));
        Assert.Equal(4, Pattern().Length);
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", .. Pattern(), "--skip-existing", .. Quick]));
        Assert.Equal(4, Pattern().Length);
        Assert.Contains("0 of 2 files done, 2 skipped", cli.Error, StringComparison.Ordinal);
        Assert.Contains("2 results of other files in the list were left out", cli.Error, StringComparison.Ordinal);
        File.Delete(cli.At("b.png"));

        // What it was made from is not in the list: then it is a picture like any other.
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", cli.At("b-deblurred.png"), .. Quick]));
        Assert.True(File.Exists(cli.At("b-deblurred-deblurred.png")));

        string[] Pattern() => [.. Directory.GetFiles(cli.Folder, "*.png").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void A_name_that_is_not_UTF8_is_refused_with_the_reason()
    {
        using var cli = new Cli();
        const string Name = "caf\uFFFD.png"; // what the runtime makes of bytes that are not UTF-8
        Assert.Equal(ExitCode.Input, cli.Run("inspect", cli.At(Name)));
        Assert.Contains("not UTF-8", cli.Error, StringComparison.Ordinal);
        Assert.Contains("caf'*'.png'", cli.Error, StringComparison.Ordinal);
        MadePictures.Write(cli.Folder);
        Assert.Equal(ExitCode.Output, cli.Run(["deblur", cli.At("small.png"), "-o", cli.At(Name), .. Quick]));
        Assert.Contains("not UTF-8", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_folder_a_name_that_is_not_UTF8_fails_alone_and_the_printed_command_renames_it()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var cli = new Cli();
        MadePictures.Write(cli.Folder);
        Shell.Run($"mkdir in && mv small.png in/ok.png && cp point.png in/$(printf 'caf\\351').png", cli.Folder);
        Assert.Equal(ExitCode.SomeFailed, cli.Run(["deblur", cli.At("in"), "-r", "--out-dir", cli.At("out"), "-q", .. Quick]));
        Assert.Equal("ok-deblurred.png", Path.GetFileName(Assert.Single(Directory.GetFiles(cli.At("out")))));
        Assert.Contains("not UTF-8", cli.Error, StringComparison.Ordinal);
        string line = cli.Error.Split('\n').First(l => l.Contains("mv ", StringComparison.Ordinal));
        int from = line.IndexOf("mv ", StringComparison.Ordinal),
            to = line.IndexOf(" (in a POSIX shell)", StringComparison.Ordinal);
        Shell.Run(line[from..to], cli.Folder);
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", cli.At("in"), "-r", "--out-dir", cli.At("again"), "-q", .. Quick]));
        Assert.Equal(2, Directory.GetFiles(cli.At("again")).Length);
    }

    [Fact]
    public void Names_in_printed_commands_are_quoted_so_that_a_shell_runs_nothing()
    {
        using var cli = new Cli();
        MadePictures.Write(cli.Folder);
        const string Name = "$(touch ran) it's.png";
        File.Move(cli.At("edge.png"), cli.At(Name));
        cli.Run("inspect", cli.At(Name));
        Assert.Contains(Output.ShellWords.Join([cli.At(Name)]), cli.Out, StringComparison.Ordinal);
        cli.Run(cli.At(Name));
        Assert.Contains("deconv inspect " + Output.ShellWords.Join([cli.At(Name)]), cli.Error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(Name, Shell.Run("printf %s " + Output.ShellWords.Join([Name]), cli.Folder));
        Assert.False(File.Exists(cli.At("ran")));
    }

    /// <summary>A picture in the current folder, so that its name on the command line starts with a prefix.</summary>
    private sealed class FileHere : IDisposable
    {
        public FileHere(string prefix)
        {
            using var cli = new Cli();
            MadePictures.Write(cli.Folder);
            Name = $"{prefix}names-{Guid.NewGuid():N}.png";
            File.Copy(cli.At("edge.png"), Name);
        }

        public string Name { get; }

        public void Dispose() => File.Delete(Name);
    }
}

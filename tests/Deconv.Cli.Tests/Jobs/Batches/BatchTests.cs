using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests.Jobs.Batches;

/// <summary>Many files at once.</summary>
public class BatchTests
{
    private static readonly string[] Quick = ["-p", "gaussian:2", "--effort", "fast", "--iterations", "2"];

    [Fact]
    public void Folders_are_worked_through_and_kept_below_the_new_folder()
    {
        using Cli cli = Pictures("in/a.png", "in/sub/b.png", "in/sub/deep/c.png");
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", cli.At("in"), "--recursive", "--out-dir", cli.At("out"), .. Quick]));
        Assert.Equal(["a-deblurred.png", "sub/b-deblurred.png", "sub/deep/c-deblurred.png"], Files(cli.At("out")));
        Assert.Contains("3 of 3 files done.", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_alone_or_without_pictures_is_an_error_with_a_next_move()
    {
        using Cli cli = Pictures("in/a.png");
        Assert.Equal(ExitCode.Usage, cli.Run(["deblur", cli.At("in"), .. Quick]));
        Assert.Contains("--recursive", cli.Error, StringComparison.Ordinal);
        Directory.CreateDirectory(cli.At("empty"));
        Assert.Equal(ExitCode.Input, cli.Run(["deblur", cli.At("empty"), "-r", .. Quick]));
        Assert.Contains("no images", cli.Error, StringComparison.Ordinal);
        Assert.Contains("deconv formats", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_an_earlier_run_are_no_inputs()
    {
        using Cli cli = Pictures("in/a.png", "in/b.png");
        string[] args = ["deblur", cli.At("in"), "-r", "--skip-existing", .. Quick];
        Assert.Equal(ExitCode.Ok, cli.Run(args));
        DateTime first = File.GetLastWriteTimeUtc(cli.At("in/a-deblurred.png"));
        File.Delete(cli.At("in/b-deblurred.png"));
        Assert.Equal(ExitCode.Ok, cli.Run(args));
        Assert.Contains("1 of 2 files done, 1 skipped (result exists).", cli.Error, StringComparison.Ordinal);
        Assert.Equal(first, File.GetLastWriteTimeUtc(cli.At("in/a-deblurred.png")));
        Assert.Equal(["a-deblurred.png", "a.png", "b-deblurred.png", "b.png"], Files(cli.At("in")));
        Assert.Equal(ExitCode.Output, cli.Run(["deblur", cli.At("in"), "-r", .. Quick]));
    }

    [Fact]
    public void Names_follow_the_template()
    {
        using Cli cli = Pictures("b.png", "a.png", "in/c.png");
        Assert.Equal(
            ExitCode.Ok,
            cli.Run(["deblur", cli.At("b.png"), cli.At("a.png"), "--out-dir", cli.At("out"), "--name", "{n}-{command}-{stem}.pfm", .. Quick])
        );
        Assert.Equal(["1-deblurred-b.pfm", "2-deblurred-a.pfm"], Files(cli.At("out")));
        Assert.Equal(ExitCode.Usage, cli.Run(["deblur", cli.At("b.png"), cli.At("a.png"), "--name", "same.png", .. Quick]));
        Assert.Contains("--name", cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, cli.Run(["deblur", cli.At("b.png"), "--name", "{steam}.png", .. Quick]));
        Assert.Equal(ExitCode.Usage, cli.Run(["deblur", cli.At("b.png"), "--name", "x/{stem}.png", .. Quick]));
        Assert.Equal(ExitCode.Usage, cli.Run(["deblur", cli.At("in"), "-r", "--name", "{n}.png", .. Quick]));
    }

    [Fact]
    public void Shards_make_every_file_once()
    {
        using Cli cli = Pictures([.. Enumerable.Range(0, 7).Select(i => $"in/{i}.png")]);
        for (int i = 1; i <= 3; i++)
            Assert.Equal(ExitCode.Ok, cli.Run(["deblur", cli.At("in"), "-r", "--out-dir", cli.At("out"), "--shard", $"{i}/3", .. Quick]));
        Assert.Equal(7, Files(cli.At("out")).Count());
    }

    [Fact]
    public void One_bad_file_is_listed_and_fail_fast_stops_there()
    {
        using Cli cli = Pictures("in/a.png", "in/c.png");
        File.WriteAllText(cli.At("in/b.png"), "no picture");
        Assert.Equal(ExitCode.SomeFailed, cli.Run(["deblur", cli.At("in"), "-r", "--out-dir", cli.At("out"), "--json", .. Quick]));
        Assert.Contains("2 of 3 files done, 1 failed:", cli.Error, StringComparison.Ordinal);
        using JsonDocument last = JsonDocument.Parse(cli.Out.TrimEnd().Split('\n')[^1]);
        Assert.Equal("batch", last.RootElement.GetProperty("command").GetString());
        Assert.False(last.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal(ExitCode.Input, last.RootElement.GetProperty("failed")[0].GetProperty("exitCode").GetInt32());
        Assert.Equal(ExitCode.SomeFailed, cli.Run(["deblur", cli.At("in"), "-r", "--out-dir", cli.At("fast"), "--fail-fast", .. Quick]));
        Assert.Equal(["a-deblurred.png"], Files(cli.At("fast")));
        Assert.Equal(ExitCode.Input, cli.Run(["deblur", cli.At("in/a.png"), cli.At("absent.png"), "--out-dir", cli.At("x"), .. Quick]));
        Assert.False(Directory.Exists(cli.At("x")));
    }

    /// <summary>What is worked out once is what the flags would have said.</summary>
    [Fact]
    public void Automatic_values_can_come_from_one_file_or_the_middle_of_all()
    {
        using Cli cli = Pictures("a.png", "b.png", "c.png");
        cli.Run("blur", Cli.Sample("text.png"), "-p", "gaussian:2", "--noise", "0.02", "-o", cli.At("a.png"), "-f");
        cli.Run("blur", Cli.Sample("text.png"), "-p", "gaussian:2", "--noise", "0.01", "-o", cli.At("b.png"), "-f");
        string[] files = [cli.At("a.png"), cli.At("b.png"), cli.At("c.png")];
        double[] each = Noises("each"),
            first = Noises("first"),
            median = Noises("median");
        Assert.Equal(3, each.Distinct().Count());
        Assert.All(first, n => Assert.Equal(each[0], n, 1e-9));
        Assert.All(median, n => Assert.Equal(each[1], n, 1e-9));

        double[] Noises(string from)
        {
            Assert.Equal(
                ExitCode.Ok,
                cli.Run(["deblur", .. files, "--auto-from", from, "--out-dir", cli.At(from), "--json", "-q", "-p", "gaussian:2", "--effort", "fast"])
            );
            return
            [
                .. cli
                    .Out.TrimEnd()
                    .Split('\n')
                    .SkipLast(1)
                    .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("model").GetProperty("noise").GetDouble()),
            ];
        }
    }

    [Fact]
    public void Inspect_goes_on_after_a_bad_file()
    {
        using Cli cli = Pictures("in/c.pgm");
        File.Delete(cli.At("in/c.pgm"));
        File.WriteAllText(cli.At("in/b.pgm"), "P2\n48 48\n255\n" + string.Join(' ', Enumerable.Range(0, 48 * 48).Select(i => i * 37 % 251)));
        File.WriteAllText(cli.At("in/a.png"), "no picture");
        Assert.Equal(ExitCode.SomeFailed, cli.Run("inspect", cli.At("in"), "-r"));
        Assert.Contains("b.pgm", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_for_one_file_are_refused_for_several()
    {
        using Cli cli = Pictures("a.png", "b.png");
        Assert.Equal(ExitCode.Usage, cli.Run(["deblur", cli.At("a.png"), cli.At("b.png"), "--residual-map", cli.At("r.png"), .. Quick]));
        Assert.Equal(ExitCode.Usage, cli.Run("blind", cli.At("a.png"), cli.At("b.png"), "--psf-out", cli.At("r.png")));
    }

    internal static Cli Pictures(params string[] names)
    {
        var cli = new Cli();
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(cli.At(name))!);
            File.Copy(Cli.Sample("text-gaussian2.png"), cli.At(name));
        }

        return cli;
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}

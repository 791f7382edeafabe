using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>Pipes and devices in the place of files, and what overwriting keeps.</summary>
public class PipeTests
{
    private static readonly string[] Quick = ["--effort", "fast", "--iterations", "2", "--accept-anyway", "-q"];

    [Fact]
    public async Task An_input_is_read_once_so_it_may_be_a_pipe()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using Cli cli = Made();
        Shell.Run("mkfifo in.png psf", cli.Folder);
        Task writer = Feed(cli, "small.png", "in.png");
        Assert.True(cli.Run("inspect", cli.At("in.png")) == ExitCode.Ok, cli.Error);
        await writer;

        // With everything that reads inputs a second time: the fingerprints of a result, and a PSF that is text without an extension.
        File.WriteAllText(cli.At("k.txt"), "# a kernel\n1 2 1\n2 4 2\n1 2 1\n");
        Task[] writers = [Feed(cli, "small.png", "in.png"), Feed(cli, "k.txt", "psf")];
        string[] args = [.. Quick, "-p", cli.At("psf"), "--json", "-o", cli.At("out.png"), "--report", cli.At("r.html")];
        Assert.True(cli.Run(["deblur", cli.At("in.png"), .. args]) == ExitCode.Ok, cli.Error);
        await Task.WhenAll(writers);
        using JsonDocument json = JsonDocument.Parse(cli.Out);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("input").GetProperty("sha256").ValueKind);
        Assert.Empty(JsonSchema.Errors(json.RootElement, "deblur"));
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", cli.At("small.png"), .. Quick, "-p", cli.At("k.txt"), "-o", cli.At("same.png")]));
        Assert.Equal(File.ReadAllBytes(cli.At("same.png")), File.ReadAllBytes(cli.At("out.png")));
    }

    [Fact]
    public void Values_for_all_files_are_not_taken_from_a_pipe()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using Cli cli = Made();
        Shell.Run("mkfifo in.png", cli.Folder);
        int code = cli.Run([
            "deblur",
            cli.At("in.png"),
            cli.At("small.png"),
            "--auto-from",
            "median",
            "-p",
            "gaussian:1",
            "--out-dir",
            cli.At("out"),
            .. Quick,
        ]);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("pipes", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_written_into_and_stays_a_pipe()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using Cli cli = Made();
        Shell.Run("mkfifo out.png bare", cli.Folder);
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", cli.At("small.png"), .. Quick, "-p", "gaussian:1", "-o", cli.At("file.png")]));
        foreach (string pipe in (string[])["out.png", "bare"])
        {
            Task<byte[]> reader = Task.Run(() => File.ReadAllBytes(cli.At(pipe)));
            Assert.True(
                cli.Run(["deblur", cli.At("small.png"), .. Quick, "-p", "gaussian:1", "--json", "-o", cli.At(pipe)]) == ExitCode.Ok,
                cli.Error
            );
            Assert.Equal(File.ReadAllBytes(cli.At("file.png")), await reader);
            Assert.Equal("fifo", Shell.Run($"stat -c %F {pipe}", cli.Folder).Trim());
        }
    }

    [Fact]
    public async Task The_result_of_a_pipe_without_a_name_is_named_like_that_of_standard_input()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using Cli cli = Made();
        Shell.Run("mkfifo pipe", cli.Folder);
        Task writer = Feed(cli, "small.png", "pipe");
        Assert.True(cli.Run(["deblur", cli.At("pipe"), .. Quick, "-p", "gaussian:1", "--out-dir", cli.At("out")]) == ExitCode.Ok, cli.Error);
        await writer;
        Assert.Equal("stdin-deblurred.png", Path.GetFileName(Assert.Single(Directory.GetFiles(cli.At("out")))));
    }

    [Fact]
    public void A_device_is_written_into_and_a_full_one_exits_with_4()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using Cli cli = Made();
        Assert.True(cli.Run(["deblur", cli.At("small.png"), .. Quick, "-p", "gaussian:1", "-o", "/dev/null"]) == ExitCode.Ok, cli.Error);
        Assert.Equal(ExitCode.Output, cli.Run(["deblur", cli.At("small.png"), .. Quick, "-p", "gaussian:1", "-o", "/dev/full"]));
        Assert.DoesNotContain("internal error", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("600")]
    [InlineData("664")]
    [InlineData("400")]
    public void Overwriting_keeps_the_mode(string mode)
    {
        if (OperatingSystem.IsWindows())
            return;
        using Cli cli = Made();
        Shell.Run($"cp small.png out.png; cp small.png k.txt; chmod {mode} out.png k.txt; ln -s out.png link.png", cli.Folder);
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", cli.At("small.png"), .. Quick, "-p", "gaussian:1", "-o", cli.At("link.png"), "-f"]));
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "make", "disk:2", "-o", cli.At("k.txt"), "-f"));
        Assert.Equal($"{mode}\n{mode}\n", Shell.Run("stat -c %a out.png k.txt", cli.Folder));
        Assert.NotEqual(File.ReadAllBytes(cli.At("small.png")), File.ReadAllBytes(cli.At("out.png")));
        Assert.NotNull(new FileInfo(cli.At("link.png")).LinkTarget);
    }

    [Fact]
    public void Overwriting_keeps_the_owner()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return; // only root may give files away
        using Cli cli = Made();
        Shell.Run("cp small.png out.png; chown 1234:2345 out.png", cli.Folder);
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", cli.At("small.png"), .. Quick, "-p", "gaussian:1", "-o", cli.At("out.png"), "-f"]));
        Assert.Equal("1234:2345", Shell.Run("stat -c %u:%g out.png", cli.Folder).Trim());
    }

    private static Cli Made()
    {
        var cli = new Cli();
        MadePictures.Write(cli.Folder);
        return cli;
    }

    private static Task Feed(Cli cli, string file, string pipe) =>
        Task.Run(() =>
        {
            using var to = new FileStream(cli.At(pipe), FileMode.Open, FileAccess.Write);
            to.Write(File.ReadAllBytes(cli.At(file)));
        });
}

using System.Text.Json;
using Deconv.Cli.Jobs.Planning;
using Deconv.Cli.Tests.Jobs.Batches;
using Xunit;

namespace Deconv.Cli.Tests.Jobs.Planning;

/// <summary>What a run takes is told before, and kept within what is allowed.</summary>
public class PlanningTests
{
    [Theory]
    [InlineData("deblur", "-p", "gaussian:2")]
    [InlineData("sharpen", "--sigma", "1")]
    [InlineData("blind", "--kernel-size", "15")]
    [InlineData("blur", "-p", "disk:2")]
    public void A_dry_run_writes_nothing(string command, string option, string value)
    {
        using Cli cli = BatchTests.Pictures("a.png", "b.png");
        Assert.Equal(ExitCode.Ok, cli.Run(command, cli.At("a.png"), cli.At("b.png"), option, value, "--dry-run", "--out-dir", cli.At("out")));
        Assert.Equal(2, Directory.GetFileSystemEntries(cli.Folder).Length);
        Assert.Contains("432×156", cli.Out + cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_is_told_in_numbers()
    {
        using Cli cli = BatchTests.Pictures("a.png");
        JsonElement json = cli.Json("deblur", cli.At("a.png"), "-p", "gaussian:2", "-n");
        Assert.Equal("plan", json.GetProperty("command").GetString());
        Assert.Equal(17, json.GetProperty("psfWidth").GetInt32());
        Assert.True(json.GetProperty("transformWidth").GetInt32() >= 432 + 16);
        Assert.InRange(json.GetProperty("peakBytes").GetInt64(), 1_000_000, 100_000_000);
        Assert.InRange(json.GetProperty("seconds").GetDouble(), 0, 60);
    }

    [Fact]
    public void Memory_is_kept_within_bounds_or_the_run_is_refused_with_what_it_needs()
    {
        using Cli cli = BatchTests.Pictures("a.png");
        Assert.Equal(ExitCode.Memory, cli.Run("deblur", cli.At("a.png"), "-p", "gaussian:2", "--max-memory", "2M"));
        Assert.Contains("--max-memory", cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(cli.At("a-deblurred.png")));

        // Between what one thread and many take: fewer threads, same bytes.
        JsonElement many = cli.Json("deblur", cli.At("a.png"), "-p", "gaussian:2", "-n", "-j", "64"),
            one = cli.Json("deblur", cli.At("a.png"), "-p", "gaussian:2", "-n", "-j", "1");
        long between = (many.GetProperty("peakBytes").GetInt64() + one.GetProperty("peakBytes").GetInt64()) / 2;
        Assert.True(between > one.GetProperty("peakBytes").GetInt64());
        Assert.Equal(
            ExitCode.Ok,
            cli.Run("deblur", cli.At("a.png"), "-p", "gaussian:2", "-j", "64", "--max-memory", $"{between}", "-o", cli.At("lean.png"), "-q")
        );
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", cli.At("a.png"), "-p", "gaussian:2", "-j", "64", "-o", cli.At("free.png"), "-q"));
        Assert.Equal(File.ReadAllBytes(cli.At("free.png")), File.ReadAllBytes(cli.At("lean.png")));
    }

    [Theory]
    [InlineData("512M", 512L << 20)]
    [InlineData("1.5G", 3L << 29)]
    [InlineData("2GiB", 2L << 30)]
    [InlineData("2gb", 2L << 30)]
    public void Sizes_are_understood(string text, long bytes)
    {
        using Cli cli = BatchTests.Pictures("a.png");
        Assert.Equal(bytes, cli.Json("deblur", cli.At("a.png"), "-p", "delta", "-n", "--max-memory", text).GetProperty("allowedBytes").GetInt64());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("lots")]
    [InlineData("-2G")]
    public void Other_words_are_refused(string text)
    {
        using Cli cli = BatchTests.Pictures("a.png");
        Assert.Equal(ExitCode.Usage, cli.Run("deblur", cli.At("a.png"), "-p", "delta", "--max-memory", text));
    }

    [Fact]
    public void Free_memory_is_a_sensible_number() => Assert.InRange(FreeMemory.Bytes(), 10_000_000, 1L << 46);
}

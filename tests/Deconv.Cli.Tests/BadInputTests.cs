using System.Buffers.Binary;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>Bad input: a clear error, the exit code for it, and no output file.</summary>
public class BadInputTests
{
    [Fact]
    public void Files_that_are_no_pictures_exit_with_3()
    {
        using var cli = new Cli();
        byte[] good = File.ReadAllBytes(Cli.Sample("text.png"));
        File.WriteAllBytes(cli.At("truncated.png"), good[..(good.Length / 2)]);
        File.WriteAllBytes(cli.At("empty.png"), []);
        File.WriteAllText(cli.At("text.png"), "Dear diary, this is not a picture.");
        File.WriteAllBytes(cli.At("bomb.png"), Header(60000, 60000, good));
        foreach (string name in (string[])["truncated.png", "empty.png", "text.png", "bomb.png", "absent.png"])
        {
            Assert.Equal(ExitCode.Input, cli.Run("deblur", cli.At(name), "-p", "disk:2", "-o", cli.At("out.png")));
            Assert.Contains(name, cli.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("internal error", cli.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(cli.At("out.png")));
            Assert.Empty(Directory.GetFiles(cli.Folder, "*.tmp*"));
        }
    }

    [Fact]
    public void Psfs_that_are_none_exit_with_5()
    {
        using var cli = new Cli();
        File.WriteAllText(cli.At("zeros.txt"), "0 0 0\n0 0 0\n0 0 0\n");
        File.WriteAllText(cli.At("nan.txt"), "0 1 0\n1 NaN 1\n0 1 0\n");
        File.WriteAllText(cli.At("empty.txt"), "");
        foreach (
            string psf in (string[])
                [
                    cli.At("zeros.txt"),
                    cli.At("nan.txt"),
                    cli.At("empty.txt"),
                    "box:3,1000",
                    "box:500",
                    "disk:-3",
                    "dsk:3",
                    "disk:3*",
                    "motion:15,30,7",
                    "moffat:3,0.5",
                ]
        )
        {
            int code = cli.Run("deblur", Cli.Sample("text.png"), "-p", psf, "-o", cli.At("out.png"));
            Assert.True(code == ExitCode.Psf, $"{psf}: exit {code}, {cli.Error}");
            Assert.False(File.Exists(cli.At("out.png")));
        }

        Assert.Equal(ExitCode.Psf, cli.Run("deblur", Cli.Sample("text.png"), "-p", "box:173,400", "-o", cli.At("out.png")));
    }

    [Theory]
    [InlineData("deblur")]
    [InlineData("deblur", "x.png")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--lambda", "-1")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--lambda", "abc")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--iterations", "0")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--boundary", "mirror")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--methd", "gd")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--method", "magic")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--amount", "2")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--amount", "some")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--threads", "all")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--quality", "best")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--tolerance", "none")]
    [InlineData("compare", "x.png", "y.png", "--max-shift", "far")]
    [InlineData("bench", "convolve", "--size", "big")]
    [InlineData("sweep", "x.png", "-p", "disk:3", "--lambda", "1e-4..1e-1:7", "--pick", "c")]
    [InlineData("replay", "x.json", "--pick", "c")]
    [InlineData("blind", "x.png", "--seed", "c")]
    [InlineData("blind", "x.png", "--kernel-size", "c")]
    [InlineData("psf", "from-point", "x.png", "--at", "c", "-o", "k.txt")]
    [InlineData("psf", "from-point", "x.png", "--at", "1,2", "--size", "c", "-o", "k.txt")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "-o", "a.png", "--out-dir", "b")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--time-limit", "soon")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--prior", "hyper:3")]
    [InlineData("deblur", "x.png", "-p", "disk:3", "--saturation", "often")]
    [InlineData("restore", "x.png")]
    [InlineData("compare", "x.png")]
    public void Words_that_are_not_understood_exit_with_2(params string[] args)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run(args));
        Assert.Contains("--help", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--methd", "--method")]
    [InlineData("--forse", "--force")]
    public void A_near_miss_is_named(string typed, string meant)
    {
        using var cli = new Cli();
        cli.Run("deblur", "x.png", "-p", "disk:3", typed);
        Assert.Contains($"Did you mean '{meant}'", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bare_file_is_answered_with_the_command_it_lacks()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run(Cli.Sample("text.png")));
        Assert.Contains("deconv deblur", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_that_cannot_be_written_exit_with_4_before_any_work()
    {
        using var cli = new Cli();
        string picture = Cli.Sample("text-gaussian2.png");
        Assert.Equal(ExitCode.Output, cli.Run("deblur", picture, "-p", "gaussian:2", "-o", cli.At("no/such/folder/out.png")));
        Assert.Equal(ExitCode.Output, cli.Run("deblur", picture, "-p", "gaussian:2", "-o", cli.Folder));
        Assert.Equal(ExitCode.Output, cli.Run("deblur", picture, "-p", "gaussian:2", "-o", cli.At("out.xyz")));
        Assert.Empty(Directory.GetFiles(cli.Folder));
    }

    [Fact]
    public void Pictures_of_different_size_or_planes_are_not_compared()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run("compare", Cli.Sample("astronaut.png"), Cli.Sample("camera.png")));
        Assert.Equal(ExitCode.Usage, cli.Run("compare", Cli.Sample("camera.png"), Cli.Sample("text.png")));
    }

    /// <summary>A PNG whose header promises any size, checksum right.</summary>
    private static byte[] Header(int width, int height, byte[] png)
    {
        byte[] copy = [.. png];
        BinaryPrimitives.WriteInt32BigEndian(copy.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(copy.AsSpan(20), height);
        uint crc = 0xFFFFFFFF;
        for (int i = 12; i < 29; i++)
        {
            crc ^= copy[i];
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(29), ~crc);
        return copy;
    }
}

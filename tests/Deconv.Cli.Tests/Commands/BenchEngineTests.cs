using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>bench convolve, transform, gradient.</summary>
public class BenchEngineTests
{
    [Theory]
    [InlineData("convolve", "direct")]
    [InlineData("transform", "auto")]
    [InlineData("gradient", "tiled")]
    public void A_speed_is_one_json_object(string work, string method)
    {
        using var cli = new Cli();
        JsonElement json = cli.Json("bench", work, "--size", "64", "--psf-size", "5", "--threads", "1", "--method", method);
        Assert.Equal(64, json.GetProperty("size").GetInt32());
        Assert.True(json.GetProperty("minMs").GetDouble() <= json.GetProperty("medianMs").GetDouble());
        Assert.True(json.GetProperty("megapixelsPerSecond").GetDouble() > 0);
        Assert.True(json.GetProperty("vectorBits").GetInt32() is 128 or 256 or 512);
        Assert.NotEmpty(json.GetProperty("method").GetString()!);
        Assert.True(json.TryGetProperty("allocatedBytes", out _));
    }

    [Fact]
    public void An_empty_image_is_refused()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run("bench", "convolve", "--size", "0"));
    }
}

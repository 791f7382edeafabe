using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>What a file is and how blurred, honestly.</summary>
public class InspectTests
{
    [Fact]
    public void A_blur_is_measured_and_a_sharp_picture_is_called_sharp()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("inspect", cli.Part("text-gaussian2.png", 60, 10, 260, 132), "--json"));
        using (JsonDocument json = JsonDocument.Parse(cli.Out))
        {
            Assert.True(json.RootElement.GetProperty("blurred").GetBoolean());
            string spec = json.RootElement.GetProperty("blur").GetProperty("spec").GetString()!;
            Assert.StartsWith("gaussian:", spec, StringComparison.Ordinal);
            Assert.InRange(double.Parse(spec[9..], CultureInfo.InvariantCulture), 1.8, 2.4);
            Assert.Equal(4, json.RootElement.GetProperty("quadrants").GetArrayLength());
        }

        Assert.Equal(ExitCode.Ok, cli.Run("inspect", cli.Part("text.png", 60, 10, 260, 132)));
        Assert.Contains("sharp", cli.Out, StringComparison.Ordinal);
        Assert.Contains("8 bits, sRGB", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_input_error()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Input, cli.Run("inspect", cli.At("nothing.png")));
    }
}

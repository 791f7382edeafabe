using System.Text.Json;
using Deconv.Imaging;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>Pictures with missing samples, and pictures that end inside their frame.</summary>
public class EmptyTests
{
    private const string Border = "areas of one value at the border";

    [Theory]
    [InlineData("deblur FILE -p disk:2 -o OUT.fits")]
    [InlineData("deblur FILE -p disk:2 --crop 20,20,30,30 -o OUT.fits")]
    [InlineData("sharpen FILE --sigma 0.7 -o OUT.fits")]
    [InlineData("blur FILE -p disk:2 -o OUT.fits")]
    [InlineData("blur FILE -p disk:2 --boundary unknown -o OUT.fits")]
    [InlineData("inspect FILE")]
    public void Commands_take_files_with_NaN_and_give_it_back(string command)
    {
        using var cli = new Cli();
        using (Photograph picture = Picture())
        {
            picture.Missing!.Row(0, 30)[31..34].Fill(1);
            ImageFile.Save(picture, cli.At("in.fits"));
        }

        Assert.Equal(ExitCode.Ok, cli.Run(Words(cli, command, "in.fits")));
        Assert.Contains("3 pixels are missing (NaN)", cli.Error + cli.Out, StringComparison.Ordinal);
        foreach (string made in Directory.GetFiles(cli.Folder, "OUT.*"))
        {
            using Photograph result = ImageFile.Load(made);
            Assert.Equal(3, result.Missing![0].ToArray().Sum());
        }
    }

    [Fact]
    public void An_empty_border_is_said_and_can_be_kept()
    {
        using var cli = new Cli();
        using (Photograph picture = Picture())
        {
            for (int y = 0; y < 64; y++)
                picture.Color.Row(0, y)[..(8 + (y / 4))].Clear();
            ImageFile.Save(picture, cli.At("in.png"), new() { Depth = SampleDepth.UInt8 });
        }

        string[] words = Words(cli, "deblur FILE -p disk:2 --json -o OUT.png", "in.png");
        Assert.Equal(ExitCode.Ok, cli.Run(words));
        Assert.Contains(Border, cli.Error, StringComparison.Ordinal);
        using (JsonDocument json = JsonDocument.Parse(cli.Out))
            Assert.Equal(100 * ((8 * 64) + 480) / 4096.0, json.RootElement.GetProperty("model").GetProperty("emptyPercent").GetDouble(), 1e-6);
        using (Photograph result = ImageFile.Load(cli.At("OUT.png")))
            Assert.Equal(0, result.Color.Row(0, 20)[..12].ToArray().Sum());
        cli.Run([.. words, "--keep-border", "--accept-anyway", "--force"]);
        Assert.DoesNotContain(Border, cli.Error, StringComparison.Ordinal);
    }

    private static string[] Words(Cli cli, string command, string file) =>
        [
            .. command
                .Split(' ')
                .Select(w =>
                    w == "FILE" ? cli.At(file)
                    : w.StartsWith("OUT", StringComparison.Ordinal) ? cli.At(w)
                    : w
                ),
        ];

    private static Photograph Picture()
    {
        var image = new PlanarImage(new(64, 64), 1);
        for (int i = 0; i < image[0].Length; i++)
            image[0][i] = 0.5f + (0.2f * MathF.Sin(i % 64 / 5f) * MathF.Cos(i / 64 / 4f)) + (0.002f * (i * 7919 % 13));
        return new(image)
        {
            Depth = SampleDepth.Float32,
            Transfer = TransferFunction.Linear,
            Missing = new(image.Shape, 1),
        };
    }
}

using Deconv.Cli;
using Deconv.ImageSharp.Codecs;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;

namespace Deconv.ImageSharp.Tests;

public class CommandLineTests
{
    /// <summary>Without libvips: what reads and writes the JPEG is ImageSharp.</summary>
    [Theory]
    [InlineData("jpg")]
    [InlineData("tif")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public async Task The_command_line_restores_files_of_other_formats(string format)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("deconv");
        try
        {
            string input = Path.Combine(folder.FullName, $"in.{format}"),
                output = Path.Combine(folder.FullName, $"out.{format}");
            using (Photograph sample = ImageFile.Load(Pictures.Sample("text-gaussian2.png")))
                ImageFile.Save(sample, input, new() { Codecs = ImageSharpCodecs.All, Depth = SampleDepth.UInt8 });
            using var text = new StringWriter();
            Assert.Equal(0, await Application.RunAsync(["deblur", input, "-p", "gaussian:2", "-o", output], text, text));
            Assert.Contains(ImageCodecs.All, c => c is ImageSharpCodec && c.Name == "JPEG");
            using Photograph restored = ImageFile.Load(output, new() { Codecs = ImageSharpCodecs.All }),
                blurred = ImageFile.Load(input, new() { Codecs = ImageSharpCodecs.All });
            Assert.Equal(blurred.Shape, restored.Shape);
            Assert.False(blurred.Color[0].SequenceEqual(restored.Color[0]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

using System.Reflection;
using Deconv.Psfs;

namespace Deconv.Imaging.Tests.Documents;

/// <summary>The program of docs/samples, run as a shell runs it.</summary>
[Collection(nameof(DocumentPictures))]
public class SampleTests
{
    private static async Task<int> Run(params string[] arguments)
    {
        object? result = Assembly.Load("Restore").EntryPoint!.Invoke(null, [arguments]);
        return result is Task<int> task ? await task : (int)result!;
    }

    [Fact]
    public async Task The_sample_restores_a_photograph_and_keeps_its_metadata()
    {
        using var folder = new TemporaryFolder();
        byte[] exif = [.. "II*\0"u8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        string input = folder["in.png"],
            output = folder["out.png"];
        using (var scene = new PlanarImage(new(100, 120), 3))
        {
            for (int c = 0; c < 3; c++)
            for (int i = 0; i < 12000; i++)
                scene[c][i] = (i % 120 / 15) + (i / 120 / 15) % 2 == 0 ? 0.6f : 0.2f;
            PlanarImage blurred = Simulation.Degradation.Blur(scene, Psf.Disk(2), Operators.Boundary.Unknown, threads: 1);
            using var photo = new Photograph(blurred)
            {
                Depth = SampleDepth.UInt16,
                Metadata = new ImageMetadata { Exif = exif, Text = [new("Author", "someone")] },
            };
            ImageFile.Save(photo, input);
        }

        Assert.Equal(0, await Run(input, "disk:2", output));
        using Photograph before = ImageFile.Load(input),
            after = ImageFile.Load(output);
        Assert.Equal((before.Shape, SampleDepth.UInt16), (after.Shape, after.Depth));
        Assert.Equal(exif, after.Metadata.Exif);
        Assert.Equal(before.Metadata.Text, after.Metadata.Text);
        Assert.False(before.Color[0].SequenceEqual(after.Color[0]));
        Assert.Equal(1, await Run(input, "disk:2", output)); // the output exists
        Assert.Equal(1, await Run(input, "dusk:2", folder["other.png"]));
        Assert.Equal(2, await Run(input));
    }
}

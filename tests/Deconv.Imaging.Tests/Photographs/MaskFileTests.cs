namespace Deconv.Imaging.Tests.Photographs;

public class MaskFileTests
{
    private static string Save(TemporaryFolder folder, string name, PlanarImage image, SampleDepth depth)
    {
        using var file = new Photograph(image) { Depth = depth };
        ImageFile.Save(file, folder[name], new() { Transfer = TransferFunction.Linear, Range = RangePolicy.Preserve });
        return folder[name];
    }

    /// <summary>Half of the codes is a half, whatever curve the file has.</summary>
    [Fact]
    public void Numbers_count_and_not_light()
    {
        using var folder = new TemporaryFolder();
        var image = new PlanarImage(new(2, 3), 1);
        ((ReadOnlySpan<float>)[0, 0.2f, 0.4f, 0.6f, 0.8f, 1]).CopyTo(image[0]);
        using PlanarImage mask = MaskFile.Load(Save(folder, "mask.png", image, SampleDepth.UInt8), new(2, 3));
        Assert.Equal([0, 51 / 255f, 102 / 255f, 153 / 255f, 204 / 255f, 1], mask[0].ToArray());
    }

    [Fact]
    public void Color_is_its_mean_and_floats_are_held_to_0_and_1()
    {
        using var folder = new TemporaryFolder();
        var color = new PlanarImage(new(1, 2), 3);
        (color[0][0], color[1][0], color[2][0]) = (1, 0, 0.5f);
        (color[0][1], color[1][1], color[2][1]) = (4, 4, 4);
        using PlanarImage mask = MaskFile.Load(Save(folder, "mask.pfm", color, SampleDepth.Float32), new(1, 2));
        Assert.Equal([0.5f, 1], mask[0].ToArray());
        var dark = new PlanarImage(new(1, 1), 1);
        dark[0][0] = -2;
        using PlanarImage none = MaskFile.Load(Save(folder, "dark.pfm", dark, SampleDepth.Float32), new(1, 1));
        Assert.Equal([0f], none[0].ToArray());
    }

    [Fact]
    public void Another_size_is_refused_with_both_sizes()
    {
        using var folder = new TemporaryFolder();
        string path = Save(folder, "mask.png", new PlanarImage(new(2, 3), 1), SampleDepth.UInt8);
        string message = Assert.Throws<ArgumentException>(() => MaskFile.Load(path, new(3, 2))).Message;
        Assert.Contains("is 3×2, the photograph 2×3", message, StringComparison.Ordinal);
    }
}

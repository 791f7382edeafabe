using System.Text.Json;
using Deconv.Benchmarks.Outliers;
using Deconv.Imaging;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Benchmarks.Tests;

/// <summary>outliers.</summary>
public class OutliersCommandTests
{
    [Theory]
    [InlineData("city", 1, 1, "--only", "city")]
    [InlineData("color", 1, 1)]
    [InlineData("bright", 1, 2, "--only", "camera", "--blurs", "disk3")]
    [InlineData("impulses", 1, 2, "--only", "camera", "--blurs", "ker01")]
    [InlineData("lamps", 1, 2, "--only", "camera", "--blurs", "ker02", "--size", "36")]
    public void A_row_restores_pictures_and_compares_with_its_gates(string row, int pictures, int gates, params string[] options)
    {
        using var lab = new Lab();
        WriteSets(lab);
        JsonElement result = lab.Json(["outliers", "--data", lab.Folder, "--rows", row, "--save", lab.At("saved"), .. options]);
        Assert.Equal(pictures, result.GetProperty("pictures").GetArrayLength());
        Assert.Equal(gates, result.GetProperty("gates").GetArrayLength());
        Assert.All(result.GetProperty("gates").EnumerateArray(), g => Assert.Equal(row, g.GetProperty("row").GetString()));
        Assert.Equal(
            result.GetProperty("gates").EnumerateArray().All(g => g.GetProperty("holds").GetBoolean()),
            result.GetProperty("ok").GetBoolean()
        );
        Assert.NotEmpty(Directory.GetFiles(lab.At("saved"), $"{row}-*.png"));
    }

    [Fact]
    public void Verdicts_are_counted_and_a_missed_gate_is_an_exit_code()
    {
        using var lab = new Lab();
        WriteSets(lab);
        int code = lab.Run("outliers", "--data", lab.Folder, "--rows", "verdict", "--only", "camera_ker01");
        Assert.Contains("ruined answers refused: ", lab.Out, StringComparison.Ordinal);
        Assert.Equal(lab.Out.Contains("missed", StringComparison.Ordinal) ? Lab.NotTrusted : Lab.Ok, code);
    }

    [Theory]
    [InlineData("--rows takes city", "--rows", "town")]
    [InlineData("There is no such picture", "--rows", "bright", "--only", "nothing")]
    [InlineData("--every takes", "--every", "0")]
    public void A_wrong_option_is_explained(string message, params string[] options)
    {
        using var lab = new Lab();
        WriteSets(lab);
        Assert.Equal(Lab.Usage, lab.Run(["outliers", "--data", lab.Folder, .. options]));
        Assert.Contains(message, lab.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Impulses_hit_every_channel_on_its_own_and_a_larger_share_hits_more_of_the_same()
    {
        using PlanarImage few = Gray(100, 3),
            many = Gray(100, 3);
        SaltAndPepper.Add(few, 0.01, 5);
        SaltAndPepper.Add(many, 0.05, 5);
        Assert.InRange(Hits(few), 0.008, 0.012);
        Assert.InRange(Hits(many), 0.045, 0.055);
        for (int i = 0; i < few.Shape.Count; i++)
            Assert.True(few[0][i] == 0.5f || few[0][i] == many[0][i]);
        Assert.False(few[0].SequenceEqual(few[1]));
    }

    [Fact]
    public void A_lamp_adds_its_light_inside_its_radius_and_nothing_elsewhere()
    {
        using PlanarImage scene = Gray(40, 3);
        var lamp = new Lamp(20, 12, 3, 10, [1, 0.5, 0]);
        lamp.AddTo(scene);
        Assert.Equal(10.5f, scene[0][(20 * 40) + 12]);
        Assert.Equal(5.5f, scene[1][(20 * 40) + 12]);
        for (int i = 0; i < scene.Shape.Count; i++)
        {
            Assert.Equal(0.5f, scene[2][i]);
            if (lamp.Distance(i / 40, i % 40) >= 3.5)
                Assert.Equal(0.5f, scene[0][i]);
        }
    }

    [Fact]
    public void Far_samples_are_eight_widths_away_or_as_far_as_the_picture_allows()
    {
        Lamp[] lamps = [new(4, 4, 1, 10, [1])];
        Psf psf = Psf.Box(3);
        Assert.Equal(8, FarField.Of(lamps, new(60, 60), psf).DistanceInWidths);
        var near = FarField.Of(lamps, new(20, 20), psf);
        Assert.InRange(near.DistanceInWidths, 3, 7);
        using PlanarImage a = Gray(18, 1),
            b = Gray(18, 1);
        b[0][0] = 1;
        Assert.Equal(0, near.LargestChange(a, b));
        b[0][^1] = 0.75f;
        Assert.Equal(0.25, near.LargestChange(a, b));
    }

    private static PlanarImage Gray(int size, int planes)
    {
        var image = new PlanarImage(new(size, size), planes);
        for (int plane = 0; plane < planes; plane++)
            image[plane].Fill(0.5f);
        return image;
    }

    private static double Hits(PlanarImage image)
    {
        int hits = 0;
        for (int plane = 0; plane < image.Count; plane++)
            foreach (float v in image[plane])
                hits += v == 0.5f ? 0 : 1;
        return (double)hits / (image.Shape.Count * image.Count);
    }

    /// <summary>The sets of the other commands, and a pair in place of the published one.</summary>
    private static void WriteSets(Lab lab)
    {
        MadeSets.Write(lab.Folder);
        string folder = lab.At(Path.Combine("outliers", "1_city"));
        Directory.CreateDirectory(folder);
        foreach (
            (string name, string kind) in (ReadOnlySpan<(string, string)>)[("blurred", "blurred"), ("ground_truth", "sharp"), ("cho2011", "sharp")]
        )
            File.Copy(Path.Combine(lab.Folder, "levin09", kind, $"im05_ker01_{kind}.png"), Path.Combine(folder, $"{name}.png"));
        PsfFile.Save(Psf.Box(2), Path.Combine(folder, "psf.png"));
    }
}

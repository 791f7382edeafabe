using System.Text.Json;
using Deconv.Imaging;
using Xunit;

namespace Deconv.Benchmarks.Tests;

/// <summary>real.</summary>
public class RealCommandTests
{
    private const int Size = 100;

    [Fact]
    public void Every_picture_is_restored_and_shown_beside_what_was_published()
    {
        using var lab = new Lab();
        Write(lab, "real/leaf.png", Size);
        Write(lab, "real/leaf--xu2010.jpg", Size / 2);
        Write(lab, "real/leaf--pan2016.jpg", Size);
        Write(lab, "lai16/real/face.jpg", Size);
        File.WriteAllText(lab.At("real/README.md"), "no picture");
        string sheets = lab.At("sheets");
        JsonElement[] rows = [.. lab.Json("real", "--data", lab.Folder, "--sheet", sheets).GetProperty("pictures").EnumerateArray()];
        Assert.Equal(["leaf", "lai16-face"], rows.Select(r => r.GetProperty("name").GetString()));
        Assert.All(rows, r => Assert.Equal(Size, r.GetProperty("width").GetInt32()));
        Assert.Equal(["lai16-face.png", "leaf.png"], Directory.GetFiles(sheets).Select(Path.GetFileName).Order());
        using Photograph two = ImageFile.Load(Path.Combine(sheets, "lai16-face.png")),
            four = ImageFile.Load(Path.Combine(sheets, "leaf.png"));
        Assert.True(four.Shape.Count > 1.5 * two.Shape.Count, $"{four.Shape}, {two.Shape}");

        Assert.Equal(Lab.Ok, lab.Run("real", "--data", lab.Folder, "--only", "face"));
        Assert.StartsWith("lai16-face ", lab.Out, StringComparison.Ordinal);
        Assert.Contains(" kernel ", lab.Out, StringComparison.Ordinal);
        Assert.Single(lab.Out.Trim().Split('\n'));
    }

    [Fact]
    public void No_pictures_are_a_mistake()
    {
        using var lab = new Lab();
        Assert.Equal(Lab.Usage, lab.Run("real", "--data", lab.Folder));
        Write(lab, "real/leaf.png", 8);
        Assert.Equal(Lab.Usage, lab.Run("real", "--data", lab.Folder, "--only", "face"));
        Assert.Contains("--only", lab.Error, StringComparison.Ordinal);
    }

    /// <summary>Part of a sample; always as PNG, because readers look at the contents.</summary>
    private static void Write(Lab lab, string name, int size)
    {
        string path = lab.At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Photograph whole = ImageFile.Load(Lab.Sample("camera-shake.png"));
        using Photograph part = whole.With(whole.Color.Crop(60, 160, new(size, size)));
        using FileStream file = File.Create(path);
        ImageFile.Save(part, file, "png");
    }
}

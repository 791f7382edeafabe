using Xunit;

namespace Deconv.Benchmarks.Tests;

/// <summary>train-patches.</summary>
public class TrainPatchesTests
{
    /// <summary>The files of the training, each a copy of a sample picture; PNG is recognized whatever the name says.</summary>
    private static readonly string[] Names =
    [
        "brick.png",
        "cell.png",
        "chelsea.png",
        "coins.png",
        "grass.png",
        "gravel.png",
        "hubble_deep_field.jpg",
        "kodim04.png",
        "rocket.jpg",
        "text.png",
    ];

    [Fact]
    public void The_same_pictures_and_seed_give_the_same_file_for_any_number_of_threads()
    {
        using var lab = new Lab();
        Directory.CreateDirectory(lab.At("photos"));
        foreach (string name in Names)
            File.Copy(Lab.Sample("text.png"), lab.At(Path.Combine("photos", name)));
        string[] train = ["train-patches", "--data", lab.Folder, "--components", "4", "--patches", "2000", "--iterations", "2"];
        foreach (string threads in (string[])["1", "2"])
            Assert.Equal(Lab.Ok, lab.Run([.. train, "-o", lab.At(threads), "--threads", threads]));
        Assert.Equal(File.ReadAllBytes(lab.At("1")), File.ReadAllBytes(lab.At("2")));
        Assert.Contains("SHA-256", lab.Out, StringComparison.Ordinal);
        Assert.Equal(Lab.Usage, lab.Run("train-patches", "--data", lab.Folder, "-o", lab.At("3"), "--components", "0"));
        Assert.Contains("1 to 4096", lab.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_mixture_is_an_unreadable_input()
    {
        using var lab = new Lab();
        File.WriteAllBytes(lab.At("m.gmm"), new byte[100]);
        Assert.Equal(Lab.Input, lab.Run("photos", "--data", lab.Folder, "--effort", "best", "--patch-mixture", lab.At("m.gmm")));
        Assert.Contains("not a patch mixture", lab.Error, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using Deconv.Benchmarks.Quality;
using Deconv.Blind.Verdict;
using Deconv.Restoration.Verdict;
using Xunit;

namespace Deconv.Benchmarks.Tests;

/// <summary>levin, lai, photos, sharp.</summary>
public class QualityCommandTests
{
    private static readonly string[] KnownFields = ["name", "blurredPsnr", "psnr", "ssim", "ssd", "seconds", "noise", "verdict"];

    private static readonly string[] BlindFields =
    [
        "name",
        "blurredPsnr",
        "knownPsnr",
        "psnr",
        "ssim",
        "errorRatio",
        "kernelSimilarity",
        "seconds",
        "checkSeconds",
        "verdict",
        "probability",
    ];

    [Theory]
    [InlineData("levin", "im05_ker01")]
    [InlineData("lai", "manmade_01_kernel_01")]
    [InlineData("photos", "camera_ker01", "--psf", "box:2")]
    public void Pictures_of_a_set_are_restored_and_scored(string set, string picture, params string[] options)
    {
        using var lab = new Lab();
        MadeSets.Write(lab.Folder);
        JsonElement known = lab.Json([set, "--data", lab.Folder, "--only", picture, "--effort", "fast", .. options]);
        Assert.Equal(set, known.GetProperty("command").GetString());
        JsonElement row = Assert.Single(known.GetProperty("pictures").EnumerateArray());
        Assert.Equal(KnownFields, row.EnumerateObject().Select(p => p.Name));
        Assert.Equal(picture, row.GetProperty("name").GetString());
        Assert.True(row.GetProperty("psnr").GetDouble() > row.GetProperty("blurredPsnr").GetDouble());
        Assert.Equal(row.GetProperty("psnr").GetDouble(), known.GetProperty("mean").GetProperty("psnr").GetDouble());
    }

    [Fact]
    public void Blind_restorations_are_compared_with_the_true_psf()
    {
        using var lab = new Lab();
        MadeSets.Write(lab.Folder);
        string[] args = ["levin", "--data", lab.Folder, "--blind", "--kernel-size", "5", "--alter", "noise1", "--seed", "1"];
        JsonElement blind = lab.Json(args);
        Assert.Equal("levin --blind", blind.GetProperty("command").GetString());
        Assert.StartsWith("mean of 1: ", blind.GetProperty("summary").GetString(), StringComparison.Ordinal);
        JsonElement row = Assert.Single(blind.GetProperty("pictures").EnumerateArray());
        Assert.Equal(BlindFields, row.EnumerateObject().Select(p => p.Name));
    }

    /// <summary>Without any difference PSNR is infinite, which JSON cannot say.</summary>
    [Fact]
    public void A_sharp_photograph_is_its_own_truth_and_infinity_is_null()
    {
        using var lab = new Lab();
        MadeSets.Write(lab.Folder);
        JsonElement sharp = lab.Json("sharp", "--data", lab.Folder, "--only", "camera");
        Assert.Equal(JsonValueKind.Null, sharp.GetProperty("mean").GetProperty("blurredPsnr").ValueKind);
    }

    [Fact]
    public void Lines_are_those_of_the_published_figures()
    {
        using var lab = new Lab();
        MadeSets.Write(lab.Folder);
        Assert.Equal(Lab.Ok, lab.Run("levin", "--data", lab.Folder, "--effort", "fast", "--save", lab.At("saved")));
        Assert.Matches(
            @"^im05_ker01 {19}blurred \d+\.\d\d dB  restored \d+\.\d\d dB  SSIM \d\.\d{4}  SSD \d+\.\d\d  "
                + @"noise \d+\.\d\d/255  \d+\.\d{3} s  [a-z-]+\r?\nmean of 1 ",
            lab.Out
        );
        foreach (string kind in (string[])["blurred", "truth", "restored", "psf"])
            Assert.True(File.Exists(lab.At(Path.Combine("saved", $"im05_ker01-{kind}.pfm"))), kind);
    }

    [Theory]
    [InlineData("There is no such picture", "--only", "nothing")]
    [InlineData("--prior takes", "--prior", "hyper:2")]
    [InlineData("--iterations takes", "--iterations", "0")]
    [InlineData("--add-noise takes", "--add-noise", "-1")]
    [InlineData("quick", "--effort", "quick")]
    [InlineData("Methods that do: fista, nesterov", "--method", "gd", "--prior", "tv")]
    public void A_wrong_option_is_explained(string message, params string[] options)
    {
        using var lab = new Lab();
        MadeSets.Write(lab.Folder);
        Assert.Equal(Lab.Usage, lab.Run(["levin", "--data", lab.Folder, .. options]));
        Assert.Contains(message, lab.Error, StringComparison.Ordinal);
    }

    /// <summary>What the figures show must not depend on how the library names its verdicts.</summary>
    [Fact]
    public void Verdicts_are_words_with_hyphens()
    {
        Assert.Equal(
            ["fits", "structure-left", "psf-too-small", "psf-too-large", "no-blur", "over-fitted", "artifacts", "lost-in-file", "not-checked"],
            Enum.GetValues<FitVerdict>().Select(Words.Of)
        );
        Assert.Equal(["trusted", "doubtful", "not-found", "not-blurred", "not-checked"], Enum.GetValues<BlindOutcome>().Select(Words.Of));
    }

    [Fact]
    public void A_missing_folder_is_explained()
    {
        using var lab = new Lab();
        Assert.Equal(Lab.Usage, lab.Run("levin", "--data", lab.Folder));
        Assert.Contains("--data is the folder that contains levin09", lab.Error, StringComparison.Ordinal);
    }
}

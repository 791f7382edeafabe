using System.Text.Json;
using Deconv.Cli;
using Deconv.ImageSharp.Processing;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.ImageSharp.Tests;

/// <summary>Every sample picture restored by the command line, by the library and through ImageSharp: one restoration, not three.</summary>
public sealed class AgreementTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deconv-agree-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The files of command line and library are equal byte for byte, and so are the samples of the file that ImageSharp wrote.</summary>
    [Theory]
    [InlineData("astronaut-disk4", "disk:4")]
    [InlineData("camera-shake", "camera-shake-psf.txt")]
    [InlineData("clock_motion", "motion:36")]
    [InlineData("kodim08-motion15", "motion:15,30")]
    [InlineData("text-gaussian2", "gaussian:2")]
    public async Task Command_library_and_ImageSharp_restore_a_sample_alike(string sample, string psf)
    {
        string words = psf.EndsWith(".txt", StringComparison.Ordinal) ? Pictures.Sample(psf) : psf;
        Psf blur = Psf.Parse(words, file => PsfFile.Load(file));
        JsonElement said = await Command("deblur", sample, "-p", words);
        using Photograph shot = ImageFile.Load(Input(sample));
        using PhotographRestoration restored = PhotographRestorer.Deblur(shot, blur);
        ImageFile.Save(restored.Photograph, Output("library"));
        var processor = new DeconvolveProcessor(blur);
        using (Image image = Image.Load(Input(sample)))
        {
            image.Mutate(c => c.ApplyProcessor(processor));
            image.SaveAsPng(Output("imagesharp"));
        }

        AssertAlike();
        AssertAutomaticValues(said, restored);
        AssertAutomaticValues(said, processor.LastResult!);
    }

    [Theory]
    [InlineData("astronaut")]
    [InlineData("camera")]
    [InlineData("kodim08")]
    [InlineData("text")]
    public async Task Command_library_and_ImageSharp_sharpen_a_sample_alike(string sample)
    {
        await Command("sharpen", sample, "--preset", "capture");
        using Photograph shot = ImageFile.Load(Input(sample));
        using PhotographRestoration restored = PhotographRestorer.Sharpen(shot, 0.7);
        ImageFile.Save(restored.Photograph, Output("library"));
        using (Image image = Image.Load(Input(sample)))
        {
            image.Mutate(c => c.CaptureSharpen(0.7));
            image.SaveAsPng(Output("imagesharp"));
        }

        AssertAlike();
    }

    [Fact]
    public async Task Command_library_and_ImageSharp_find_and_remove_the_same_blur()
    {
        const string Sample = "text-gaussian2";
        await Command("blind", Sample, "--accept-anyway", "--kernel-size", "15");
        var search = new Blind.BlindOptions { AcceptAnyway = true, KernelSize = 15 };
        using Photograph shot = ImageFile.Load(Input(Sample));
        using BlindPhotograph restored = PhotographRestorer.Blind(shot, search);
        ImageFile.Save(restored.Restored!.Photograph, Output("library"));
        using (Image image = Image.Load(Input(Sample)))
        {
            image.Mutate(c => c.BlindDeconvolve(search));
            image.SaveAsPng(Output("imagesharp"));
        }

        AssertAlike();
    }

    private static string Input(string sample) => Pictures.Sample(sample + ".png");

    private string Output(string name) => Path.Combine(_folder.FullName, name + ".png");

    /// <summary>Runs the command line; returns the recipe it saved, or nothing for commands whose result is not asked for.</summary>
    private async Task<JsonElement> Command(string command, string sample, params string[] options)
    {
        using StringWriter output = new(),
            error = new();
        string recipe = Path.Combine(_folder.FullName, "recipe.json");
        string[] args = [command, Input(sample), .. options, "-o", Output("command"), "--save-recipe", recipe, "-q"];
        int code = await Application.RunAsync(args, output, error);
        Assert.True(code == ExitCode.Ok, error.ToString());
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(recipe));
        return document.RootElement.Clone();
    }

    private void AssertAlike()
    {
        Assert.True(File.ReadAllBytes(Output("command")).SequenceEqual(File.ReadAllBytes(Output("library"))), "command line and library differ");
        Raster a = Read("library"),
            b = Read("imagesharp");
        Assert.Equal((a.Shape, a.Channels, a.Depth), (b.Shape, b.Channels, b.Depth));
        bool same = a.Depth == SampleDepth.UInt8 ? a.Bytes.SequenceEqual(b.Bytes) : a.Words.SequenceEqual(b.Words);
        Assert.True(same, "library and ImageSharp differ");
    }

    /// <summary>Every number behind "auto", as the recipe of the command line holds it.</summary>
    private static void AssertAutomaticValues(JsonElement recipe, PhotographRestoration restored)
    {
        JsonElement automatic = recipe.GetProperty("automatic"),
            planes = automatic.GetProperty("planes");
        AutomaticValues values = restored.Result.Parameters.Automatic;
        Assert.Equal(automatic.GetProperty("white").GetDouble(), values.White);
        Assert.Equal(values.ImpulseNoise, automatic.TryGetProperty("impulseNoise", out JsonElement noise) ? noise.GetDouble() : null);
        Assert.Equal(planes.GetArrayLength(), values.Planes.Count);
        for (int i = 0; i < values.Planes.Count; i++)
        {
            PlaneValues plane = values.Planes[i];
            Assert.Equal(
                (Number("noise"), Number("lambda"), Number("noiseToSignal"), Number("modelError")),
                (plane.Noise, plane.Lambda, plane.NoiseToSignal, plane.ModelError)
            );

            double Number(string name) => planes[i].GetProperty(name).GetDouble();
        }
    }

    private Raster Read(string name)
    {
        using ImageSource source = ImageSource.FromFile(Output(name));
        return ImageCodecs.All.First(c => c.Name == "PNG").Read(source, LoadOptions.Default);
    }
}

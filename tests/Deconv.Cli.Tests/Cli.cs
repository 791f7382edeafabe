using System.Text.Json;
using Deconv.Imaging;

namespace Deconv.Cli.Tests;

/// <summary>Runs the program in this process, as the shell would, in a folder of its own.</summary>
internal sealed class Cli : IDisposable
{
    public static string Samples { get; } = FindSamples();

    public string Folder { get; } = Directory.CreateTempSubdirectory("deconv-cli-").FullName;

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string At(string name) => Path.Combine(Folder, name);

    public static string Sample(string name) => Path.Combine(Samples, name);

    /// <summary>Writes a part of a sample image, which takes less time than the whole; returns its path.</summary>
    public string Part(string sample, int left, int top, int width, int height)
    {
        using Photograph whole = ImageFile.Load(Sample(sample));
        using Photograph part = whole.With(whole.Color.Crop(top, left, new(height, width)));
        string path = At("part-" + sample);
        ImageFile.Save(part, path, new SaveOptions { Overwrite = true });
        return path;
    }

    public int Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = Application.RunAsync(args, output, error).GetAwaiter().GetResult();
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public JsonElement Json(params string[] args)
    {
        int code = Run([.. args, "--json"]);
        if (code != ExitCode.Ok)
            throw new InvalidOperationException($"exit {code}: {Error}");
        using JsonDocument document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }

    public double Psnr(string picture, string reference, params string[] options) =>
        Json(["compare", picture, reference, .. options]).GetProperty("psnr").GetDouble();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindSamples()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "sample-images")))
                return Path.Combine(at.FullName, "sample-images");
        throw new DirectoryNotFoundException("sample-images");
    }
}

using System.Text.Json;

namespace Deconv.Benchmarks.Tests;

/// <summary>Runs the commands of the laboratory in this process, with a folder for files.</summary>
internal sealed class Lab : IDisposable
{
    public const int Ok = 0;
    public const int Usage = 2;
    public const int Input = 3;
    public const int NotTrusted = 6;

    /// <summary>The root folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    public string Folder { get; } = Directory.CreateTempSubdirectory("deconv-lab-").FullName;

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string At(string name) => Path.Combine(Folder, name);

    public static string Sample(string name) => Path.Combine(Root, "sample-images", name);

    public int Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = Laboratory.RunAsync(args, output, error).GetAwaiter().GetResult();
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public JsonElement Json(params string[] args)
    {
        int code = Run([.. args, "--json"]);
        if (Out.Length == 0)
            throw new InvalidOperationException($"exit {code}: {Error}");
        using JsonDocument document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "sample-images")))
                return at.FullName;
        throw new DirectoryNotFoundException("sample-images");
    }
}

using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Benchmarks.Outliers;

/// <summary>What all rows share: which pictures are restored, how, and where the results go.</summary>
internal sealed class OutlierBench
{
    private readonly List<CaseFigures> _cases = [];

    /// <summary>Folder that holds levin09, photos and outliers.</summary>
    public required string Data { get; init; }

    public required DeconvolutionOptions Restoration { get; init; }

    /// <summary>Only pictures whose name contains this; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>Only blurs with these names; null for all.</summary>
    public IReadOnlyList<string>? Blurs { get; init; }

    /// <summary>Every n-th of the selected pictures of a row.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Rows and columns of the blurred pictures that are made from photographs, at most.</summary>
    public int Size { get; init; } = 512;

    /// <summary>Folder for the pictures; null to write none.</summary>
    public string? Save { get; init; }

    /// <summary>Receives every line; null for none.</summary>
    public TextWriter? Lines { get; init; }

    public IReadOnlyList<CaseFigures> Cases => _cases;

    /// <summary>Whether the name of a picture is selected.</summary>
    public bool Wants(string name) => Only is null || name.Contains(Only, StringComparison.Ordinal);

    /// <summary>The selected cases.</summary>
    public IEnumerable<BlurCase> Select(IEnumerable<BlurCase> cases) =>
        cases.Where(c => Wants(c.Name) && Blurs?.Contains(c.Blur) != false).Where((_, i) => i % Every == 0);

    /// <summary>Restores as the command line does.</summary>
    /// <param name="blurred">The blurred picture.</param>
    /// <param name="psf">The blur to remove.</param>
    /// <param name="saturation">Clipping; the default is that of the program.</param>
    /// <param name="options">Null for the options of this run.</param>
    public Answer Restore(PngPicture blurred, Psf psf, Saturation saturation = default, DeconvolutionOptions? options = null)
    {
        using Photograph photograph = blurred.Load();
        using PhotographRestoration restoration = PhotographRestorer.Deblur(
            photograph,
            psf,
            new PhotographOptions { Restoration = options ?? Restoration, Saturation = saturation }
        );
        return new(restoration);
    }

    /// <summary>Records the figures of a picture, and writes its pictures if asked to.</summary>
    public void Report(CaseFigures figures, params (string Kind, PngPicture Picture)[] pictures)
    {
        _cases.Add(figures);
        Lines?.WriteLine(figures.Line);
        if (Save is null)
            return;
        Directory.CreateDirectory(Save);
        foreach ((string kind, PngPicture picture) in pictures)
            picture.Write(Path.Combine(Save, $"{figures.Row}-{figures.Name}-{kind}.png"));
    }
}

using Deconv.Metrics;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Imaging.Tests.Documents;

/// <summary>The working directory is changed: the documents name files without a folder.</summary>
[CollectionDefinition(nameof(DocumentPictures), DisableParallelization = true)]
public class DocumentPicturesAlone;

/// <summary>
/// The files that the snippets of the documents name: shot.png and other.png, blurred by a lens, and mask.png. Between "region" and "endregion" of
/// the tests is what the documents show, letter by letter.
/// </summary>
[Collection(nameof(DocumentPictures))]
public abstract class DocumentPictures : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly TemporaryFolder _folder = new();

    protected DocumentPictures()
    {
        Psf lens = Psf.Disk(3);
        using var scene = new PlanarImage(new(126, 146), 3);
        for (int c = 0; c < 3; c++)
        for (int y = 0; y < 126; y++)
        for (int x = 0; x < 146; x++)
            scene.Row(c, y)[x] = (Math.Sin(x * x * 0.006) > 0 ? 0.45f + (0.1f * c) : 0.15f) + (((x / 21) + (y / 17)) % 2 == 0 ? 0.25f : 0);
        Blurred = Degradation.Blur(scene, lens, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(Blurred, 0.004, 1);
        Truth = scene.Crop(3, 3, Blurred.Shape);
        Directory.SetCurrentDirectory(_folder["."]);
        foreach (string name in (string[])["shot.png", "other.png"])
            ImageFile.Save(new Photograph(Blurred.Clone()) { Depth = SampleDepth.UInt16 }, name);
        using var mask = new Photograph(new PlanarImage(Blurred.Shape, 1)) { Transfer = TransferFunction.Linear };
        for (int y = 0; y < mask.Shape.Height; y++)
            mask.Color.Row(0, y)[..70].Fill(1);
        ImageFile.Save(mask, "mask.png");
    }

    protected PlanarImage Truth { get; }

    protected PlanarImage Blurred { get; }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Dispose();
        Truth.Dispose();
        Blurred.Dispose();
        GC.SuppressFinalize(this);
    }

    protected double Gain(PlanarImage restored) => ImageComparison.Compare(restored, Truth).Psnr - ImageComparison.Compare(Blurred, Truth).Psnr;

    protected double Gain(string file)
    {
        using Photograph photo = ImageFile.Load(file);
        return Gain(photo.Color);
    }
}

using Deconv.Benchmarks.Quality;
using Deconv.Imaging;

namespace Deconv.Benchmarks.Outliers;

/// <summary>A picture in an 8-bit PNG file, held in memory: clipped and rounded as what users restore and what they get.</summary>
internal sealed class PngPicture
{
    private readonly byte[] _file;
    private readonly TransferFunction _transfer;

    private PngPicture(byte[] file, TransferFunction transfer) => (_file, _transfer) = (file, transfer);

    /// <summary>Stores samples; with <see cref="TransferFunction.Linear"/> as they are.</summary>
    public static PngPicture Of(PlanarImage samples, TransferFunction transfer)
    {
        using var photograph = new Photograph(samples.Clone()) { Depth = SampleDepth.UInt8, Transfer = transfer };
        using var stream = new MemoryStream();
        ImageFile.Save(photograph, stream, "png", SaveOptions.Default with { Transfer = transfer });
        return new(stream.ToArray(), transfer);
    }

    /// <summary>The file as the program reads it.</summary>
    public Photograph Load() => Load(_transfer);

    /// <summary>The values in the file, 1 is white.</summary>
    public PlanarImage Values()
    {
        using Photograph photograph = Load(TransferFunction.Linear);
        return photograph.Color.Clone();
    }

    /// <summary>Writes a file with the same values, marked as sRGB, so that viewers show them as they are.</summary>
    public void Write(string path)
    {
        PlanarImage light = Values();
        ClaimScene.Apply(light, v => (float)TransferFunction.Srgb.ToLinear(v));
        using var photograph = new Photograph(light) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Srgb };
        ImageFile.Save(photograph, path, SaveOptions.Default with { Overwrite = true });
    }

    private Photograph Load(TransferFunction transfer)
    {
        using var stream = new MemoryStream(_file);
        return ImageFile.Load(stream, LoadOptions.Default with { Transfer = transfer }, "memory");
    }
}

using Deconv.Estimation;
using Deconv.Imaging;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Quality;

/// <summary>A change of the blurred picture before it is restored, to measure how much the restoration depends on it.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Apply">Changes the picture.</param>
/// <param name="Undo">Converts a sample of the result back to the units of the truth.</param>
/// <param name="HiddenNoise">Noise that the file format removed: a lower bound for the noise estimate.</param>
internal sealed record Alteration(string Name, Func<PlanarImage, PlanarImage> Apply, Func<float, float> Undo, double HiddenNoise = 0)
{
    private const int JpegQuality = 90;

    private const float Contrast = 0.2f,
        Offset = 0.3f;

    public static Alteration None { get; } = new("none", image => image.Clone(), v => v);

    public static IReadOnlyList<Alteration> All { get; } =
    [
        None,
        new("contrast", image => Map(image, v => (Contrast * v) + Offset), v => (v - Offset) / Contrast),
        new("8bit", image => Map(image, v => MathF.Round(Math.Clamp(v, 0, 1) * 255) / 255), v => v),
        new("jpeg90", Jpeg, v => v, CompressionNoise.Hidden(JpegQuality)),
        new("noise1", Noisy, v => v),
    ];

    private static PlanarImage Map(PlanarImage image, Func<float, float> f)
    {
        PlanarImage changed = image.Clone();
        for (int plane = 0; plane < changed.Count; plane++)
            foreach (ref float v in changed[plane])
                v = f(v);
        return changed;
    }

    private static PlanarImage Noisy(PlanarImage image)
    {
        PlanarImage noisy = image.Clone();
        Degradation.AddGaussianNoise(noisy, 0.01, 7);
        return noisy;
    }

    private static PlanarImage Jpeg(PlanarImage image)
    {
        using var photograph = new Photograph(image.Clone()) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Linear };
        using var stream = new MemoryStream();
        ImageFile.Save(photograph, stream, "jpg", new SaveOptions { Quality = JpegQuality, Transfer = TransferFunction.Linear });
        stream.Position = 0;
        using Photograph back = ImageFile.Load(stream, LoadOptions.Default with { Transfer = TransferFunction.Linear }, "memory");
        PlanarImage result = new(image.Shape, image.Count);
        for (int plane = 0; plane < image.Count; plane++)
            back.Color[Math.Min(plane, back.Color.Count - 1)].CopyTo(result[plane]);
        return result;
    }
}

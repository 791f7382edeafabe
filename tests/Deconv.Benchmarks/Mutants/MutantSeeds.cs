using Deconv.Benchmarks.Fuzzing;
using Deconv.Imaging;
using Deconv.Imaging.Codecs.Vips;
using NetVips;

namespace Deconv.Benchmarks.Mutants;

/// <summary>Small good files of every readable format and depth, with metadata of every kind.</summary>
internal static class MutantSeeds
{
    private static readonly (string Extension, SampleDepth Depth)[] Written =
    [
        (".png", SampleDepth.UInt8),
        (".png", SampleDepth.UInt16),
        (".tif", SampleDepth.UInt8),
        (".tif", SampleDepth.UInt16),
        (".tif", SampleDepth.Float32),
        (".jpg", SampleDepth.UInt8),
        (".webp", SampleDepth.UInt8),
        (".fits", SampleDepth.UInt8),
        (".fits", SampleDepth.UInt16),
        (".fits", SampleDepth.Float32),
        (".pfm", SampleDepth.Float32),
        (".ppm", SampleDepth.UInt8),
        (".ppm", SampleDepth.UInt16),
        (".pam", SampleDepth.UInt8),
    ];

    /// <summary>Extension and content, always in the same order.</summary>
    public static IReadOnlyList<(string Extension, byte[] Content)> Make()
    {
        List<(string, byte[])> seeds = [];
        foreach ((string extension, SampleDepth depth) in Written)
        foreach (int planes in (int[])[1, 3])
        {
            PlanarImage? alpha = extension == ".png" && planes == 3 ? Seeds.Scene(1) : null;
            using var photograph = new Photograph(Seeds.Scene(planes), alpha) { Depth = depth, Metadata = SeedMetadata.All };
            using var file = new MemoryStream();
            ImageFile.Save(photograph, file, extension);
            seeds.Add((extension, file.ToArray()));
        }

        if (VipsCodec.IsAvailable)
            seeds.AddRange([
                (".gif", OnlyRead(static image => image.GifsaveBuffer())),
                (".avif", OnlyRead(static image => image.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0))),
            ]);
        return seeds;
    }

    private static byte[] OnlyRead(Func<Image, byte[]> save)
    {
        using PlanarImage scene = Seeds.Scene(3);
        var samples = new byte[3 * scene.Shape.Count];
        scene.CopyTo(samples, TransferFunction.Srgb);
        using Image pixels = Image.NewFromMemory(samples, scene.Shape.Width, scene.Shape.Height, 3, Enums.BandFormat.Uchar);
        using Image typed = pixels.Copy(interpretation: Enums.Interpretation.Srgb);
        return save(typed);
    }
}

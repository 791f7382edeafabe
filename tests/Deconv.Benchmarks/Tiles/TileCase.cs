using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Tiles;

/// <summary>A blur, and what else is in the picture that is restored in tiles and as a whole.</summary>
/// <param name="Name">Name of the blur: a PSF as text, or a file of kernels in the data.</param>
/// <param name="Extra">"lamps", "mask" or nothing.</param>
internal sealed record TileCase(string Name, string Extra = "")
{
    private const double Noise = 0.004;

    private static readonly Shape Size = new(1536, 2304);

    /// <summary>The cases.</summary>
    public static IReadOnlyList<TileCase> All { get; } =
    [
        new("disk:3"),
        new("disk:3", "mask"),
        new("disk:3", "lamps"),
        new("gaussian:1.5"),
        new("disk:8"),
        new("disk:15"),
        new("motion:15,30"),
        new("levin09/kernels/ker05_conv.txt"),
        new("lai16/kernels/kernel_01_conv.txt"),
        new("lai16/kernels/kernel_04_conv.txt"),
        new("disk:50"),
    ];

    /// <summary>The PSF.</summary>
    public Psf Psf(string data) => Name.EndsWith(".txt", StringComparison.Ordinal) ? PsfFile.Load(Path.Combine(data, Name)) : Psfs.Psf.Parse(Name);

    /// <summary>Photographs side by side, blurred, with noise, rounded to 8 bits.</summary>
    public PlanarImage Picture(string data)
    {
        Psf psf = Psf(data);
        using PlanarImage scene = Scene(data, new(Size.Height + psf.Shape.Height - 1, Size.Width + psf.Shape.Width - 1));
        if (Extra == "lamps")
            AddLamps(scene);
        using PlanarImage blurred = Degradation.Blur(scene, psf, Boundary.Unknown);
        Degradation.AddGaussianNoise(blurred, Noise, 1);
        var codes = new byte[blurred.Count * blurred.Shape.Count];
        blurred.CopyTo(codes, TransferFunction.Srgb);
        return PlanarImage.FromInterleaved(codes, blurred.Shape, blurred.Count, TransferFunction.Srgb);
    }

    /// <summary>The options; the caller disposes the weights.</summary>
    public DeconvolutionOptions Options(int threads)
    {
        var options = new DeconvolutionOptions
        {
            SaturationLevel = Extra == "lamps" ? 0.97 : null,
            Control = new() { Threads = threads },
        };
        if (Extra != "mask")
            return options;
        var weights = new PlanarImage(Size, 1);
        weights[0].Fill(1);
        for (int y = 500; y < 590; y++)
            weights.Row(0, y).Slice(760, 140).Clear();
        return options with { Weights = weights };
    }

    private static PlanarImage Scene(string data, Shape shape)
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(data, "photos"), "kodim*.png").Order(StringComparer.Ordinal)];
        var scene = new PlanarImage(shape, 3);
        int next = 0;
        for (int top = 0; top < shape.Height; top += 512)
        for (int left = 0, width; left < shape.Width; left += width)
        {
            using Photograph photo = ImageFile.Load(files[next++ % files.Length]);
            width = photo.Shape.Width;
            for (int plane = 0; plane < 3; plane++)
            for (int y = top; y < Math.Min(top + Math.Min(512, photo.Shape.Height), shape.Height); y++)
            {
                Span<float> to = scene.Row(plane, y)[left..];
                ReadOnlySpan<float> from = photo.Color.Row(plane, y - top);
                from[..Math.Min(from.Length, to.Length)].CopyTo(to);
            }
        }

        return scene;
    }

    private static void AddLamps(PlanarImage scene)
    {
        var random = new Random(1);
        for (int i = 0; i < 40; i++)
        {
            int top = random.Next(20, scene.Shape.Height - 30),
                left = random.Next(20, scene.Shape.Width - 30);
            float light = 5 + (50 * random.NextSingle());
            for (int plane = 0; plane < 3; plane++)
            for (int y = top; y < top + 7; y++)
                scene.Row(plane, y).Slice(left, 7).Fill(light);
        }
    }
}

using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Quality;

/// <summary>The test pictures. They are not part of the repository: a folder with levin09, lai16 and photos.</summary>
internal static class QualitySet
{
    private const int PhotoSize = 300;

    /// <summary>The twelve photographs of restorations with a known PSF.</summary>
    public static readonly string[] Photos =
    [
        "ascent",
        "astronaut",
        "camera",
        "coffee",
        "face",
        "kodim01",
        "kodim05",
        "kodim07",
        "kodim08",
        "kodim13",
        "kodim19",
        "kodim23",
    ];

    /// <summary>Photographs that blind restoration is measured on: little texture, much texture, fur, a face, buildings.</summary>
    public static readonly string[] BlindPhotos = ["astronaut", "camera", "chelsea", "coffee", "coins", "kodim01", "kodim05", "kodim08", "kodim23"];

    /// <summary>Sharp photographs, which blind restoration should refuse.</summary>
    public static readonly string[] SharpPhotos =
    [
        "ascent",
        "astronaut",
        "brick",
        "camera",
        "cell",
        "chelsea",
        "coffee",
        "coins",
        "face",
        "grass",
        "gravel",
        "rocket",
        "kodim01",
        "kodim04",
        "kodim05",
        "kodim07",
        "kodim08",
        "kodim13",
        "kodim19",
        "kodim23",
    ];

    /// <summary>Levin et al. 2009: real camera shake with aligned true kernels; the truth is the sharp photograph of the same pair.</summary>
    public static IEnumerable<QualityCase> Levin(string data)
    {
        string root = Folder(data, "levin09");
        foreach (string blurred in Directory.GetFiles(Path.Combine(root, "blurred"), "*.png").Order())
        {
            string name = Path.GetFileName(blurred).Replace("_blurred.png", "", StringComparison.Ordinal),
                kernel = name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..];
            yield return new(
                name,
                QualityCase.Load(blurred),
                QualityCase.Load(Path.Combine(root, "sharp", $"{name}_sharp.png")),
                PsfFile.Load(Path.Combine(root, "kernels", $"{kernel}_conv_aligned.txt")),
                10,
                15
            );
        }
    }

    /// <summary>Lai et al. 2016, the synthetic part.</summary>
    public static IEnumerable<QualityCase> Lai(string data)
    {
        string root = Folder(data, "lai16");
        foreach (string blurred in Directory.GetFiles(Path.Combine(root, "blurred"), "*.png").Order())
        {
            string name = Path.GetFileNameWithoutExtension(blurred);
            string scene = name[..name.IndexOf("_kernel", StringComparison.Ordinal)],
                kernel = name[(scene.Length + 1)..];
            PlanarImage picture = QualityCase.Load(blurred);
            string sharp = Path.Combine(root, "sharp", scene + ".png");
            yield return new(
                name,
                picture,
                picture.Count == 1 ? QualityCase.LoadGray(sharp) : QualityCase.Load(sharp),
                PsfFile.Load(Path.Combine(root, "kernels", $"{kernel}_conv.txt")),
                5,
                30
            );
        }
    }

    /// <summary>Twelve photographs under the eight shake kernels, with noise, 8 bits; no sample depends on what is outside the photograph.</summary>
    public static IEnumerable<QualityCase> Photographs(string data, double noise, IReadOnlyList<Psf>? psfs = null) =>
        Blurred(data, Photos, noise, psfs, 0, 1);

    /// <summary>The same for nine photographs, scored after the best shift: the position of an estimated kernel is arbitrary.</summary>
    public static IEnumerable<QualityCase> BlindPhotographs(string data, double noise, IReadOnlyList<Psf>? psfs = null) =>
        Blurred(data, BlindPhotos, noise, psfs, 5, 15);

    /// <summary>Ten pictures unlike photographs under two shake kernels and a disk: pages, brick, stars, drawings.</summary>
    public static IEnumerable<QualityCase> Drawings(string data, double noise, IReadOnlyList<Psf>? psfs = null)
    {
        string pages = Path.Combine(Folder(data, "lai16"), "sharp");
        Psf[] shake = [.. ShakeKernels(data)];
        psfs ??= [shake[0], shake[3], Psf.Disk(3)];
        IEnumerable<(string Name, Func<PlanarImage> Load)> pictures =
        [
            .. from i in (int[])[1, 2, 3]
            select ((string, Func<PlanarImage>))($"page{i}", () => QualityCase.LoadGray(Path.Combine(pages, $"text_0{i}.png"))),
            .. from name in (string[])["text", "brick", "hubble_deep_field"]
            select ((string, Func<PlanarImage>))(name, () => QualityCase.LoadGray(FindPhoto(data, name))),
            ("cartoon", DrawnPicture.Cartoon),
            ("strokes", DrawnPicture.Strokes),
            ("chart", DrawnPicture.Chart),
            ("stars", DrawnPicture.Stars),
        ];
        return pictures.SelectMany(p => Blurred(p.Name, p.Load(), noise, psfs, 0, 1));
    }

    /// <summary>Sharp photographs; the truth is the picture itself.</summary>
    public static IEnumerable<QualityCase> Sharp(string data)
    {
        foreach (string photo in SharpPhotos)
        {
            PlanarImage picture = QualityCase.LoadGray(FindPhoto(data, photo));
            yield return new(photo, picture, picture.Clone(), Psf.Delta(), 5, 15);
        }
    }

    /// <summary>The file of a photograph: PNG, or JPEG if there is none.</summary>
    public static string FindPhoto(string data, string photo)
    {
        string path = Path.Combine(Folder(data, "photos"), photo + ".png");
        return File.Exists(path) ? path : Path.ChangeExtension(path, ".jpg");
    }

    private static IEnumerable<QualityCase> Blurred(
        string data,
        IEnumerable<string> photos,
        double noise,
        IReadOnlyList<Psf>? psfs,
        int shift,
        int border
    )
    {
        psfs ??= [.. ShakeKernels(data)];
        return photos.SelectMany(photo => Blurred(photo, QualityCase.LoadGray(FindPhoto(data, photo)), noise, psfs, shift, border));
    }

    private static IEnumerable<QualityCase> Blurred(string name, PlanarImage whole, double noise, IReadOnlyList<Psf> psfs, int shift, int border)
    {
        using (whole)
            for (int k = 0; k < psfs.Count; k++)
            {
                Psf psf = psfs[k];
                var scene = new Shape(
                    Math.Min(PhotoSize + psf.Shape.Height - 1, whole.Shape.Height),
                    Math.Min(PhotoSize + psf.Shape.Width - 1, whole.Shape.Width)
                );
                using PlanarImage crop = whole.Crop((whole.Shape.Height - scene.Height) / 2, (whole.Shape.Width - scene.Width) / 2, scene);
                PlanarImage blurred = Degradation.Blur(crop, psf, Boundary.Unknown, 1);
                Degradation.AddGaussianNoise(blurred, noise, 100 + k);
                foreach (ref float v in blurred[0])
                    v = MathF.Round(Math.Clamp(v, 0, 1) * 255) / 255;
                PlanarImage truth = crop.Crop(psf.Shape.Height - 1 - psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn, blurred.Shape);
                yield return new($"{name}_ker{k + 1:00}", blurred, truth, psf, shift, border);
            }
    }

    /// <summary>The eight kernels of Levin et al.</summary>
    public static IEnumerable<Psf> ShakeKernels(string data) =>
        Directory.GetFiles(Path.Combine(Folder(data, "levin09"), "kernels"), "ker0?_conv.txt").Order().Select(f => PsfFile.Load(f));

    /// <summary>One of the folders below --data.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static string Folder(string data, string name)
    {
        string folder = Path.Combine(data, name);
        return Directory.Exists(folder) ? folder : throw new UsageException($"{folder} does not exist; --data is the folder that contains {name}.");
    }
}

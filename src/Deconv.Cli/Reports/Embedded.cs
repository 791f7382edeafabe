using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Reports;

/// <summary>Images embedded in a page as 8-bit PNG in base64.</summary>
internal static class Embedded
{
    /// <summary>Largest side of an embedded image; more pixels would make the file too large to send by mail.</summary>
    public const int LargestSide = 1280;

    /// <summary>Size of the detail that is shown at full resolution if the image had to be scaled down.</summary>
    public static Shape Detail { get; } = new(480, 640);

    /// <summary>Reduction factor along each axis; 1 for images that are shown at full size.</summary>
    public static int Reduction(Shape shape) => (Math.Max(shape.Height, shape.Width) + LargestSide - 1) / LargestSide;

    /// <summary>A data URI of an image in linear light, scaled down by a whole factor.</summary>
    /// <param name="light">The image.</param>
    /// <param name="white">The level that is shown as white.</param>
    public static string Uri(PlanarImage light, double white = 1)
    {
        using PlanarImage small = Reduced(light, Reduction(light.Shape));
        float scale = (float)(1 / white);
        for (int plane = 0; scale != 1 && plane < small.Count; plane++)
            foreach (ref float v in small[plane])
                v *= scale;
        return Encode(small);
    }

    /// <summary>A data URI of values that are not light: 0 is black, 0.5 mid-gray on the screen, 1 white.</summary>
    public static string Map(PlanarImage numbers)
    {
        using PlanarImage small = Reduced(numbers, Reduction(numbers.Shape));
        TransferFunction.Srgb.ToLinear(small[0], small[0]);
        return Encode(small);
    }

    /// <summary>A PSF; see <see cref="PsfPicture"/>.</summary>
    public static string Uri(Psf psf)
    {
        using PlanarImage plane = PsfPicture.Draw(psf);
        return Map(plane);
    }

    /// <summary>A field; see <see cref="FieldMap"/>.</summary>
    public static string Uri(PsfField field)
    {
        using PlanarImage plane = FieldMap.Draw(field);
        return Map(plane);
    }

    private static string Encode(PlanarImage image)
    {
        using var photograph = new Photograph(image.Clone()) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Srgb };
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, "png");
        return "data:image/png;base64," + Convert.ToBase64String(file.GetBuffer(), 0, (int)file.Length);
    }

    /// <summary>Averages square blocks of pixels; incomplete blocks at the right and bottom are dropped.</summary>
    private static PlanarImage Reduced(PlanarImage image, int factor)
    {
        if (factor == 1)
            return image.Clone();
        var small = new PlanarImage(new(image.Shape.Height / factor, image.Shape.Width / factor), image.Count);
        for (int plane = 0; plane < image.Count; plane++)
        for (int y = 0; y < small.Shape.Height; y++)
        {
            Span<float> to = small.Row(plane, y);
            for (int v = 0; v < factor; v++)
            {
                ReadOnlySpan<float> from = image.Row(plane, (y * factor) + v);
                for (int x = 0; x < to.Length; x++)
                for (int u = 0; u < factor; u++)
                    to[x] += from[(x * factor) + u];
            }

            foreach (ref float sum in to)
                sum /= factor * factor;
        }

        return small;
    }
}

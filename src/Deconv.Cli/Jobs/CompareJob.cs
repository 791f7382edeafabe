using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Metrics;

namespace Deconv.Cli.Jobs;

/// <summary>Compares an image with a reference.</summary>
/// <param name="request">The request.</param>
internal sealed class CompareJob(CompareRequest request)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        using Photograph a = InputRequest.Read(request.Image, request.Load),
            b = InputRequest.Read(request.Reference, request.Load);
        if (a.Color.Count != b.Color.Count)
        {
            throw new UsageException($"{request.Image} has {a.Color.Count} planes, {request.Reference} has {b.Color.Count}. Convert one of them.");
        }

        using PlanarImage truth = Middle(b, a.Shape);
        ImageComparison linear = Compare(a.Color, truth);

        // Encoded values are comparable only with one transfer function: that of the reference.
        Encode(a.Color, b.Transfer);
        Encode(truth, b.Transfer);
        ImageComparison coded = Compare(a.Color, truth);
        io.Output.WriteLine(request.Json ? ToJson(coded, linear) : Text(coded, linear));
        return ExitCode.Ok;
    }

    private ImageComparison Compare(PlanarImage image, PlanarImage truth) =>
        LibraryErrors.Explained(
            () => ImageComparison.Compare(image, truth, request.MaxShift, request.Border),
            "Give --max-shift 0 and no --crop-border."
        );

    /// <summary>Crops a larger reference, such as one larger by the extent of a PSF, to its middle.</summary>
    private PlanarImage Middle(Photograph reference, Shape shape)
    {
        if (reference.Shape.Contains(shape))
            return reference.Color.Crop((reference.Shape.Height - shape.Height) / 2, (reference.Shape.Width - shape.Width) / 2, shape);
        throw new UsageException(
            $"{request.Image} ({shape.Width}×{shape.Height}) is larger than the reference {request.Reference} "
                + $"({reference.Shape.Width}×{reference.Shape.Height}). Crop it, or exchange the two."
        );
    }

    private static void Encode(PlanarImage image, TransferFunction transfer)
    {
        for (int plane = 0; plane < image.Count; plane++)
            transfer.FromLinear(image[plane], image[plane]);
    }

    private static string Text(ImageComparison coded, ImageComparison linear)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return string.Create(culture, $"PSNR {coded.Psnr:F2} dB  SSIM {coded.Ssim:F4}  linear light {linear.Psnr:F2} dB  ")
            + string.Create(culture, $"shift ({coded.ShiftColumn:F2}, {coded.ShiftRow:F2}) px  ")
            + $"over {coded.Compared.Width}×{coded.Compared.Height}";
    }

    private static string ToJson(ImageComparison coded, ImageComparison linear) =>
        Json.Result(
            "compare",
            true,
            json =>
            {
                json.WriteFinite("psnr", coded.Psnr);
                json.WriteFinite("ssim", coded.Ssim);
                json.WriteFinite("psnrLinear", linear.Psnr);
                json.WriteFinite("squaredError", coded.SquaredError);
                json.WriteFinite("shiftX", coded.ShiftColumn);
                json.WriteFinite("shiftY", coded.ShiftRow);
                json.WriteNumber("width", coded.Compared.Width);
                json.WriteNumber("height", coded.Compared.Height);
            }
        );
}

using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Metrics;

namespace Deconv.Cli.Commands;

/// <summary>deconv compare: how close is a picture to another.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var picture = new Argument<string>("PICTURE") { Description = "The picture to judge." };
        var reference = new Argument<string>("REFERENCE") { Description = "The truth." };
        var maxShift = new Option<int>("--max-shift")
        {
            Description = "Look for the best shift within this many pixels, in quarter pixels.",
            HelpName = "PX",
            DefaultValueFactory = _ => 3,
        };
        var border = new Option<int>("--crop-border") { Description = "Leave this many samples of each side out.", HelpName = "PX" };
        var input = new InputOptions();
        var run = new RunOptions();
        foreach (Option<int> option in (Option<int>[])[maxShift, border])
            Parsing.Check(option, v => v is >= 0 and <= 1000, $"{option.Name} is 0 to 1000.");

        var command = new Command(
            "compare",
            """
            Compare a picture with a reference, moved to its best place first: a shift is reported as a shift, not as bad quality.
            PSNR and SSIM are those of the values in the files (as the reference stores light), as is the custom; the PSNR in linear light stands
            beside them.

            Examples:
              deconv compare restored.png sharp.png
              deconv compare restored.png sharp.png --max-shift 5 --crop-border 15 --json
            """
        )
        {
            picture,
            reference,
            maxShift,
            border,
            input.Transfer,
            run.Json,
        };
        command.SetAction(parsed =>
        {
            using Photograph a = InputOptions.Read(parsed.GetValue(picture)!, input.Load(parsed));
            using Photograph b = InputOptions.Read(parsed.GetValue(reference)!, input.Load(parsed));
            if (a.Color.Count != b.Color.Count)
                throw new UsageException(
                    $"{parsed.GetValue(picture)} has {a.Color.Count} planes, {parsed.GetValue(reference)} has {b.Color.Count}: convert one of them first."
                );
            using PlanarImage truth = Middle(b, a.Shape, parsed.GetValue(reference)!, parsed.GetValue(picture)!);
            PictureComparison linear,
                coded;
            try
            {
                linear = PictureComparison.Compare(a.Color, truth, parsed.GetValue(maxShift), parsed.GetValue(border));
                // Codes of two curves cannot be compared: both as the reference stores them.
                Encode(a.Color, b.Transfer);
                Encode(truth, b.Transfer);
                coded = PictureComparison.Compare(a.Color, truth, parsed.GetValue(maxShift), parsed.GetValue(border));
            }
            catch (ArgumentException e)
            {
                throw new UsageException(e.Message);
            }

            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine(
                parsed.GetValue(run.Json)
                    ? Json.Result(
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
                    )
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"PSNR {coded.Psnr:F2} dB  SSIM {coded.Ssim:F4}  linear light {linear.Psnr:F2} dB  shift ({coded.ShiftColumn:F2}, {coded.ShiftRow:F2}) px  over {coded.Compared.Width}×{coded.Compared.Height}"
                    )
            );
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>A reference that is larger by the reach of a PSF is compared with its middle.</summary>
    private static PlanarImage Middle(Photograph reference, Shape shape, string name, string other)
    {
        if (!reference.Shape.Contains(shape))
            throw new UsageException(
                $"{other} ({shape.Width}×{shape.Height}) is larger than the reference {name} ({reference.Shape.Width}×{reference.Shape.Height})."
            );
        return reference.Color.Crop((reference.Shape.Height - shape.Height) / 2, (reference.Shape.Width - shape.Width) / 2, shape);
    }

    private static void Encode(PlanarImage image, TransferFunction transfer)
    {
        for (int plane = 0; plane < image.Count; plane++)
            transfer.FromLinear(image[plane], image[plane]);
    }
}

using System.Globalization;
using Deconv.Cli.Options.Fields;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>
/// Checks a field on a photograph: around every place, whether the spectrum is explained better by the PSF of the place than by that of the middle.
/// </summary>
/// <param name="request">The field.</param>
/// <param name="image">The photograph.</param>
internal sealed class FieldCheckJob(PsfFieldRequest request, string image)
{
    /// <summary>Side of the part of the photograph around a place.</summary>
    private const int Side = 256;

    /// <summary>A difference of costs that is no accident.</summary>
    private const double Significant = 0.03;

    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        using Photograph photograph = ImageFile.Load(image);
        Shape frame = photograph.Shape;
        (PsfField field, _) = (request with { Size = frame }).Read();
        Psf middle = field.Middle(frame);
        double[] gains = [.. field.Rows.SelectMany(r => field.Columns.Select(c => Gain(photograph, field, middle, r, c)))];
        int better = gains.Count(g => g > Significant),
            worse = gains.Count(g => g < -Significant);
        if (request.Json)
        {
            io.Output.WriteLine(
                FieldReport.ToJson(
                    "psf field check",
                    request.Spec,
                    field,
                    frame,
                    json =>
                    {
                        json.WriteNumber("better", better);
                        json.WriteNumber("worse", worse);
                        json.WriteFinite("meanGain", gains.Average());
                    }
                )
            );
            return ExitCode.Ok;
        }

        FieldReport.Describe(field, frame, io.Output);
        string mean = gains.Average().ToString("F3", CultureInfo.InvariantCulture);
        io.Output.WriteLine(
            $"Of {gains.Length} places, {better} are explained better by their own PSF than by that of the middle, {worse} worse (mean gain {mean})."
        );
        return ExitCode.Ok;
    }

    /// <summary>Cost of the middle minus that of the place; above 0 if the field is right.</summary>
    private static double Gain(Photograph photograph, PsfField field, Psf middle, double row, double column)
    {
        Shape frame = photograph.Shape;
        var shape = new Shape(Math.Min(frame.Height, Math.Max(Side, field.Shape.Height)), Math.Min(frame.Width, Math.Max(Side, field.Shape.Width)));
        int top = Math.Clamp((int)row - (shape.Height / 2), 0, frame.Height - shape.Height),
            left = Math.Clamp((int)column - (shape.Width / 2), 0, frame.Width - shape.Width);
        using PlanarImage part = photograph.Color.Crop(top, left, shape);
        Psf own = field.At(top + (0.5 * shape.Height), left + (0.5 * shape.Width));
        return PsfExaminer.SpectrumCost(part, middle) - PsfExaminer.SpectrumCost(part, own);
    }
}

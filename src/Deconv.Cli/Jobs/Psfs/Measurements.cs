using System.Globalization;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs.Measurement;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>Measures PSFs on features of photographs.</summary>
internal static class Measurements
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Measures on a small light.</summary>
    /// <param name="photograph">The photograph.</param>
    /// <param name="x">Column near it.</param>
    /// <param name="y">Row near it.</param>
    /// <param name="size">Width and height of the PSF.</param>
    public static MeasuredPsf Point(Photograph photograph, int x, int y, int size)
    {
        PointMeasurement found = PointSource.Measure(photograph.Color, x, y, size, Saturation.Automatic.LevelFor(photograph));
        List<string> lines =
        [
            string.Create(Culture, $"Point at {found.Column},{found.Row}: {found.Peak:G3} above a background of {found.Background:G3} ")
                + string.Create(Culture, $"with noise {found.Noise:G2}, rms radius {found.Psf.Diagnose().RmsRadius:F2} px"),
        ];
        if (found.Clipped)
            lines.Add("  note: The point is clipped, so the measured PSF is too flat in the middle. Use a fainter point.");
        if (found.CutShare > 0.02)
            lines.Add(string.Create(Culture, $"  note: {found.CutShare:P0} of the light lies outside --size. Use a larger --size."));
        return new(
            found.Psf,
            lines,
            w =>
            {
                w.WriteNumber("x", found.Column);
                w.WriteNumber("y", found.Row);
                w.WriteFinite("background", found.Background);
                w.WriteFinite("noise", found.Noise);
                w.WriteFinite("peak", found.Peak);
                w.WriteFinite("cutShare", found.CutShare);
                w.WriteBoolean("clipped", found.Clipped);
            }
        );
    }

    /// <summary>Measures on a straight edge.</summary>
    /// <param name="photograph">The photograph.</param>
    /// <param name="box">Where the edge is.</param>
    public static MeasuredPsf Edge(Photograph photograph, Region box)
    {
        EdgeMeasurement found = SlantedEdge.Measure(photograph.Color, box.Top, box.Left, box.Shape, Saturation.Automatic.LevelFor(photograph));
        double sigma = found.RmsRadius / Math.Sqrt(2),
            radius = found.RmsRadius * Math.Sqrt(2);
        List<string> lines =
        [
            string.Create(Culture, $"Edge at {found.Angle:F1}°: full width at half maximum {found.Fwhm:F2} px, rms radius {found.RmsRadius:F2} px ")
                + string.Create(Culture, $"(as gaussian:{sigma:F2} or disk:{radius:F2}), contrast {found.Contrast:G3}, misfit {found.Misfit:P1}"),
        ];
        if (found.Clipped)
            lines.Add("  note: The bright side is clipped, which makes the edge look sharper. Use a darker edge.");
        if (found.Misfit > 0.05)
            lines.Add("  note: The box does not look like a single blurred edge. Choose one with uniform areas on both sides.");
        return new(
            found.Psf,
            lines,
            w =>
            {
                w.WriteFinite("angle", found.Angle);
                w.WriteFinite("fwhm", found.Fwhm);
                w.WriteFinite("contrast", found.Contrast);
                w.WriteFinite("misfit", found.Misfit);
                w.WriteBoolean("clipped", found.Clipped);
            }
        );
    }
}

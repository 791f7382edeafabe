using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Planning;

/// <summary>How long a restoration is going to take: measured on its middle, scaled by the samples.</summary>
internal static class TimeEstimate
{
    /// <summary>Large enough for the fixed costs not to dominate, small enough not to be waited for.</summary>
    private const int Side = 256;

    private static readonly Dictionary<(int Planes, Shape Crop, Psf Psf), double> SecondsPerSample = [];

    /// <summary>Right within a factor of two or so; null for a picture that is not restored in any time at all.</summary>
    public static TimeSpan? Of(PlanarImage picture, Psf psf, DeconvolutionOptions options)
    {
        var crop = new Shape(
            Math.Min(picture.Shape.Height, Math.Max(Side, 3 * psf.Shape.Height)),
            Math.Min(picture.Shape.Width, Math.Max(Side, 3 * psf.Shape.Width))
        );
        if (!SecondsPerSample.TryGetValue((picture.Count, crop, psf), out double rate))
        {
            using PlanarImage middle = picture.Crop((picture.Shape.Height - crop.Height) / 2, (picture.Shape.Width - crop.Width) / 2, crop);
            double best = double.PositiveInfinity;

            // The first run compiles.
            for (int i = 0; i < 2; i++)
            {
                using DeconvolutionResult result = Deconvolver.Run(middle, psf, options with { TimeLimit = TimeSpan.FromSeconds(2) });
                best = Math.Min(best, result.Elapsed.TotalSeconds);
            }

            SecondsPerSample[(picture.Count, crop, psf)] = rate = best / Work(crop, psf);
        }

        double seconds = rate * Work(picture.Shape, psf);
        return options.TimeLimit is { } limit && limit.TotalSeconds < seconds ? limit : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Samples of the extended frame times the levels of its transforms.</summary>
    private static double Work(Shape shape, Psf psf)
    {
        double samples = (double)(shape.Height + psf.Shape.Height) * (shape.Width + psf.Shape.Width);
        return samples * Math.Log2(samples);
    }
}

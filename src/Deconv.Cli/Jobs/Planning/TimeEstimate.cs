using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Jobs.Planning;

/// <summary>Estimates the time of a restoration: measured on the middle of the image and scaled by the number of samples.</summary>
internal static class TimeEstimate
{
    /// <summary>Large enough that fixed costs do not dominate, small enough to be quick.</summary>
    private const int Side = 256;

    private static readonly TimeSpan LongestTrial = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<(int Planes, Shape Crop, Psf Psf), double> SecondsPerSample = [];

    /// <summary>The estimate, right within a factor of about two.</summary>
    /// <param name="image">The photograph, or its middle.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="options">How it is restored.</param>
    /// <param name="tile">Shape of the transforms.</param>
    /// <param name="tiles">How many of them there are.</param>
    public static TimeSpan Of(PlanarImage image, Psf psf, DeconvolutionOptions options, Shape tile, int tiles)
    {
        var crop = new Shape(
            Math.Min(image.Shape.Height, Math.Max(Side, 3 * psf.Shape.Height)),
            Math.Min(image.Shape.Width, Math.Max(Side, 3 * psf.Shape.Width))
        );
        if (!SecondsPerSample.TryGetValue((image.Count, crop, psf), out double rate))
            SecondsPerSample[(image.Count, crop, psf)] = rate =
                Trial(image, crop, psf, options) / Work(new(crop.Height + psf.Shape.Height, crop.Width + psf.Shape.Width));
        double seconds = rate * tiles * Work(tile);
        TimeSpan? limit = options.Control.TimeLimit;
        return limit is { } most && most.TotalSeconds < seconds ? most : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Seconds of the second run; the first one includes compilation.</summary>
    private static double Trial(PlanarImage image, Shape crop, Psf psf, DeconvolutionOptions asked)
    {
        (int top, int left) = ((image.Shape.Height - crop.Height) / 2, (image.Shape.Width - crop.Width) / 2);
        using PlanarImage middle = image.Crop(top, left, crop);
        DeconvolutionOptions options = asked with { Weights = null, Field = asked.Field?.Part(top, left) };
        options = options with { Control = asked.Control with { TimeLimit = LongestTrial } };
        double best = double.PositiveInfinity;
        for (int i = 0; i < 2; i++)
        {
            using DeconvolutionResult result = Deconvolver.Run(middle, psf, options);
            best = Math.Min(best, result.Elapsed.TotalSeconds);
        }

        return best;
    }

    /// <summary>Samples of the extended frame times the number of levels of its transforms.</summary>
    private static double Work(Shape frame)
    {
        double samples = (double)frame.Height * frame.Width;
        return samples * Math.Log2(samples);
    }
}

using System.Globalization;
using Deconv.Blind;
using Deconv.Cli.Output;
using Deconv.Imaging;

namespace Deconv.Cli.Jobs;

/// <summary>Whether a photograph is large enough, and shows enough, to measure a blur on it.</summary>
internal static class Measurable
{
    /// <summary>Pixels that each side needs for the smallest PSF that can be found.</summary>
    private const int LeastSide = 3 * BlindOptions.MinKernelSize;

    /// <summary>Refuses a photograph on which no blur can be measured, and says what still works.</summary>
    /// <param name="path">Path of the photograph.</param>
    /// <param name="photograph">The photograph.</param>
    /// <param name="kernel">Size that the PSF may have; null if it is chosen.</param>
    /// <exception cref="UsageException">It is too small.</exception>
    /// <exception cref="NotTrustedException">It shows no detail.</exception>
    public static void Check(string path, Photograph photograph, int? kernel = null)
    {
        if (IsTooSmall(photograph))
        {
            throw new UsageException(
                $"{path} is too small to measure a blur on it: it has {photograph.Shape.Width}×{photograph.Shape.Height} pixels, and each side "
                    + $"needs {LeastSide}. {Instead(path)}"
            );
        }

        int side = Math.Min(photograph.Shape.Width, photograph.Shape.Height);
        if (kernel > side / 3)
        {
            throw new UsageException(
                $"{path} is too small for --kernel-size {kernel}: it has {photograph.Shape.Width}×{photograph.Shape.Height} pixels, and each side "
                    + string.Create(CultureInfo.InvariantCulture, $"needs three times as many as the PSF. Use --kernel-size {side / 3}.")
            );
        }

        CheckDetail(path, photograph);
    }

    /// <summary>Refuses a photograph without any detail.</summary>
    /// <exception cref="NotTrustedException">It shows none.</exception>
    public static void CheckDetail(string path, Photograph photograph)
    {
        if (IsFlat(photograph))
            throw new NotTrustedException($"{path} shows no detail to measure a blur on: all of it has the same value. {Instead(path)}");
    }

    /// <summary>Whether a side is too short for the smallest PSF.</summary>
    public static bool IsTooSmall(Photograph photograph) => Math.Min(photograph.Shape.Width, photograph.Shape.Height) < LeastSide;

    /// <summary>Whether no two samples of a plane differ by more than rounding makes them differ.</summary>
    public static bool IsFlat(Photograph photograph)
    {
        double step = photograph.Depth switch
        {
            SampleDepth.UInt8 => 1.01 / byte.MaxValue,
            SampleDepth.UInt16 => 1.01 / ushort.MaxValue,
            _ => 0,
        };
        for (int plane = 0; plane < photograph.Color.Count; plane++)
        {
            (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (float v in photograph.Color[plane])
                (low, high) = (Math.Min(low, v), Math.Max(high, v));
            if (photograph.Transfer.FromLinear(high) - photograph.Transfer.FromLinear(low) > step)
                return false;
        }

        return true;
    }

    private static string Instead(string path) =>
        $"A blur that you know can be removed: deconv deblur {ShellWords.File(path)} -p gaussian:0.5 (or another PSF; see deconv help psf).";
}

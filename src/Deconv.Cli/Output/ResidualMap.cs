using Deconv.Imaging;

namespace Deconv.Cli.Output;

/// <summary>The residual as an image: mid-gray is zero, black and white are four times the noise.</summary>
internal static class ResidualMap
{
    /// <param name="residual">In units of the noise.</param>
    public static Photograph Draw(PlanarImage residual)
    {
        PlanarImage map = residual.Clone();
        foreach (ref float v in map[0])
            v = 0.5f + (v / 8);
        return new(map) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Linear };
    }

    public static void Save(PlanarImage residual, string path, bool force)
    {
        using Photograph map = Draw(residual);
        ImageFile.Save(map, path, new SaveOptions { Overwrite = force, Transfer = TransferFunction.Linear });
    }
}

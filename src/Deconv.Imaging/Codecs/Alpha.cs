namespace Deconv.Imaging.Codecs;

/// <summary>Alpha in rasters.</summary>
internal static class Alpha
{
    /// <summary>Makes colors that were multiplied by alpha straight. Where alpha is 0 they become 0.</summary>
    public static void Divide(Raster raster)
    {
        if (!raster.HasAlpha)
            return;
        int channels = raster.Channels;
        switch (raster.Depth)
        {
            case SampleDepth.UInt8:
                Divide(raster.Bytes, channels, static (c, a) => a == 0 ? (byte)0 : (byte)Math.Min(255, ((c * 255) + (a / 2)) / a));
                break;
            case SampleDepth.UInt16:
                Divide(raster.Words, channels, static (c, a) => a == 0 ? (ushort)0 : (ushort)Math.Min(65535, ((c * 65535L) + (a / 2)) / a));
                break;
            default:
                Divide(raster.Floats, channels, static (c, a) => a > 0 ? c / a : 0);
                break;
        }
    }

    private static void Divide<T>(Span<T> samples, int channels, Func<T, T, T> divide)
    {
        for (int alpha = channels - 1; alpha < samples.Length; alpha += channels)
        for (int c = 1; c < channels; c++)
            samples[alpha - c] = divide(samples[alpha - c], samples[alpha]);
    }
}

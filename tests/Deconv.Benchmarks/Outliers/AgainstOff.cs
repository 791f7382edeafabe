using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Benchmarks.Outliers;

/// <summary>A picture restored by default and with --saturation off.</summary>
internal sealed class AgainstOff : IDisposable
{
    private readonly Answer _off;
    private readonly PngPicture _blurred;

    public AgainstOff(OutlierBench bench, PngPicture blurred, Psf psf, PlanarImage truth)
    {
        _blurred = blurred;
        Standard = bench.Restore(blurred, psf);
        _off = bench.Restore(blurred, psf, Saturation.Off);
        using PlanarImage values = blurred.Values();
        double with = Standard.Psnr(truth),
            without = _off.Psnr(truth);
        Gain = with - without;
        Figures =
        [
            ("clipped %", SceneFrame.ClippedPercent(values)),
            ("blurred", Answer.Score(values, truth)),
            ("default", with),
            ("off", without),
            ("gain", Gain),
        ];
    }

    /// <summary>The default restoration.</summary>
    public Answer Standard { get; }

    /// <summary>PSNR of the default less that with --saturation off, in dB.</summary>
    public double Gain { get; }

    public IReadOnlyList<(string Name, double Value)> Figures { get; }

    public IReadOnlyList<(string Kind, PngPicture Picture)> Pictures => [("blurred", _blurred), ("default", Standard.File), ("off", _off.File)];

    public void Dispose()
    {
        Standard.Dispose();
        _off.Dispose();
    }
}

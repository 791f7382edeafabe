namespace Deconv.Cli.Jobs;

/// <summary>Surroundings of a crop that is restored on its own.</summary>
internal static class CropMargin
{
    /// <summary>Pixels around the crop beyond the extent of the PSF.</summary>
    public const int Automatic = 48;
}

using Deconv.Blind;

namespace Deconv.Imaging;

/// <summary>The blur that was found in a photograph, what is thought of it, and the restored photograph if it is thought well of.</summary>
public sealed class BlindPhotograph : IDisposable
{
    /// <summary>PSF and verdict.</summary>
    public required BlindResult Estimate { get; init; }

    /// <summary>The restoration; null when only an estimate was asked for or the verdict is against it.</summary>
    public required PhotographRestoration? Restored { get; init; }

    /// <summary>Hands the storage of the images back.</summary>
    public void Dispose()
    {
        Restored?.Dispose();
        Estimate.Dispose();
    }
}

using Deconv.Blind;

namespace Deconv.Imaging;

/// <summary>The blur estimated from a photograph, its verdict, and the restored photograph if the blur is trusted.</summary>
public sealed class BlindPhotograph : IDisposable
{
    /// <summary>PSF and verdict.</summary>
    public required BlindResult Estimate { get; init; }

    /// <summary>The restoration; null if only an estimate was requested or the kernel is not trusted.</summary>
    public required PhotographRestoration? Restored { get; init; }

    /// <summary>Returns the storage of the images to the pool.</summary>
    public void Dispose()
    {
        Restored?.Dispose();
        Estimate.Dispose();
    }
}

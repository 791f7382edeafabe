namespace Deconv.Benchmarking;

/// <summary>One timing of the convolution engine.</summary>
/// <param name="Work">"convolve", "transform" or "gradient".</param>
/// <param name="Size">Height and width of the image; a transform rounds up to the next fast size.</param>
/// <param name="PsfSize">Height and width of the kernel.</param>
/// <param name="Method">The method that ran: "direct", "separable", "tiled" or "wholeImage".</param>
/// <param name="VectorBits">512, 256 or 128.</param>
/// <param name="Threads">Threads that were allowed.</param>
/// <param name="MinMs">Minimum time of a call in milliseconds: the capability of the machine.</param>
/// <param name="MedianMs">Median time of a call in milliseconds, including the effect of other load.</param>
/// <param name="MegapixelsPerSecond">Million samples of the image per second, by <paramref name="MinMs"/>.</param>
/// <param name="AllocatedBytes">Managed bytes allocated per call by all threads, once warm.</param>
public sealed record EngineTiming(
    string Work,
    int Size,
    int PsfSize,
    string Method,
    int VectorBits,
    int Threads,
    double MinMs,
    double MedianMs,
    double MegapixelsPerSecond,
    long AllocatedBytes
);

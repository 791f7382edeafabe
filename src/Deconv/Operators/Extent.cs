namespace Deconv.Operators;

/// <summary>Which part of the full convolution of an N-sample image with a K-sample kernel is kept (per axis).</summary>
public enum Extent
{
    /// <summary>Everything: N + K − 1 samples, with the image zero outside its frame. Commutative.</summary>
    Full,

    /// <summary>N samples, starting at offset ⌊(K − 1)/2⌋ of the full convolution: kernel index −M..M for odd K.</summary>
    Same,

    /// <summary>
    /// Only samples that need nothing from outside the frame: N − K + 1. The right model for a photograph.
    /// </summary>
    Valid,
}

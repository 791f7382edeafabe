namespace Deconv.Imaging;

// Here the type names are the meaning.
#pragma warning disable CA1720

/// <summary>Type of a sample in a file.</summary>
public enum SampleDepth
{
    /// <summary>8-bit integers, 0..255. Files of 1, 2 or 4 bits are read as this.</summary>
    UInt8,

    /// <summary>16-bit integers, 0..65535.</summary>
    UInt16,

    /// <summary>32-bit floats with 1.0 = white, any range.</summary>
    Float32,
}

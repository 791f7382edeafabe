namespace Deconv.Operators;

/// <summary>How an image abcd is extended outside its frame.</summary>
public enum Boundary
{
    /// <summary>No assumption: the outside is solved for. Right for photographs, and the default.</summary>
    Unknown,

    /// <summary>00|abcd|00</summary>
    Zero,

    /// <summary>aa|abcd|dd</summary>
    Replicate,

    /// <summary>ba|abcd|dc: mirrored, the edge sample repeated.</summary>
    Symmetric,

    /// <summary>cb|abcd|cb: mirrored about the edge sample.</summary>
    Reflect,

    /// <summary>cd|abcd|ab</summary>
    Periodic,
}

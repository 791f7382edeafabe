namespace Deconv.Operators;

/// <summary>How an image abcd goes on outside its frame.</summary>
public enum Boundary
{
    /// <summary>Not assumed at all: what lies outside is solved for. Right for photographs, and the default.</summary>
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

namespace Deconv.Restoration;

/// <summary>How the planes of a color image are treated.</summary>
public enum ChannelMode
{
    /// <summary>Luminance and two color differences, each with its own noise; avoids color fringes.</summary>
    Opponent,

    /// <summary>Luminance only; the color differences keep their blur.</summary>
    Luma,

    /// <summary>Every plane independently.</summary>
    Each,
}

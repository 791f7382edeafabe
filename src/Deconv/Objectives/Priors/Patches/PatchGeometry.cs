namespace Deconv.Objectives.Priors.Patches;

/// <summary>Size of the patches of the patch prior.</summary>
internal static class PatchGeometry
{
    /// <summary>Height and width of a patch.</summary>
    public const int Side = 8;

    /// <summary>Samples of a patch.</summary>
    public const int Samples = Side * Side;

    /// <summary>Degrees of freedom of a patch without its mean.</summary>
    public const int Dimensions = Samples - 1;
}

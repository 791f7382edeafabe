using Deconv.Blind.Search;
using Deconv.Psfs;
using Deconv.Tests.Restoration;

namespace Deconv.Tests.Blind.Search;

/// <summary>A small picture of a shaken scene, as the search sees it.</summary>
internal static class ShakenLeaves
{
    /// <summary>Bound of the kernels.</summary>
    public const int Bound = 15;

    /// <summary>The blur.</summary>
    public static Psf Shake { get; } = Psf.Parse("path:\"0,0 4,1 6,4 4,7\"*gaussian:0.5");

    /// <summary>The picture; with a level at which it is clipped.</summary>
    public static WorkingImage Picture(float white = float.PositiveInfinity)
    {
        using PlanarImage scene = Scenes.Leaves(112);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, Shake, 0.002);
        using (truth)
        using (photo)
        {
            foreach (ref float v in photo[0])
                v = Math.Min(v, white);
            return new WorkingImage(photo[0], photo.Shape);
        }
    }

    /// <summary>Lends an estimator of that picture.</summary>
    public static void Estimate(Action<KernelEstimator> use)
    {
        using WorkingImage image = Picture();
        using var levels = new ImageLevels(image, Bound, new());
        use(levels.Estimator(Hypothesis.All(KernelPyramid.Levels(Bound).Count, new(), false)[0]));
    }

    /// <summary>A start on the coarsest level.</summary>
    public static SearchStart Start(StartKernel kernel, int bound = Bound, bool weighted = false) =>
        new(StartKernels.Make(kernel, KernelPyramid.Levels(bound)[0].Kernel), weighted);
}

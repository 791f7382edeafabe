namespace Deconv.Blind.Search;

/// <summary>Sizes of the levels, coarsest first: a ratio of √½ between levels, down to a kernel about 5 pixels wide.</summary>
internal static class KernelPyramid
{
    private static readonly double Ratio = Math.Sqrt(0.5);

    /// <summary>Scale (1 is full size) and kernel size (odd) of every level.</summary>
    /// <param name="bound">Largest kernel size in pixels, odd.</param>
    public static IReadOnlyList<(double Scale, int Kernel)> Levels(int bound)
    {
        int deepest = Math.Max((int)(Math.Log(5.0 / bound) / Math.Log(Ratio)), 0);
        return [.. Enumerable.Range(0, deepest + 1).Reverse().Select(s => (Math.Pow(Ratio, s), Odd(bound * Math.Pow(Ratio, s))))];
    }

    /// <summary>The factor from one level to the next finer one.</summary>
    public static double Step => 1 / Ratio;

    private static int Odd(double size) => ((int)Math.Ceiling(size - 1e-9) / 2 * 2) + 1;
}

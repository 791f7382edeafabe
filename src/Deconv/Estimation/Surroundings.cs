using Deconv.Numerics;

namespace Deconv.Estimation;

/// <summary>The surroundings of marked samples.</summary>
internal static class Surroundings
{
    /// <summary>Below the mean of a box of which one sample is marked, above what rounding leaves of none.</summary>
    private const float None = 1e-9f;

    /// <summary>Marks every sample that has a marked one near it.</summary>
    /// <param name="marks">Row-major: 1 for a marked sample, else 0; overwritten.</param>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="rows">Rows above and below that are near, at least 0.</param>
    /// <param name="columns">Columns on either side that are near, at least 0.</param>
    public static void Grow(Span<float> marks, Shape shape, int rows, int columns)
    {
        MovingMean.Apply(marks, shape, rows, columns);
        foreach (ref float mark in marks)
            mark = mark > None ? 1 : 0;
    }
}

namespace Deconv.Benchmarks.Outliers;

/// <summary>A small bright disk in a scene.</summary>
/// <param name="Row">Row of its center in the scene.</param>
/// <param name="Column">Column of its center.</param>
/// <param name="Radius">Radius in pixels.</param>
/// <param name="Peak">Light that it adds to its strongest channel, 1 is white.</param>
/// <param name="Color">Share of the light per channel, 0 to 1; in gray scenes all of it counts.</param>
internal sealed record Lamp(double Row, double Column, double Radius, double Peak, IReadOnlyList<double> Color)
{
    private const double LargestRadius = 4,
        SmallestPeak = 3,
        LargestPeak = 50;

    /// <summary>Half of the lamps are white.</summary>
    private static readonly double[][] Colors =
    [
        [1, 1, 1],
        [1, 0.6, 0.2],
        [1, 1, 1],
        [1, 0.15, 0.1],
        [1, 1, 1],
        [0.3, 0.5, 1],
        [1, 1, 1],
        [0.2, 1, 0.4],
    ];

    /// <summary>Lamps of radius 1 to 4 at 3 to 50 times white, at random places of a part of the scene.</summary>
    /// <param name="count">Number of lamps.</param>
    /// <param name="area">Where their centers lie.</param>
    /// <param name="seed">The same seed gives the same lamps.</param>
    public static IReadOnlyList<Lamp> Draw(int count, Region area, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new Lamp(
                    area.Top + (random.NextDouble() * area.Shape.Height),
                    area.Left + (random.NextDouble() * area.Shape.Width),
                    1 + (random.NextDouble() * (LargestRadius - 1)),
                    SmallestPeak * Math.Pow(LargestPeak / SmallestPeak, random.NextDouble()),
                    Colors[i % Colors.Length]
                )),
        ];
    }

    /// <summary>Adds the lamp to a scene; its edge is one pixel wide.</summary>
    public void AddTo(PlanarImage scene)
    {
        int top = Math.Max(0, (int)(Row - Radius - 1)),
            bottom = Math.Min(scene.Shape.Height - 1, (int)(Row + Radius + 2));
        int left = Math.Max(0, (int)(Column - Radius - 1)),
            right = Math.Min(scene.Shape.Width - 1, (int)(Column + Radius + 2));
        for (int plane = 0; plane < scene.Count; plane++)
        {
            double light = scene.Count == 1 ? Peak : Peak * Color[plane];
            for (int y = top; y <= bottom; y++)
            for (int x = left; x <= right; x++)
                scene[plane][(y * scene.Shape.Width) + x] += (float)(light * Math.Clamp(Radius + 0.5 - Distance(y, x), 0, 1));
        }
    }

    /// <summary>Distance of a sample of the scene from the center, in pixels.</summary>
    public double Distance(double row, double column) => Math.Sqrt(((row - Row) * (row - Row)) + ((column - Column) * (column - Column)));
}

namespace Deconv.Numerics;

/// <summary>Integrals of a smooth density over every pixel, by three-point Gauss-Legendre rules on cells fine against the density's scale.</summary>
internal static class PixelQuadrature
{
    private static readonly double[] Nodes = [-Math.Sqrt(0.6) / 2, 0, Math.Sqrt(0.6) / 2];
    private static readonly double[] Weights = [5.0 / 18, 8.0 / 18, 5.0 / 18];

    /// <summary>Samples of a plane whose middle pixel is the origin.</summary>
    /// <param name="density">f(x, y), x right and y down in pixels.</param>
    /// <param name="radius">Half size: the plane is 2·radius + 1 square.</param>
    /// <param name="scale">Length in pixels over which the density changes by about its own size.</param>
    public static float[] Integrate(Func<double, double, double> density, int radius, double scale)
    {
        int size = (2 * radius) + 1,
            cells = Math.Clamp((int)Math.Ceiling(3 / scale), 1, 64);
        double step = 1.0 / cells;
        var plane = new float[size * size];
        for (int y = -radius; y <= radius; y++)
        for (int x = -radius; x <= radius; x++)
        {
            double sum = 0;
            for (int i = 0; i < cells; i++)
            for (int j = 0; j < cells; j++)
            {
                double cy = y - 0.5 + ((i + 0.5) * step),
                    cx = x - 0.5 + ((j + 0.5) * step);
                for (int a = 0; a < 3; a++)
                for (int b = 0; b < 3; b++)
                    sum += Weights[a] * Weights[b] * density(cx + (Nodes[b] * step), cy + (Nodes[a] * step));
            }

            plane[((y + radius) * size) + x + radius] = (float)(sum * step * step);
        }

        return plane;
    }
}

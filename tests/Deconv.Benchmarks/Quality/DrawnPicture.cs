namespace Deconv.Benchmarks.Quality;

/// <summary>Pictures without a camera: what a prior that has learned from photographs may not know.</summary>
internal static class DrawnPicture
{
    public const int Side = 330;

    /// <summary>Flat areas with dark outlines.</summary>
    public static PlanarImage Cartoon()
    {
        var random = new Random(3);
        var disks = new (double Row, double Column, double Radius, float Value)[14];
        for (int i = 0; i < disks.Length; i++)
            disks[i] = (
                random.NextDouble() * Side,
                random.NextDouble() * Side,
                15 + (45 * random.NextDouble()),
                0.2f + (0.75f * random.NextSingle())
            );
        return Drawn(
            (row, column) =>
            {
                float value = 0.85f;
                foreach ((double r, double c, double radius, float inside) in disks)
                {
                    double distance = Math.Sqrt(((row - r) * (row - r)) + ((column - c) * (column - c)));
                    value =
                        distance < radius - 2 ? inside
                        : distance < radius + 1 ? 0.05f
                        : value;
                }

                return value;
            }
        );
    }

    /// <summary>Thin dark strokes on paper.</summary>
    public static PlanarImage Strokes()
    {
        var random = new Random(4);
        var lines = new (double Angle, double Offset, double Width)[30];
        for (int i = 0; i < lines.Length; i++)
            lines[i] = (Math.PI * random.NextDouble(), Side * (random.NextDouble() - 0.5), 0.7 + (1.3 * random.NextDouble()));
        return Drawn(
            (row, column) =>
            {
                foreach ((double angle, double offset, double width) in lines)
                    if (Math.Abs(((row - (Side / 2.0)) * Math.Cos(angle)) + ((column - (Side / 2.0)) * Math.Sin(angle)) - offset) < width)
                        return 0.08f;
                return 0.93f;
            }
        );
    }

    /// <summary>Bars of decreasing width, a gray wedge and a checkerboard.</summary>
    public static PlanarImage Chart() =>
        Drawn(
            (row, column) =>
                row < Side / 3.0 ? (Math.Sin(2000 / (column + 60)) > 0 ? 0.9f : 0.1f)
                : row < Side * 2 / 3.0 ? (float)(0.05 + (0.9 * Math.Floor(column / 33) / 10))
                : ((int)(row / 9) + (int)(column / 9)) % 2 == 0 ? 0.75f
                : 0.3f
        );

    /// <summary>Points of light, most of them weak, on a dark sky.</summary>
    public static PlanarImage Stars()
    {
        var random = new Random(5);
        PlanarImage sky = Drawn((_, _) => 0.04f);
        for (int star = 0; star < 400; star++)
        {
            (double row, double column) = (random.NextDouble() * Side, random.NextDouble() * Side);
            double light = 0.03 * Math.Pow(1 - random.NextDouble(), -0.8);
            for (int r = Math.Max(0, (int)row - 4); r < Math.Min(Side, row + 5); r++)
            for (int c = Math.Max(0, (int)column - 4); c < Math.Min(Side, column + 5); c++)
            {
                ref float v = ref sky[0][(r * Side) + c];
                v = (float)Math.Min(1, v + (light * Math.Exp(-(((r - row) * (r - row)) + ((c - column) * (c - column))) / 1.6)));
            }
        }

        return sky;
    }

    /// <summary>The mean of 16 values within every sample.</summary>
    private static PlanarImage Drawn(Func<double, double, float> value)
    {
        const int Fine = 4;
        var picture = new PlanarImage(new(Side, Side), 1);
        for (int i = 0; i < picture[0].Length; i++)
        {
            float sum = 0;
            for (int k = 0; k < Fine * Fine; k++)
                sum += value((i / Side) + (((k / Fine) + 0.5) / Fine), (i % Side) + (((k % Fine) + 0.5) / Fine));
            picture[0][i] = sum / (Fine * Fine);
        }

        return picture;
    }
}

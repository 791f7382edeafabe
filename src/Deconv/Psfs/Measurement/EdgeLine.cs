namespace Deconv.Psfs.Measurement;

/// <summary>A line x = offset + slope·y along an edge; the sign is 1 if the image is brighter on the right.</summary>
internal sealed record EdgeLine(double Offset, double Slope, int Sign)
{
    /// <summary>Mean distance in pixels of the edge positions from the line, above which the edge is not straight.</summary>
    private const double MaxDeviation = 1;

    public double At(int row) => Offset + (Slope * row);

    /// <summary>Locates the edge of every row at the centroid of its differences, fits a line, and repeats with a window around that line.</summary>
    public static EdgeLine Find(double[] light, Shape shape)
    {
        var differences = new double[shape.Height, shape.Width];
        double total = 0,
            strength = 0;
        for (int y = 0; y < shape.Height; y++)
        for (int x = 1; x < shape.Width - 1; x++)
        {
            double d = 0.5 * (light[(y * shape.Width) + x + 1] - light[(y * shape.Width) + x - 1]);
            differences[y, x] = d;
            total += d;
            strength += Math.Abs(d);
        }

        if (!(Math.Abs(total) > 0.2 * strength) || strength == 0)
            throw NoEdge();
        int sign = Math.Sign(total);
        double reach = shape.Width / 2.0,
            offset = (shape.Width - 1) / 2.0,
            slope = 0;
        for (int pass = 0; pass < 6; pass++)
        {
            var rows = new List<(double Y, double X, double Weight)>();
            for (int y = 0; y < shape.Height; y++)
            {
                double sum = 0,
                    moment = 0,
                    middle = offset + (slope * y);
                for (int x = 1; x < shape.Width - 1; x++)
                {
                    double t = (x - middle) / (reach + 1),
                        d = Math.Max(0, differences[y, x] * sign);
                    if (Math.Abs(t) >= 1)
                        continue;
                    double weight = d * (0.5 + (0.5 * Math.Cos(Math.PI * t)));
                    sum += weight;
                    moment += weight * x;
                }

                if (sum > 0)
                    rows.Add((y, moment / sum, 1));
            }

            if (rows.Count < shape.Height / 2)
                throw NoEdge();
            double my = rows.Average(r => r.Y),
                mx = rows.Average(r => r.X);
            slope = rows.Sum(r => (r.Y - my) * (r.X - mx)) / rows.Sum(r => (r.Y - my) * (r.Y - my));
            offset = mx - (slope * my);
            double scatter = rows.Average(r => Math.Abs(r.X - offset - (slope * r.Y)));
            if (pass == 5 && scatter > MaxDeviation + (0.05 * shape.Width))
                throw NoEdge();
            reach = Math.Max(4, reach * 0.75);
        }

        return new(offset, slope, sign);
    }

    private static ArgumentException NoEdge() =>
        new(
            "The box holds no single straight edge. "
                + "Choose a box that holds one edge between a uniform dark and a uniform bright area, and nothing else."
        );
}

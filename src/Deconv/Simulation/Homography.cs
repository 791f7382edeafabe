namespace Deconv.Simulation;

/// <summary>The projective map of a plane onto itself that a pose of a camera makes, about the middle of the frame.</summary>
internal readonly struct Homography
{
    private readonly double[] _h;
    private readonly double _centerX;
    private readonly double _centerY;

    private Homography(double[] h, double centerX, double centerY) => (_h, _centerX, _centerY) = (h, centerX, centerY);

    /// <summary>Where the light of a place goes: a rotation of the camera (K R K⁻¹), then a shift.</summary>
    /// <param name="pose">The pose.</param>
    /// <param name="focalLength">Distance from the lens to the sensor in pixels; matters for pitch and yaw only.</param>
    /// <param name="frame">Shape of the picture.</param>
    public static Homography Of(CameraPose pose, double focalLength, Shape frame)
    {
        (double a, double b, double c) = (Radians(pose.Roll), Radians(pose.Pitch), Radians(pose.Yaw));
        double[] roll = [Math.Cos(a), -Math.Sin(a), 0, Math.Sin(a), Math.Cos(a), 0, 0, 0, 1],
            pitch = [1, 0, 0, 0, Math.Cos(b), Math.Sin(b), 0, -Math.Sin(b), Math.Cos(b)],
            yaw = [Math.Cos(c), 0, Math.Sin(c), 0, 1, 0, -Math.Sin(c), 0, Math.Cos(c)],
            lens = [focalLength, 0, 0, 0, focalLength, 0, 0, 0, 1],
            unlens = [1 / focalLength, 0, 0, 0, 1 / focalLength, 0, 0, 0, 1],
            shift = [1, 0, pose.X, 0, 1, pose.Y, 0, 0, 1];
        double[] h = Product(shift, Product(lens, Product(roll, Product(Product(pitch, yaw), unlens))));
        return new(h, 0.5 * (frame.Width - 1), 0.5 * (frame.Height - 1));
    }

    /// <summary>The map back.</summary>
    public Homography Inverse()
    {
        double[] m = _h;
        return new(
            [
                (m[4] * m[8]) - (m[5] * m[7]),
                (m[2] * m[7]) - (m[1] * m[8]),
                (m[1] * m[5]) - (m[2] * m[4]),
                (m[5] * m[6]) - (m[3] * m[8]),
                (m[0] * m[8]) - (m[2] * m[6]),
                (m[2] * m[3]) - (m[0] * m[5]),
                (m[3] * m[7]) - (m[4] * m[6]),
                (m[1] * m[6]) - (m[0] * m[7]),
                (m[0] * m[4]) - (m[1] * m[3]),
            ],
            _centerX,
            _centerY
        );
    }

    /// <summary>The image of a place, in pixels.</summary>
    public (double X, double Y) Map(double x, double y)
    {
        (x, y) = (x - _centerX, y - _centerY);
        double w = (_h[6] * x) + (_h[7] * y) + _h[8];
        return ((((_h[0] * x) + (_h[1] * y) + _h[2]) / w) + _centerX, (((_h[3] * x) + (_h[4] * y) + _h[5]) / w) + _centerY);
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double[] Product(double[] a, double[] b)
    {
        var c = new double[9];
        for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            c[(3 * i) + j] = (a[3 * i] * b[j]) + (a[(3 * i) + 1] * b[3 + j]) + (a[(3 * i) + 2] * b[6 + j]);
        return c;
    }
}

using Deconv.Psfs;

namespace Deconv.Simulation;

/// <summary>
/// A camera that moves during the exposure: the picture is the mean of the pictures of its poses, each an exact projective map of the sharp one. This
/// is how nature makes a blur that differs across the frame; no grid of PSFs is involved.
/// </summary>
public sealed class CameraMotion
{
    /// <summary>Samples on each side of a place that the windowed sinc uses.</summary>
    private const int Lobes = 3;

    /// <summary>Positions between two samples for which the windowed sinc is tabulated.</summary>
    private const int Steps = 1024;

    private static readonly float[] Taps = Table();

    /// <summary>How far light may move from a place to the next, in pixels.</summary>
    private const double Step = 0.5;

    /// <summary>The most places along an axis of a field.</summary>
    private const int MaxPlaces = 25;

    private readonly CameraPose[] _poses;

    /// <summary>A motion.</summary>
    /// <param name="poses">At least one pose; at least one weight above 0. For a smooth path 64 or more.</param>
    /// <param name="focalLength">Distance from the lens to the sensor in pixels, above 0: the focal length in millimeters times the pixels per
    /// millimeter of the sensor. It matters for pitch and yaw only.</param>
    /// <exception cref="ArgumentException">No pose, numbers that are not finite, or weights that are negative or all 0.</exception>
    public CameraMotion(IReadOnlyList<CameraPose> poses, double focalLength = 5000)
    {
        ArgumentNullException.ThrowIfNull(poses);
        if (poses.Count == 0)
            throw new ArgumentException("A motion needs at least one pose.", nameof(poses));
        foreach (CameraPose pose in poses)
            if (!double.IsFinite(pose.X + pose.Y + pose.Roll + pose.Pitch + pose.Yaw + pose.Weight) || pose.Weight < 0)
                throw new ArgumentException($"A pose needs finite numbers and a weight of 0 or above, not {pose}.", nameof(poses));
        if (!(focalLength > 0 && double.IsFinite(focalLength)))
            throw new ArgumentOutOfRangeException(nameof(focalLength), focalLength, "The focal length must be above 0.");
        double sum = poses.Sum(p => p.Weight);
        if (!(sum > 0))
            throw new ArgumentException("At least one pose needs a weight above 0.", nameof(poses));
        _poses = [.. poses.Where(p => p.Weight > 0).Select(p => p with { Weight = p.Weight / sum })];
        FocalLength = focalLength;
    }

    /// <summary>The poses with a weight above 0; weights sum to 1.</summary>
    public IReadOnlyList<CameraPose> Poses => _poses;

    /// <summary>Distance from the lens to the sensor in pixels.</summary>
    public double FocalLength { get; }

    /// <summary>Samples at the border of a blurred picture that need something from outside the frame.</summary>
    /// <param name="frame">Shape of the picture.</param>
    public int Reach(Shape frame)
    {
        double most = 0;
        foreach (Homography map in _poses.Select(p => Homography.Of(p, FocalLength, frame)))
        foreach (double x in (double[])[0, frame.Width - 1])
        foreach (double y in (double[])[0, frame.Height - 1])
        {
            (double u, double v) = map.Map(x, y);
            most = Math.Max(most, Math.Max(Math.Abs(u - x), Math.Abs(v - y)));
        }

        return (int)Math.Ceiling(most) + Lobes;
    }

    /// <summary>Blurs a picture. What lies outside the frame repeats its border.</summary>
    /// <param name="image">The sharp picture; linear light for photographs. Not changed.</param>
    public PlanarImage Blur(PlanarImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Shape shape = image.Shape;
        var blurred = new PlanarImage(shape, image.Count);
        (Homography Back, double Weight)[] maps = [.. _poses.Select(p => (Homography.Of(p, FocalLength, shape).Inverse(), p.Weight))];
        Parallel.For(
            0,
            shape.Height,
            y =>
            {
                for (int x = 0; x < shape.Width; x++)
                    foreach ((Homography back, double weight) in maps)
                    {
                        (double u, double v) = back.Map(x, y);
                        (int left, int top) = ((int)Math.Floor(u), (int)Math.Floor(v));
                        ReadOnlySpan<float> across = TapsOf(u - left),
                            down = TapsOf(v - top);
                        for (int plane = 0; plane < image.Count; plane++)
                            blurred[plane][(y * shape.Width) + x] += (float)weight * Sample(image[plane], shape, top, left, down, across);
                    }
            }
        );
        return blurred;
    }

    /// <summary>The PSF of a place: where the light of a point there goes.</summary>
    /// <param name="frame">Shape of the picture.</param>
    /// <param name="row">Row in pixels.</param>
    /// <param name="column">Column in pixels.</param>
    public Psf PsfAt(Shape frame, double row, double column)
    {
        (double X, double Y, double Weight)[] offsets =
        [
            .. _poses.Select(p =>
            {
                (double u, double v) = Homography.Of(p, FocalLength, frame).Map(column, row);
                return (u - column, v - row, p.Weight);
            }),
        ];
        int rx = 1 + (int)Math.Ceiling(offsets.Max(o => Math.Abs(o.X))),
            ry = 1 + (int)Math.Ceiling(offsets.Max(o => Math.Abs(o.Y)));
        var shape = new Shape((2 * ry) + 1, (2 * rx) + 1);
        var samples = new float[shape.Count];
        foreach ((double x, double y, double weight) in offsets)
        {
            (int left, int top) = ((int)Math.Floor(x), (int)Math.Floor(y));
            (double right, double bottom) = (x - left, y - top);
            int at = ((top + ry) * shape.Width) + left + rx;
            samples[at] += (float)(weight * (1 - bottom) * (1 - right));
            samples[at + 1] += (float)(weight * (1 - bottom) * right);
            samples[at + shape.Width] += (float)(weight * bottom * (1 - right));
            samples[at + shape.Width + 1] += (float)(weight * bottom * right);
        }

        return Psf.FromSamples(shape, samples);
    }

    /// <summary>The PSFs of an even grid of places, so dense that from one to the next light moves by half a pixel at most.</summary>
    /// <param name="frame">Shape of the picture.</param>
    public PsfField Field(Shape frame)
    {
        Homography[] maps = [.. _poses.Select(p => Homography.Of(p, FocalLength, frame))];
        (double X, double Y)[] corners = [(frame.Width - 1, 0), (0, frame.Height - 1), (frame.Width - 1, frame.Height - 1)];
        double most = 0;
        foreach (Homography map in maps)
        {
            (double x0, double y0) = Offset(map, 0, 0);
            foreach ((double x, double y) in corners)
            {
                (double u, double v) = Offset(map, x, y);
                most = Math.Max(most, Math.Max(Math.Abs(u - x0), Math.Abs(v - y0)));
            }
        }

        int count = Math.Clamp(1 + (int)Math.Ceiling(most / Step), 2, MaxPlaces);
        return Field(frame, new(Math.Min(count, frame.Height), Math.Min(count, frame.Width)));

        static (double X, double Y) Offset(Homography map, double x, double y)
        {
            (double u, double v) = map.Map(x, y);
            return (u - x, v - y);
        }
    }

    /// <summary>The PSFs of an even grid of places.</summary>
    /// <param name="frame">Shape of the picture.</param>
    /// <param name="places">Rows and columns of places.</param>
    public PsfField Field(Shape frame, Shape places) => PsfField.Over(frame, places, (row, column) => PsfAt(frame, row, column));

    private static ReadOnlySpan<float> TapsOf(double fraction) => Taps.AsSpan((int)Math.Round(fraction * Steps) * 2 * Lobes, 2 * Lobes);

    /// <summary>Weights of the samples around every position, sum 1.</summary>
    private static float[] Table()
    {
        var table = new float[(Steps + 1) * 2 * Lobes];
        Span<double> taps = stackalloc double[2 * Lobes];
        for (int step = 0; step <= Steps; step++)
        {
            double sum = 0;
            for (int i = 0; i < taps.Length; i++)
            {
                double t = ((double)step / Steps) - i + Lobes - 1;
                taps[i] = Math.Abs(t) < 1e-9 ? 1 : Lobes * Math.Sin(Math.PI * t) * Math.Sin(Math.PI * t / Lobes) / (Math.PI * Math.PI * t * t);
                sum += taps[i];
            }

            for (int i = 0; i < taps.Length; i++)
                table[(step * taps.Length) + i] = (float)(taps[i] / sum);
        }

        return table;
    }

    private static float Sample(ReadOnlySpan<float> plane, Shape shape, int top, int left, ReadOnlySpan<float> down, ReadOnlySpan<float> across)
    {
        (top, left) = (top - Lobes + 1, left - Lobes + 1);
        float value = 0;
        bool inside = top >= 0 && left >= 0 && top + down.Length <= shape.Height && left + across.Length <= shape.Width;
        for (int i = 0; i < down.Length; i++)
        {
            float sum = 0;
            int row = inside ? top + i : Math.Clamp(top + i, 0, shape.Height - 1);
            if (inside)
            {
                ReadOnlySpan<float> samples = plane.Slice((row * shape.Width) + left, across.Length);
                for (int j = 0; j < across.Length; j++)
                    sum += across[j] * samples[j];
            }
            else
            {
                for (int j = 0; j < across.Length; j++)
                    sum += across[j] * plane[(row * shape.Width) + Math.Clamp(left + j, 0, shape.Width - 1)];
            }

            value += down[i] * sum;
        }

        return value;
    }
}

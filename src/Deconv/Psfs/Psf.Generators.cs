using Deconv.Numerics;
using MathNet.Numerics;

namespace Deconv.Psfs;

/// <summary>
/// Analytic blurs. All are integrated over the area of each pixel, centered on the middle sample of an odd square or rectangle, and large
/// enough for 99.9 % of their mass; the tails of Moffat and Airy blurs, which have no end, are cut at <see cref="MaxRadius"/>. Lengths are
/// pixels; angles are degrees, counterclockwise from the right as seen on the screen.
/// </summary>
public sealed partial class Psf
{
    /// <summary>Largest half size of a generated PSF in pixels: the tails of Moffat and Airy blurs are cut there.</summary>
    public const int MaxRadius = 64;

    private const double LostMass = 0.001;

    /// <summary>No blur: one sample.</summary>
    public static Psf Delta() => Complete(FromSamples(new(1, 1), [1f]));

    /// <summary>Gaussian with standard deviation <paramref name="sigma"/>; FWHM = 2.3548 σ.</summary>
    public static Psf Gaussian(double sigma) => Gaussian(sigma, sigma, 0);

    /// <summary>Elliptical Gaussian: σ along the angle, <paramref name="sigma2"/> across it.</summary>
    /// <exception cref="InvalidPsfException">A σ that is not above 0, or too large for <see cref="MaxRadius"/>.</exception>
    public static Psf Gaussian(double sigma, double sigma2, double angle)
    {
        RequirePositive(sigma, "gaussian sigma");
        RequirePositive(sigma2, "gaussian sigma2");

        // Below 0.05 the Gaussian lies on one pixel to float precision, and quadrature nodes would miss it.
        (sigma, sigma2) = (Math.Max(sigma, 0.05), Math.Max(sigma2, 0.05));
        double wide = Math.Max(sigma, sigma2);
        int radius = Radius(wide * Math.Sqrt(-2 * Math.Log(LostMass)), "gaussian");
        (double sin, double cos) = Direction(angle);
        return FromSquare(
            radius,
            PixelQuadrature.Integrate(
                (x, y) =>
                {
                    double u = ((x * cos) - (y * sin)) / sigma,
                        v = ((x * sin) + (y * cos)) / sigma2;
                    return Math.Exp(-0.5 * ((u * u) + (v * v)));
                },
                radius,
                Math.Min(sigma, sigma2)
            )
        );
    }

    /// <summary>Out-of-focus disk of a round aperture.</summary>
    /// <param name="radius">Radius in pixels, above 0.</param>
    /// <param name="feather">Width in pixels over which the rim falls linearly to zero, 0 to 2·radius.</param>
    public static Psf Disk(double radius, double feather = 0)
    {
        RequirePositive(radius, "disk radius");
        if (!(feather >= 0 && feather <= 2 * radius))
            throw new InvalidPsfException($"disk feather must lie between 0 and twice the radius ({2 * radius:G4}), not {feather:G4}.");

        // A linear rim is the mean of disks with radii spread over the rim; 512 sides are within 3e-5 of the circle's area.
        int rings = feather > 0 ? 16 : 1;
        Span<PointD> polygon = new PointD[512];
        (Shape shape, double[] plane) = Canvas(radius + (feather / 2), radius + (feather / 2), "disk");
        for (int i = 0; i < rings; i++)
        {
            Circle(polygon, radius + (feather * (((i + 0.5) / rings) - 0.5)), 0);
            PolygonRaster.Add(polygon, 1, plane, shape);
        }

        return FromPlane(shape, plane);
    }

    /// <summary>Out-of-focus blur of an aperture with straight blades.</summary>
    /// <param name="radius">Distance from center to corner in pixels, above 0.</param>
    /// <param name="blades">Number of blades, 3 to 64.</param>
    /// <param name="rotate">Rotation in degrees; at 0 one corner points right.</param>
    public static Psf Polygon(double radius, int blades = 6, double rotate = 0)
    {
        RequirePositive(radius, "polygon radius");
        if (blades is < 3 or > 64)
            throw new InvalidPsfException($"polygon blades must be 3 to 64, not {blades}.");
        Span<PointD> corners = stackalloc PointD[64];
        corners = corners[..blades];
        Circle(corners, radius, rotate);
        return FromPolygon(corners, radius, radius, "polygon");
    }

    /// <summary>Box blur, as from a wide pixel or a scanner line. A width of 4 covers 3 samples fully and 2 by half, so there is no shift.</summary>
    public static Psf Box(double width, double? height = null)
    {
        double h = height ?? width;
        RequirePositive(width, "box width");
        RequirePositive(h, "box height");
        return FromPolygon([new(-width / 2, -h / 2), new(width / 2, -h / 2), new(width / 2, h / 2), new(-width / 2, h / 2)], width / 2, h / 2, "box");
    }

    /// <summary>Straight motion at constant speed: a streak <paramref name="length"/> pixels long and one pixel wide.</summary>
    public static Psf Motion(double length, double angle = 0)
    {
        RequirePositive(length, "motion length");
        (double sin, double cos) = Direction(angle);
        double x = length / 2 * cos,
            y = -length / 2 * sin;
        return Path([(-x, -y), (x, y)]);
    }

    /// <summary>Hand-drawn motion: straight streaks between points, one pixel wide, relative to the origin.</summary>
    /// <param name="points">At least one (x right, y down) in pixels; the centroid is not moved to the origin.</param>
    /// <param name="dwell">Time spent on each streak, one per pair of points; empty means constant speed.</param>
    public static Psf Path(ReadOnlySpan<(double X, double Y)> points, ReadOnlySpan<double> dwell = default)
    {
        if (points.Length == 0)
            throw new InvalidPsfException("path needs at least one point, as in path:\"0,0 6,2\".");
        if (dwell.Length != 0 && dwell.Length != points.Length - 1)
            throw new InvalidPsfException($"path with {points.Length} points takes {points.Length - 1} dwell weights, not {dwell.Length}.");
        double rx = 0,
            ry = 0;
        foreach ((double x, double y) in points)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
                throw new InvalidPsfException("path points must be finite numbers.");
            (rx, ry) = (Math.Max(rx, Math.Abs(x)), Math.Max(ry, Math.Abs(y)));
        }

        (Shape shape, double[] plane) = Canvas(rx + 0.5, ry + 0.5, "path");
        for (int i = 0; i + 1 < points.Length || i == 0; i++)
        {
            (double X, double Y) a = points[i],
                b = points[Math.Min(i + 1, points.Length - 1)];
            double length = Math.Sqrt(((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y)));
            double time =
                dwell.Length > 0 ? dwell[i]
                : points.Length == 1 ? 1
                : length;
            if (!(time >= 0))
                throw new InvalidPsfException($"path dwell weights must be 0 or above, not {time}.");
            Streak(a, b, length, time, plane, shape);
        }

        return Complete(FromPlane(shape, plane).Trimmed());
    }

    /// <summary>Moffat profile (1 + (r/α)²)^−β of atmospheric seeing.</summary>
    /// <param name="fwhm">Full width at half maximum in pixels along the angle, above 0.</param>
    /// <param name="beta">Exponent, above 1; 2.5 to 4.7 for the atmosphere.</param>
    /// <param name="ratio">Width across the angle over width along it, above 0.</param>
    /// <param name="angle">Angle in degrees, counterclockwise from the right.</param>
    public static Psf Moffat(double fwhm, double beta = 4.5, double ratio = 1, double angle = 0)
    {
        RequirePositive(fwhm, "moffat fwhm");
        RequirePositive(ratio, "moffat ratio");
        if (!(beta > 1))
            throw new InvalidPsfException($"moffat beta must be above 1, not {beta:G4}: at 1 or below the tails hold infinite light.");
        double alpha = fwhm / (2 * Math.Sqrt(Math.Pow(2, 1 / beta) - 1));
        double reach = alpha * Math.Max(1, ratio) * Math.Sqrt(Math.Pow(LostMass, 1 / (1 - beta)) - 1);
        int radius = (int)Math.Ceiling(Math.Min(reach, MaxRadius));
        (double sin, double cos) = Direction(angle);
        return FromSquare(
            radius,
            PixelQuadrature.Integrate(
                (x, y) =>
                {
                    double u = ((x * cos) - (y * sin)) / alpha,
                        v = ((x * sin) + (y * cos)) / (alpha * ratio);
                    return Math.Pow(1 + (u * u) + (v * v), -beta);
                },
                radius,
                fwhm * Math.Min(1, ratio) / 2
            )
        );
    }

    /// <summary>Diffraction at a round aperture: (2 J₁(v)/v)² with v = π·r·pitch/(wavelength·f-number).</summary>
    /// <param name="fNumber">f-number of the aperture, above 0.</param>
    /// <param name="pitchMicrons">Pixel pitch in µm, above 0.</param>
    /// <param name="wavelengthNm">Wavelength in nm, above 0.</param>
    public static Psf Airy(double fNumber, double pitchMicrons, double wavelengthNm = 550)
    {
        RequirePositive(fNumber, "airy fnumber");
        RequirePositive(pitchMicrons, "airy pitch");
        RequirePositive(wavelengthNm, "airy wavelength");
        double perPixel = Math.PI * pitchMicrons / (wavelengthNm * 1e-3 * fNumber);

        // The mass outside v falls only as 2/(πv): a PSF of reasonable size holds 99 %, and MaxRadius may limit it further.
        int radius = (int)Math.Ceiling(Math.Min(Math.Max(2 / (Math.PI * 0.01 * perPixel), 1), MaxRadius));
        return FromSquare(
            radius,
            PixelQuadrature.Integrate(
                (x, y) =>
                {
                    double v = perPixel * Math.Sqrt((x * x) + (y * y));
                    double a = v < 1e-4 ? 1 : 2 * SpecialFunctions.BesselJ(1, v) / v;
                    return a * a;
                },
                radius,
                3 / perPixel
            )
        ); // cells of one radian of v: Bessel functions are expensive, and three nodes are accurate to 1e-5
    }

    private static void Streak((double X, double Y) a, (double X, double Y) b, double length, double time, double[] plane, Shape shape)
    {
        // A pause is one pixel square at its exact position: bilinear weights.
        (double ux, double uy) = length > 0 ? ((b.X - a.X) / length / 2, (b.Y - a.Y) / length / 2) : (0.5, 0);
        if (length == 0)
            (a, b, length) = ((a.X - 0.5, a.Y), (a.X + 0.5, a.Y), 1);
        PolygonRaster.Add(
            [new(a.X - uy, a.Y + ux), new(b.X - uy, b.Y + ux), new(b.X + uy, b.Y - ux), new(a.X + uy, a.Y - ux)],
            time / length,
            plane,
            shape
        );
    }

    /// <summary>
    /// Sine and cosine of degrees; exact at multiples of 90°, so that a vertical streak leaves no residue of 1e-17 in the columns beside it.
    /// </summary>
    private static (double Sin, double Cos) Direction(double angle)
    {
        (double sin, double cos) = Math.SinCos(Trig.DegreeToRadian(Math.IEEERemainder(angle, 360)));
        return (Math.Abs(sin) < 1e-15 ? 0 : sin, Math.Abs(cos) < 1e-15 ? 0 : cos);
    }

    private static void Circle(Span<PointD> corners, double radius, double rotate)
    {
        for (int i = 0; i < corners.Length; i++)
        {
            (double sin, double cos) = Math.SinCos(Trig.DegreeToRadian(rotate) + (2 * Math.PI * i / corners.Length));
            corners[i] = new(radius * cos, -radius * sin);
        }
    }

    private static Psf FromPolygon(ReadOnlySpan<PointD> polygon, double reachX, double reachY, string name)
    {
        (Shape shape, double[] plane) = Canvas(reachX, reachY, name);
        PolygonRaster.Add(polygon, 1, plane, shape);
        return FromPlane(shape, plane);
    }

    private static (Shape Shape, double[] Plane) Canvas(double reachX, double reachY, string name)
    {
        // A reach of exactly 1.5 ends on a pixel border: the next pixel is not needed.
        int ry = Radius(Math.Max(0, reachY - 0.5 - 1e-9), name),
            rx = Radius(Math.Max(0, reachX - 0.5 - 1e-9), name);
        var shape = new Shape((2 * ry) + 1, (2 * rx) + 1);
        return (shape, new double[shape.Count]);
    }

    private static int Radius(double reach, string name) =>
        reach <= 4 * MaxRadius
            ? (int)Math.Ceiling(reach)
            : throw new InvalidPsfException(
                $"This {name} would reach {reach:F0} pixels from its center; the limit is {4 * MaxRadius}. Is it in pixels?"
            );

    private static Psf FromPlane(Shape shape, double[] plane) => Complete(FromSamples(shape, Array.ConvertAll(plane, v => (float)v)));

    private static Psf Complete(Psf psf)
    {
        psf._complete = true;
        return psf;
    }

    private static Psf FromSquare(int radius, float[] samples) => Complete(FromSamples(new((2 * radius) + 1, (2 * radius) + 1), samples));

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new InvalidPsfException($"{name} must be above 0, not {value:G4}.");
    }
}

using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Cli.Jobs;

/// <summary>What blurs an image in a simulation.</summary>
internal interface IBlurModel
{
    /// <summary>The model that a request names; files are read once.</summary>
    static IBlurModel Of(BlurRequest request) =>
        request.Motion is { } file
            ? new MotionModel(CameraMotionFile.Load(file), request.Boundary)
            : new PsfModel(Blurring.Parse(request.Psf!), request.Boundary, request.Run.Threads);

    /// <summary>The model in words, for an image of some shape.</summary>
    string Words(Shape shape);

    /// <summary>Row and column of the image where the blurred one starts.</summary>
    (int Top, int Left) Corner(Shape shape);

    /// <summary>The blurred image; smaller where only what needs nothing from outside is kept.</summary>
    PlanarImage Blur(PlanarImage image);
}

/// <summary>A PSF, or a field of them.</summary>
internal sealed class PsfModel(Func<Shape, Blurring> blur, Boundary boundary, int threads) : IBlurModel
{
    public string Words(Shape shape) => $"PSF {Blurring.Size(blur(shape).Psf, blur(shape).Field)}";

    public (int Top, int Left) Corner(Shape shape)
    {
        Psf psf = blur(shape).Psf;
        return boundary == Boundary.Unknown ? (psf.Shape.Height - 1 - psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn) : (0, 0);
    }

    public PlanarImage Blur(PlanarImage image)
    {
        Blurring of = blur(image.Shape);
        (int top, int left) = Corner(image.Shape);
        return of.Field is { } field
            ? Degradation.Blur(image, field.Part(top, left), boundary, threads)
            : Degradation.Blur(image, of.Psf, boundary, threads);
    }
}

/// <summary>A camera that moves.</summary>
internal sealed class MotionModel(CameraMotion motion, Boundary boundary) : IBlurModel
{
    public string Words(Shape shape) => $"{motion.Poses.Count} poses, reach {motion.Reach(shape)} px";

    public (int Top, int Left) Corner(Shape shape) => boundary == Boundary.Unknown ? (motion.Reach(shape), motion.Reach(shape)) : (0, 0);

    public PlanarImage Blur(PlanarImage image)
    {
        (int top, int left) = Corner(image.Shape);
        var kept = new Shape(image.Shape.Height - (2 * top), image.Shape.Width - (2 * left));
        if (kept.IsEmpty)
            throw new InvalidPsfException($"The motion reaches {top} pixels, so nothing of the {image.Shape} image is left. Use a larger image.");
        PlanarImage blurred = motion.Blur(image);
        if (kept == image.Shape)
            return blurred;
        using (blurred)
            return blurred.Crop(top, left, kept);
    }
}

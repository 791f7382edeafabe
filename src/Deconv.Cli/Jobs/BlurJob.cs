using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Simulation;

namespace Deconv.Cli.Jobs;

/// <summary>Simulates blurred, noisy images.</summary>
/// <param name="request">The request.</param>
internal sealed class BlurJob(BlurRequest request)
{
    private readonly IBlurModel _model = IBlurModel.Of(request);

    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io) => Batch.Run(new(request.Input, request.Output, request.Run), io, One);

    private int One(string path, string target, BatchContext context)
    {
        using Photograph sharp = request.Input.Read(path);
        string psf = _model.Words(sharp.Shape);
        if (request.Run.DryRun)
        {
            context.Error.WriteLine($"{path} → {target}  {sharp.Shape.Width}×{sharp.Shape.Height}, {psf} (nothing was written)");
            return ExitCode.Ok;
        }

        PlanarImage color = _model.Blur(sharp.Color);
        PlanarImage? alpha = sharp.Alpha is null ? null : _model.Blur(sharp.Alpha);
        if (request.Poisson is { } peak)
            Degradation.AddPoissonNoise(color, peak, request.Seed);
        if (request.Noise is { } sigma)
            Degradation.AddGaussianNoise(color, sigma, request.Seed + 1);
        using Photograph blurred = sharp.With(color, alpha, sharp.Metadata, Missing(sharp, color.Shape));
        SaveReport saved = request.Output.Write(blurred, target);
        string[] notes = [.. sharp.Warnings, .. ClippedText.Of(saved), .. saved.Warnings];
        if (!request.Run.Quiet)
        {
            context.Error.WriteLine($"{path} → {target}  {blurred.Shape.Width}×{blurred.Shape.Height}, {psf}");
            foreach (string note in notes)
                context.Error.WriteLine($"  note: {note}");
        }

        if (request.Run.Json)
            (target == "-" ? context.Error : context.Output).WriteLine(ToJson(path, target, blurred, notes, saved));
        return ExitCode.Ok;
    }

    /// <summary>What is missing of the sharp photograph, as far as the blurred one goes.</summary>
    private PlanarImage? Missing(Photograph sharp, Shape shape)
    {
        if (shape == sharp.Shape)
            return sharp.Missing?.Clone();
        (int top, int left) = _model.Corner(sharp.Shape);
        return sharp.Missing?.Crop(top, left, shape);
    }

    private static string ToJson(string path, string target, Photograph blurred, IEnumerable<string> warnings, SaveReport saved) =>
        Json.Result(
            "blur",
            true,
            json =>
            {
                json.WriteString("input", path);
                json.WriteString("output", target);
                json.WriteNumber("width", blurred.Shape.Width);
                json.WriteNumber("height", blurred.Shape.Height);
                json.WriteString("depth", RestorationSummary.Bits(saved.Depth));
                json.WriteStrings("warnings", warnings);
            }
        );
}

using Deconv.Imaging.Codecs;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Imaging.Rows;

/// <summary>
/// The restoration of a photograph from file to file, in tiles, planned and checked. The file gets the same samples as with
/// <see cref="PhotographPlan"/>. Created by <see cref="PhotographRestorer.PlanRows"/>.
/// </summary>
public sealed class PhotographRowsPlan
{
    private readonly PhotographRows _photograph;
    private readonly DeconvolutionPlan _plan;

    internal PhotographRowsPlan(PhotographRows photograph, Psf psf, DeconvolutionOptions options)
    {
        (_photograph, Psf, Options) = (photograph, psf, options);
        _plan = Deconvolver.Plan(photograph.Shape, photograph.Count, psf, options);
    }

    /// <summary>The blur.</summary>
    public Psf Psf { get; }

    /// <summary>The options, completed from the photograph.</summary>
    public DeconvolutionOptions Options { get; }

    /// <summary>Number of tiles; 1 for a photograph that is restored as a whole and held in memory.</summary>
    public int TileCount => _plan.TileCount;

    /// <summary>Shape of the largest transforms.</summary>
    public Shape TransformShape => _plan.TransformShape;

    /// <summary>Upper bound of the memory in bytes: the tiles, the rows around them, and what is encoded at once.</summary>
    public long PeakBytes
    {
        get
        {
            long model = 2L * _photograph.Count * _photograph.Model.Shape.Count * sizeof(float),
                row = (long)_photograph.Shape.Width * _photograph.Count;
            return _plan.PeakBytesOfRows + model + (WriterRows * row * sizeof(float)) + Encoders;
        }
    }

    /// <summary>Rows in the hands of reader and writer.</summary>
    private static int WriterRows => 256;

    /// <summary>What the parallel encoders of the writers hold.</summary>
    private static long Encoders => Environment.ProcessorCount * (8L << 20);

    /// <summary>The same restoration with other run settings.</summary>
    public PhotographRowsPlan With(RunControl control) => new(_photograph, Psf, Options with { Control = control });

    /// <summary>
    /// Whether the result can be written strip by strip: to PNG or TIFF, in a range that does not depend on all samples. The path may lead to a
    /// plain file only.
    /// </summary>
    /// <param name="path">The file to create.</param>
    /// <param name="options">How to write.</param>
    public static bool CanWrite(string path, SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return !FileStatus.IsSpecial(path)
            && options.Range is not RangePolicy.Rescale
            && ImageCodecs.ForOutput(path, Path.GetExtension(path), options.Codecs) is IStripCodec;
    }

    /// <summary>Restores the photograph into a file, which is written atomically.</summary>
    /// <param name="path">The file to create.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="accept">Decides, given the report, whether the file is kept. Null: always.</param>
    /// <param name="progress">Receives every iteration, on the computing thread.</param>
    /// <param name="cancellationToken">Cancels the work within one iteration; no file is left.</param>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Canceled.</exception>
    public PhotographRowsResult Run(
        string path,
        SaveOptions? options = null,
        Func<DeconvolutionReport, bool>? accept = null,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= SaveOptions.Default;
        IImageCodec codec = ImageCodecs.ForOutput(path, Path.GetExtension(path), options.Codecs);
        (SaveReport saving, ImageMetadata metadata) = ImageFile.Plan(_photograph.Model, path, codec, options);
        PhotographRowsResult? result = null;
        AtomicFile.Write(
            path,
            options.Overwrite,
            stream =>
            {
                var sink = new FileSink(_photograph, (IStripCodec)codec, stream, saving, metadata, options);
                DeconvolutionReport report = _plan.RunRows(_photograph, sink, progress, cancellationToken);
                bool kept = report.StopReason.Kind != Solvers.StoppingRules.StopKind.Diverged && accept?.Invoke(report) != false;
                IReadOnlyList<string> warnings = kept ? sink.End() : [];
                result = new(report, saving with { Clipped = sink.Clipped, Warnings = [.. saving.Warnings, .. warnings] }, kept);
                return kept;
            }
        );
        return result!;
    }
}

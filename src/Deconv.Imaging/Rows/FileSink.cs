using Deconv.Imaging.Codecs;

namespace Deconv.Imaging.Rows;

/// <summary>Encodes restored rows into a file.</summary>
/// <param name="photograph">The photograph that is restored.</param>
/// <param name="codec">Format of the file.</param>
/// <param name="stream">The file.</param>
/// <param name="saving">How samples are written.</param>
/// <param name="metadata">Metadata of the file.</param>
/// <param name="options">Options of the format.</param>
internal sealed class FileSink(
    PhotographRows photograph,
    IStripCodec codec,
    Stream stream,
    SaveReport saving,
    ImageMetadata metadata,
    SaveOptions options
) : IRowSink
{
    private IStripWriter? _writer;

    /// <summary>Samples that did not fit.</summary>
    public ClipStatistics Clipped { get; private set; }

    /// <inheritdoc/>
    public void Begin()
    {
        stream.Position = 0;
        stream.SetLength(0);
        Clipped = default;
        var header = new StripHeader(photograph.Shape, photograph.Count, saving.Depth)
        {
            Transfer = (saving.Transfer, saving.Transfer.ToString()),
            Metadata = metadata,
        };
        _writer = codec.Begin(header, stream, options);
    }

    /// <inheritdoc/>
    public void Write(PlanarImage rows, PlanarImage residual)
    {
        using Photograph strip = photograph.Model.With(rows.Clone(), null, metadata, null);
        (Raster raster, ClipStatistics clipped) = RasterConversion.ToRaster(strip, false, saving.Depth, saving.Transfer, saving.Range, metadata);
        Clipped += clipped;
        _writer!.Write(raster);
    }

    /// <summary>Completes the file; returns warnings.</summary>
    public IReadOnlyList<string> End() => _writer!.End();
}

namespace Deconv.Imaging.Codecs;

/// <summary>Pixels as in a file, as read and written by codecs: interleaved, encoded, with alpha last and not premultiplied.</summary>
public sealed class Raster
{
    private readonly Array _samples;

    /// <summary>A black raster (transparent, if it has alpha).</summary>
    /// <param name="shape">Rows and pixels per row, at least 1x1.</param>
    /// <param name="channels">1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.</param>
    /// <param name="depth">Type of the samples.</param>
    /// <exception cref="ArgumentException">Other channels, an empty shape, or more samples than an array holds.</exception>
    public Raster(Shape shape, int channels, SampleDepth depth)
    {
        if (shape.IsEmpty || channels is < 1 or > 4 || (long)shape.Height * shape.Width * channels > Array.MaxLength)
            throw new ArgumentException(
                $"A raster of {shape} pixels with {channels} channels cannot be made; it needs 1 to 4 channels and at most {Array.MaxLength} samples."
            );
        (Shape, Channels, Depth) = (shape, channels, depth);
        int count = shape.Count * channels;
        _samples = depth switch
        {
            SampleDepth.UInt8 => new byte[count],
            SampleDepth.UInt16 => new ushort[count],
            _ => new float[count],
        };
    }

    /// <summary>Rows and pixels per row.</summary>
    public Shape Shape { get; }

    /// <summary>1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.</summary>
    public int Channels { get; }

    /// <summary>True when the last channel is alpha.</summary>
    public bool HasAlpha => Channels is 2 or 4;

    /// <summary>Type of the samples; only the span of that type can be used.</summary>
    public SampleDepth Depth { get; }

    /// <summary>Samples 0..255, when the depth is <see cref="SampleDepth.UInt8"/>.</summary>
    public Span<byte> Bytes => (byte[])_samples;

    /// <summary>Samples 0..65535 in the byte order of the machine, when the depth is <see cref="SampleDepth.UInt16"/>.</summary>
    public Span<ushort> Words => (ushort[])_samples;

    /// <summary>Samples with 1.0 = white, when the depth is <see cref="SampleDepth.Float32"/>.</summary>
    public Span<float> Floats => (float[])_samples;

    /// <summary>
    /// The curve of the samples and its description. A reader leaves it null if the file does not declare one; for a writer it is always set.
    /// </summary>
    public (TransferFunction Function, string Text)? Transfer { get; init; }

    /// <summary>Other metadata of the file.</summary>
    public ImageMetadata Metadata { get; init; } = ImageMetadata.None;

    /// <summary>How many images of which this is one the file holds, when the name said none; otherwise 1.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>What the reader had to omit or assume; one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

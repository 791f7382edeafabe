using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Deconv.Imaging.Codecs.Netpbm;

/// <summary>
/// Portable float map: gray ("Pf") and RGB ("PF") float32; reads both byte orders, writes little-endian. Rows run from the bottom up.
/// </summary>
public sealed class PfmCodec : IImageCodec
{
    /// <inheritdoc/>
    public string Name => "PFM";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = ["pfm"];

    /// <inheritdoc/>
    public IReadOnlyList<SampleDepth> Depths { get; } = [SampleDepth.Float32];

    /// <inheritdoc/>
    public bool HoldsAlpha => false;

    /// <inheritdoc/>
    public bool HoldsProfile => false;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) =>
        head.Length > 2 && head[0] == 'P' && head[1] is (byte)'f' or (byte)'F' && head[2] is (byte)'\n' or (byte)'\r' or (byte)' ';

    /// <inheritdoc/>
    public Raster Read(ImageSource source, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] file = source.Bytes();
        var header = new HeaderReader(file, source, comments: false);
        int channels = header.Word() == "PF" ? 3 : 1;
        long width = header.Number("width"),
            height = header.Number("height");
        Shape shape = source.CheckSize(height, width, channels, options);
        string word = header.Word();
        // The magnitude of the scale has no agreed meaning and is 1 in nearly all files; only its sign is used.
        if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double scale) || !double.IsFinite(scale) || scale == 0)
            throw source.Bad($"has the scale '{word}' in its header, which is not a number other than 0", "The file is damaged: get a new copy");
        int row = shape.Width * channels;
        if ((long)row * shape.Height * sizeof(float) > file.Length - header.Position)
            throw source.Bad(
                $"ends early: {(long)row * shape.Height * sizeof(float)} bytes of pixels are announced, {file.Length - header.Position} are there",
                "Copy it again"
            );
        var raster = new Raster(shape, channels, SampleDepth.Float32);
        for (int y = 0; y < shape.Height; y++)
        {
            Span<float> target = raster.Floats.Slice((shape.Height - 1 - y) * row, row);
            MemoryMarshal.Cast<byte, float>(file.AsSpan(header.Position + (int)((long)y * row * sizeof(float)), row * sizeof(float))).CopyTo(target);
            if (scale < 0 != BitConverter.IsLittleEndian)
                Reverse(target);
        }

        return raster;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(raster);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        (int height, int width) = raster.Shape;
        output.Write(
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(raster.Channels == 3 ? "PF" : "Pf")}\n{width} {height}\n-1.0\n"))
        );
        var row = new float[width * raster.Channels];
        for (int y = height - 1; y >= 0; y--)
        {
            raster.Floats.Slice(y * row.Length, row.Length).CopyTo(row);
            if (!BitConverter.IsLittleEndian)
                Reverse(row);
            output.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        return LeftOut.Of(raster.Metadata, options.StripMetadata, Name, Held.None);
    }

    private static void Reverse(Span<float> samples)
    {
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(samples);
        BinaryPrimitives.ReverseEndianness(bits, bits);
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Deconv.Imaging.Codecs;
using Deconv.Psfs;

namespace Deconv.Imaging.PsfFiles;

/// <summary>
/// NumPy arrays (.npy, format versions 1 to 3): one or two dimensions of floats or integers, both byte orders, C and Fortran order.
/// </summary>
internal static partial class NumpyArray
{
    public static ReadOnlySpan<byte> Signature => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static (Shape Shape, float[] Samples) Read(ImageSource source, LoadOptions options)
    {
        byte[] file = source.Bytes();
        bool first = file.Length > 6 && file[6] == 1;
        int start = first ? 10 : 12;
        if (file.Length < start)
            throw Truncated(source);
        if (file[6] is < 1 or > 3)
            throw source.Bad($"is a NumPy file of version {file[6]}", "Save it again with numpy.save, which writes version 1");
        long length = first ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        if (length > file.Length - start)
            throw Truncated(source);
        string header = Encoding.UTF8.GetString(file, start, (int)length);
        Match type = TypePattern().Match(header),
            order = OrderPattern().Match(header),
            size = ShapePattern().Match(header);
        if (!type.Success || !order.Success || !size.Success)
            throw source.Bad("has a NumPy header that is not that of a plain array", "Save a two-dimensional array of float32");
        string[] sizes = size.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (sizes.Length is 0 or > 2)
            throw source.Bad($"is an array with {sizes.Length} dimensions", "Save one with two: rows and columns");
        if (
            !long.TryParse(sizes[0], CultureInfo.InvariantCulture, out long height)
            | !long.TryParse(sizes[^1], CultureInfo.InvariantCulture, out long width)
        )
            throw source.Bad("has a NumPy header with a shape that is not legal", "Save the array again");
        if (sizes.Length == 1)
            height = 1;
        if (height == 0 || width == 0)
            throw new InvalidPsfException($"{source.Name} holds an empty array, so it holds no PSF. Save the array again.");
        Shape shape = source.CheckSize(height, width, 1, options);
        Func<ReadOnlyMemory<byte>, double> read =
            Reader(type.Groups[2].Value[0], type.Groups[3].Value, type.Groups[1].Value == ">")
            ?? throw source.Bad(
                $"holds elements of type {type.Groups[2].Value}{type.Groups[3].Value}",
                "Save it as float32, for instance with array.astype('float32')"
            );
        int bytes = int.Parse(type.Groups[3].Value, CultureInfo.InvariantCulture);
        ReadOnlyMemory<byte> data = file.AsMemory(start + (int)length);
        if ((long)shape.Count * bytes > data.Length)
            throw Truncated(source);
        bool fortran = order.Groups[1].Value == "True";
        var samples = new float[shape.Count];
        for (int i = 0; i < samples.Length; i++)
        {
            int at = fortran ? (i % shape.Height * shape.Width) + (i / shape.Height) : i;
            samples[at] = (float)read(data.Slice(i * bytes, bytes));
        }

        return (shape, samples);
    }

    public static void Write(Shape shape, ReadOnlySpan<float> samples, Stream output)
    {
        string header = string.Create(
            CultureInfo.InvariantCulture,
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape.Height}, {shape.Width}), }}"
        );
        // The data start at a multiple of 64 bytes, so that they can be memory-mapped.
        int length = ((10 + header.Length + 1 + 63) / 64 * 64) - 10;
        output.Write(Signature);
        output.Write([1, 0, (byte)length, (byte)(length >> 8)]);
        output.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        uint[] bits = MemoryMarshal.Cast<float, uint>(samples).ToArray();
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(bits, bits);
        output.Write(MemoryMarshal.AsBytes(bits.AsSpan()));
    }

    private static Func<ReadOnlyMemory<byte>, double>? Reader(char kind, string bytes, bool big) =>
        (kind, bytes) switch
        {
            ('f', "2") => m => (double)(big ? BinaryPrimitives.ReadHalfBigEndian(m.Span) : BinaryPrimitives.ReadHalfLittleEndian(m.Span)),
            ('f', "4") => m => big ? BinaryPrimitives.ReadSingleBigEndian(m.Span) : BinaryPrimitives.ReadSingleLittleEndian(m.Span),
            ('f', "8") => m => big ? BinaryPrimitives.ReadDoubleBigEndian(m.Span) : BinaryPrimitives.ReadDoubleLittleEndian(m.Span),
            ('b' or 'u', "1") => m => m.Span[0],
            ('i', "1") => m => (sbyte)m.Span[0],
            ('u', "2") => m => big ? BinaryPrimitives.ReadUInt16BigEndian(m.Span) : BinaryPrimitives.ReadUInt16LittleEndian(m.Span),
            ('i', "2") => m => big ? BinaryPrimitives.ReadInt16BigEndian(m.Span) : BinaryPrimitives.ReadInt16LittleEndian(m.Span),
            ('u', "4") => m => big ? BinaryPrimitives.ReadUInt32BigEndian(m.Span) : BinaryPrimitives.ReadUInt32LittleEndian(m.Span),
            ('i', "4") => m => big ? BinaryPrimitives.ReadInt32BigEndian(m.Span) : BinaryPrimitives.ReadInt32LittleEndian(m.Span),
            ('u', "8") => m => big ? BinaryPrimitives.ReadUInt64BigEndian(m.Span) : BinaryPrimitives.ReadUInt64LittleEndian(m.Span),
            ('i', "8") => m => big ? BinaryPrimitives.ReadInt64BigEndian(m.Span) : BinaryPrimitives.ReadInt64LittleEndian(m.Span),
            _ => null,
        };

    private static ImageFormatException Truncated(ImageSource source) => source.Bad("ends early: it is only part of a NumPy file", "Copy it again");

    [GeneratedRegex(@"'descr':\s*'([<>|=])([a-z])(\d+)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'fortran_order':\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape':\s*\(([\d,\s]*)\)")]
    private static partial Regex ShapePattern();
}

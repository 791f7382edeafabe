using System.Buffers.Binary;
using System.Text;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>The data of all IDAT chunks of a file as one stream, checksums verified; only one chunk is in memory.</summary>
/// <param name="file">The file, at its beginning; not closed.</param>
/// <param name="source">Names the file in errors.</param>
internal sealed class PngData(Stream file, ImageSource source) : Stream
{
    /// <summary>Bytes of the largest chunk that is accepted in this way; writers use a few thousand.</summary>
    private const uint MaxChunk = 1 << 26;

    private byte[] _chunk = [];
    private int _at;
    private int _end;
    private bool _over;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The chunks before and behind the data; the stream then begins with the first data.</summary>
    /// <param name="warnings">Receives what is left out.</param>
    public List<PngChunk> ReadHead(List<string> warnings)
    {
        var chunks = new List<PngChunk>();
        long data = 0;
        file.Position = PngChunk.Signature.Length;
        while (Header() is { } header)
        {
            if (header.Type == "IDAT")
            {
                data = data == 0 ? file.Position - 8 : data;
                file.Position += header.Length + 4L;
                if (file.Position > file.Length)
                    throw PngChunk.Truncated(source);
                continue;
            }

            if (header.Length > MaxChunk)
                throw PngChunk.Truncated(source);
            byte[] bytes = new byte[header.Length];
            if (Fill(bytes, bytes.Length, header.Type))
                chunks.Add(new(header.Type, bytes));
            else if (char.IsAsciiLetterUpper(header.Type[0]))
                throw Damaged(header.Type);
            else
                warnings.Add($"The {header.Type} chunk is damaged and was left out.");
            if (header.Type == "IEND")
                break;
        }

        if (data == 0)
            throw PngChunk.Truncated(source);
        file.Position = data;
        return chunks;
    }

    public override int Read(Span<byte> buffer)
    {
        while (_at == _end && !_over)
            Next();
        int count = Math.Min(buffer.Length, _end - _at);
        _chunk.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Next()
    {
        if (Header() is not { Type: "IDAT" } header)
        {
            _over = true;
            return;
        }

        if (header.Length > MaxChunk)
            throw PngChunk.Truncated(source);
        if (_chunk.Length < header.Length)
            _chunk = new byte[header.Length];
        (_at, _end) = (0, (int)header.Length);
        if (!Fill(_chunk, _end, header.Type))
            throw Damaged(header.Type);
    }

    private (uint Length, string Type)? Header()
    {
        Span<byte> start = stackalloc byte[8];
        if (file.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8)
            return null;
        foreach (byte letter in start[4..])
            if (!char.IsAsciiLetter((char)letter))
                throw source.Bad($"is damaged at byte {file.Position - 8} (no chunk name there)", "Get a new copy");
        return (BinaryPrimitives.ReadUInt32BigEndian(start), Encoding.ASCII.GetString(start[4..]));
    }

    /// <summary>Reads a chunk; false if its checksum is wrong.</summary>
    private bool Fill(byte[] bytes, int count, string type)
    {
        Span<byte> sum = stackalloc byte[4];
        if (file.ReadAtLeast(bytes.AsSpan(0, count), count, throwOnEndOfStream: false) < count)
            throw PngChunk.Truncated(source);
        if (file.ReadAtLeast(sum, 4, throwOnEndOfStream: false) < 4)
            throw PngChunk.Truncated(source);
        return BinaryPrimitives.ReadUInt32BigEndian(sum) == Crc32.Of(Encoding.ASCII.GetBytes(type), bytes.AsSpan(0, count));
    }

    private ImageFormatException Damaged(string type) =>
        source.Bad($"is damaged: the checksum of its {type} chunk before byte {file.Position} is wrong", "Get a new copy");
}

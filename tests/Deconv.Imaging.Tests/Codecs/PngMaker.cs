using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>A second, slow PNG encoder straight from the specification, for the kinds of file that the library reads but never writes.</summary>
internal static class PngMaker
{
    public static byte[] Make(
        int width,
        int height,
        int depth,
        int colorType,
        bool interlaced,
        Func<int, int, int, int> code,
        (string Type, byte[] Data)[]? before = null,
        bool wholeFilters = true
    )
    {
        int samples = colorType switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        using var raw = new MemoryStream();
        int[][] passes = interlaced
            ?
            [
                [0, 0, 8, 8],
                [0, 4, 8, 8],
                [4, 0, 8, 4],
                [0, 2, 4, 4],
                [2, 0, 4, 2],
                [0, 1, 2, 2],
                [1, 0, 2, 1],
            ]
            :
            [
                [0, 0, 1, 1],
            ];
        foreach (int[] pass in passes)
        {
            for (int y = pass[0]; y < height; y += pass[2])
            {
                var bits = new StringBuilder();
                for (int x = pass[1]; x < width; x += pass[3])
                for (int s = 0; s < samples; s++)
                    bits.Append(Convert.ToString(code(y, x, s), 2).PadLeft(depth, '0'));
                if (bits.Length == 0)
                    continue;
                while (bits.Length % 8 != 0)
                    bits.Append('0');
                byte[] row = [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.ToString(8 * i, 8), 2))];
                int step = Math.Max(1, samples * depth / 8);
                bool sub = wholeFilters && y % 2 == 1;
                raw.WriteByte((byte)(sub ? 1 : 0));
                for (int i = 0; i < row.Length; i++)
                    raw.WriteByte((byte)(row[i] - (sub && i >= step ? row[i - step] : 0)));
            }
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(raw.ToArray());
        byte[] data = packed.ToArray();
        var chunks = new List<byte[]> { Chunk("IHDR", Header(width, height, depth, colorType, interlaced)) };
        chunks.AddRange((before ?? []).Select(c => Chunk(c.Type, c.Data)));
        // Two data chunks, because readers must join them.
        chunks.Add(Chunk("IDAT", data[..(data.Length / 2)]));
        chunks.Add(Chunk("IDAT", data[(data.Length / 2)..]));
        chunks.Add(Chunk("IEND", []));
        return [137, 80, 78, 71, 13, 10, 26, 10, .. chunks.SelectMany(c => c)];
    }

    public static byte[] Header(int width, int height, int depth, int colorType, bool interlaced)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colorType, interlaced ? (byte)1 : (byte)0);
        return header;
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        uint crc = ~0u;
        foreach (byte b in body)
        {
            crc ^= b;
            for (int k = 0; k < 8; k++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), ~crc);
        return chunk;
    }
}

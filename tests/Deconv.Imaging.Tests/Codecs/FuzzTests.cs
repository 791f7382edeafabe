using Deconv.Imaging.Codecs.Netpbm;
using Deconv.Imaging.Codecs.Png;

namespace Deconv.Imaging.Tests.Codecs;

public class FuzzTests
{
    [Fact]
    public void Damaged_files_are_an_error_or_a_picture_of_finite_light()
    {
        byte[][] seeds = [.. Seeds()];
        var random = new Random(20240607);
        int read = 0,
            refused = 0;
        for (int round = 0; round < 2400; round++)
        {
            byte[] file = Mutate(seeds[round % seeds.Length], random);
            try
            {
                using Photograph photograph = ImageFile.Load(new MemoryStream(file), new LoadOptions { MaxPixels = 1_000_000 }, "fuzz");
                for (int c = 0; c < photograph.Color.Count; c++)
                    foreach (float x in photograph.Color[c])
                        Assert.True(float.IsFinite(x));
                read++;
            }
            catch (ImageFormatException e)
            {
                Assert.StartsWith("fuzz ", e.Message, StringComparison.Ordinal);
                Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        // Both must happen, or the mutations are too weak or too strong to test anything.
        Assert.True(read > 200 && refused > 200, $"{read} read, {refused} refused");
    }

    private static IEnumerable<byte[]> Seeds()
    {
        foreach (bool interlaced in new[] { false, true })
        {
            yield return PngMaker.Make(11, 9, 16, 6, interlaced, (y, x, s) => (y * x * 91) + s);
            yield return PngMaker.Make(11, 9, 4, 3, interlaced, (y, x, _) => (y + x) % 5, [("PLTE", new byte[15]), ("tRNS", [1, 2])]);
            yield return PngMaker.Make(
                11,
                9,
                8,
                2,
                interlaced,
                (y, x, s) => y + x + s,
                [("gAMA", [0, 0, 0xB1, 0x8F]), ("zTXt", [.. "a\0\0"u8, 1, 2, 3]), ("iTXt", [.. "a\0\0\0\0\0b"u8])]
            );
        }

        foreach (int channels in new[] { 1, 3 })
        {
            yield return Pictures.Encode(new PfmCodec(), Pictures.Random(new Shape(5, 7), channels, SampleDepth.Float32));
            yield return Pictures.Encode(NetpbmCodec.Pnm, Pictures.Random(new Shape(5, 7), channels, SampleDepth.UInt16));
            yield return Pictures.Encode(NetpbmCodec.Pam, Pictures.Random(new Shape(5, 7), channels + 1, SampleDepth.UInt8));
        }

        yield return "P1\n# c\n3 2\n101 0 1 0"u8.ToArray();
        yield return "P2 3 2 9\n1 2 3 4 5 6"u8.ToArray();
        yield return [.. "P4 9 2\n"u8, 1, 2, 3, 4];
    }

    internal static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> file = [.. seed];
        for (int edits = random.Next(1, 5); edits > 0; edits--)
        {
            int at = random.Next(file.Count),
                kind = random.Next(6);
            if (kind == 0)
                file[at] ^= (byte)(1 << random.Next(8));
            else if (kind == 1)
                file[at] = (byte)random.Next(256);
            else if (kind == 2 && file.Count > 8)
                file.RemoveRange(at, random.Next(1, Math.Min(8, file.Count - at) + 1));
            else if (kind == 3)
                file.InsertRange(at, file.GetRange(at, Math.Min(random.Next(1, 20), file.Count - at)));
            else if (kind == 4)
                file[at] = (byte)"0159 -+.enfP\n#"[random.Next(14)];
            else
                file[Math.Min(at, 40)] ^= 0xFF;
            if (file.Count == 0)
                file.Add(0);
        }

        byte[] result = [.. file];
        // Mostly with the checksums put right, so that the damage gets past them.
        if (random.Next(4) != 0)
            FixChecksums(result);
        return result;
    }

    private static void FixChecksums(byte[] file)
    {
        if (!file.AsSpan().StartsWith(PngChunk.Signature))
            return;
        for (int at = 8; at + 12 <= file.Length; )
        {
            uint length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                return;
            string type = System.Text.Encoding.Latin1.GetString(file, at + 4, 4);
            if (type.All(char.IsAscii))
                PngMaker.Chunk(type, file[(at + 8)..(at + 8 + (int)length)]).CopyTo(file, at);
            at += 12 + (int)length;
        }
    }
}

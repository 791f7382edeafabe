using System.Buffers.Binary;

namespace Deconv.Benchmarks.Fuzzing;

/// <summary>Damages files at random: flipped bits, lost, repeated and moved parts.</summary>
internal static class Mutator
{
    /// <summary>Characters that have a meaning in text files.</summary>
    private static readonly byte[] Special = [.. "0159 -+.,enf{}[]\":P\n#"u8];

    /// <summary>One to five changes. Checksums of PNG chunks are usually corrected, so that the damage is not found by them.</summary>
    public static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> file = [.. seed];
        for (int edits = random.Next(1, 6); edits > 0 && file.Count > 0; edits--)
        {
            // Damage of headers has the largest effect.
            int at = random.Next(3) == 0 ? random.Next(Math.Min(64, file.Count)) : random.Next(file.Count);
            switch (random.Next(8))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[at] = (byte)random.Next(256);
                    break;
                case 2:
                    file.RemoveRange(at, Math.Min(random.Next(1, 9), file.Count - at));
                    break;
                case 3:
                    file.InsertRange(at, file.GetRange(at, Math.Min(random.Next(1, 20), file.Count - at)));
                    break;
                case 4:
                    file[at] = Special[random.Next(Special.Length)];
                    break;
                case 5:
                    file.RemoveRange(at, file.Count - at);
                    break;
                case 6:
                    for (int i = at; i < Math.Min(at + 4, file.Count); i++)
                        file[i] = (byte)(random.Next(2) == 0 ? 0xFF : 0);
                    break;
                default:
                    int from = random.Next(file.Count);
                    file.InsertRange(at, file.GetRange(from, Math.Min(random.Next(1, 40), file.Count - from)));
                    break;
            }
        }

        byte[] result = [.. file];
        if (random.Next(4) != 0)
            FixPngChecksums(result);
        return result;
    }

    private static void FixPngChecksums(byte[] file)
    {
        if (!file.AsSpan().StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]))
            return;
        for (int at = 8; at + 12 <= file.Length; )
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                return;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), PngChecksum.Of(file.AsSpan(at + 4, 4 + (int)length)));
            at += 12 + (int)length;
        }
    }
}

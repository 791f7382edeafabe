using System.Security.Cryptography;
using System.Text;

namespace Deconv.Objectives.Priors.Patches;

/// <content>
/// The file, little-endian: "DCVGMM" and the version 1 as two bytes; the provenance (length and UTF-8, as <see cref="BinaryWriter"/> writes strings);
/// the number of components as four bytes; for each its weight, tail (float32), rank (one byte), variances (float32) and directions (float16);
/// at the end the SHA-256 of all that comes before.
/// </content>
public sealed partial class GaussianMixture
{
    private const int Version = 1;
    private const int MaxFileBytes = 64 << 20;

    private static ReadOnlySpan<byte> Signature => "DCVGMM"u8;

    /// <summary>Reads a mixture from the position of a stream to its end.</summary>
    /// <param name="stream">Need not seek; is not closed.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <exception cref="InvalidDataException">Not a mixture, of another version, truncated, or altered (the SHA-256 at its end does not
    /// match).</exception>
    public static GaussianMixture Load(Stream stream, string name = "The input stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] file = ReadAll(stream, name);
        ReadOnlySpan<byte> content = file.AsSpan(0, Math.Max(0, file.Length - SHA256.HashSizeInBytes)),
            hash = file.AsSpan(content.Length);
        if (content.Length < Signature.Length + 2 || !content[..Signature.Length].SequenceEqual(Signature))
            throw new InvalidDataException($"{name} is not a patch mixture. GaussianMixture.Train makes one.");
        int version = content[Signature.Length] | (content[Signature.Length + 1] << 8);
        if (version != Version)
            throw new InvalidDataException($"{name} is a patch mixture of version {version}; this program reads version {Version}. Train it again.");
        string actual = Convert.ToHexStringLower(SHA256.HashData(content)),
            expected = Convert.ToHexStringLower(hash);
        if (actual != expected)
            throw new InvalidDataException(
                $"{name} is damaged: its contents have SHA-256 {actual}, but {expected} is stored at its end. Get a new copy."
            );
        try
        {
            return Parse(new BinaryReader(new MemoryStream(file, Signature.Length + 2, content.Length - Signature.Length - 2), Encoding.UTF8));
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{name} is a patch mixture that ends too early or holds values out of range. Train it again.", e);
        }
    }

    /// <summary>Writes the mixture. Directions are rounded to half precision.</summary>
    /// <param name="stream">Need not seek; is not closed.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Signature);
            writer.Write((ushort)Version);
            writer.Write(Provenance);
            writer.Write(Count);
            foreach (Component component in _components)
            {
                writer.Write(component.Weight);
                writer.Write(component.Tail);
                writer.Write((byte)component.Rank);
                foreach (float variance in component.Variances)
                    writer.Write(variance);
                foreach (float sample in component.Directions)
                    writer.Write((Half)sample);
            }
        }

        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    private static byte[] ReadAll(Stream stream, string name)
    {
        var all = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int read; (read = stream.Read(part)) > 0; )
        {
            all.Write(part, 0, read);
            if (all.Length > MaxFileBytes)
                throw new InvalidDataException($"{name} is larger than {MaxFileBytes >> 20} MB, which no patch mixture is.");
        }

        return all.ToArray();
    }

    private static GaussianMixture Parse(BinaryReader reader)
    {
        string provenance = reader.ReadString();
        int count = reader.ReadInt32();
        if (count is < 1 or > 4096)
            throw new FormatException($"{count} components");
        var components = new Component[count];
        for (int k = 0; k < count; k++)
        {
            (float weight, float tail) = (Checked(reader.ReadSingle()), Checked(reader.ReadSingle()));
            int rank = reader.ReadByte();
            if (rank > PatchGeometry.Dimensions || weight == 0)
                throw new FormatException($"rank {rank}, weight {weight}");
            float[] variances = new float[rank],
                directions = new float[rank * PatchGeometry.Samples];
            foreach (ref float variance in variances.AsSpan())
                variance = Checked(reader.ReadSingle());
            foreach (ref float sample in directions.AsSpan())
            {
                sample = (float)reader.ReadHalf();
                if (!(Math.Abs(sample) <= 1))
                    throw new FormatException($"direction {sample}");
            }

            for (int i = 0; i < rank; i++)
                if (variances[i] < (i + 1 < rank ? variances[i + 1] : tail))
                    throw new FormatException("variances out of order");
            components[k] = new(weight, tail, variances, directions);
        }

        return new GaussianMixture(components, provenance);
    }

    private static float Checked(float value) => value is >= 0 and < 1e6f ? value : throw new FormatException($"value {value}");
}

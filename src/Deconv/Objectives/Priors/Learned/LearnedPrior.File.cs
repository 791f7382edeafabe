using System.Security.Cryptography;
using System.Text;

namespace Deconv.Objectives.Priors.Learned;

/// <content>
/// The file, little-endian: "DCVNET" and the version 1 as two bytes; the provenance (length and UTF-8, as <see cref="BinaryReader"/> reads strings);
/// deviation, power and pull of every call (float32); the layers of <see cref="NetworkShape"/>, weights (float16) by
/// output channel, input channel, row and column, then the biases (float32); at the end the SHA-256 of all that comes before.
/// </content>
public sealed partial class LearnedPrior
{
    private const int Version = 1;
    private const int MaxFileBytes = 16 << 20;

    private static ReadOnlySpan<byte> Signature => "DCVNET"u8;

    /// <summary>Reads a prior from the position of a stream to its end.</summary>
    /// <param name="stream">Need not seek; is not closed.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <exception cref="InvalidDataException">Not a prior, of another version, truncated, or altered (the SHA-256 at its end does not
    /// match).</exception>
    public static LearnedPrior Load(Stream stream, string name = "The input stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] file = ReadAll(stream, name);
        ReadOnlySpan<byte> content = file.AsSpan(0, Math.Max(0, file.Length - SHA256.HashSizeInBytes)),
            hash = file.AsSpan(content.Length);
        if (content.Length < Signature.Length + 2 || !content[..Signature.Length].SequenceEqual(Signature))
            throw new InvalidDataException($"{name} is not a learned prior. tools/train-prior makes one.");
        int version = content[Signature.Length] | (content[Signature.Length + 1] << 8);
        if (version != Version)
            throw new InvalidDataException($"{name} is a learned prior of version {version}; this program reads version {Version}. Train it again.");
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
            throw new InvalidDataException($"{name} is a learned prior that ends too early or holds values out of range. Train it again.", e);
        }
    }

    private static LearnedPrior Parse(BinaryReader reader)
    {
        string provenance = reader.ReadString();
        var calls = new NetworkCall[NetworkShape.Calls];
        foreach (ref NetworkCall call in calls.AsSpan())
        {
            call = new(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
            if (!(call.Deviation is > 0 and < 1 && float.IsFinite(call.Power) && call.Pull is > 0 and < 1e6f))
                throw new FormatException("A call is out of range.");
        }

        var layers = new List<LayerWeights>();
        foreach ((int outputs, int inputs, int side) in NetworkShape.Layers)
        {
            float[] weights = new float[outputs * inputs * side * side],
                bias = new float[outputs];
            foreach (ref float weight in weights.AsSpan())
                weight = (float)reader.ReadHalf();
            foreach (ref float value in bias.AsSpan())
                value = reader.ReadSingle();
            if (!Array.TrueForAll(weights, float.IsFinite) || !Array.TrueForAll(bias, float.IsFinite))
                throw new FormatException("A weight is not finite.");
            layers.Add(new(outputs, inputs, side * side, weights, bias));
        }

        return reader.BaseStream.Position == reader.BaseStream.Length
            ? new(provenance, layers, calls)
            : throw new FormatException("The file is longer than its layers.");
    }

    private static byte[] ReadAll(Stream stream, string name)
    {
        var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            all.Write(buffer, 0, read);
            if (all.Length > MaxFileBytes)
                throw new InvalidDataException($"{name} is not a learned prior: it is larger than {MaxFileBytes >> 20} MB.");
        }

        return all.ToArray();
    }
}

using System.Security.Cryptography;
using System.Text;
using Deconv.Objectives.Priors.Learned;
using Xunit;

namespace Deconv.Tests.Objectives.Priors.Learned;

/// <summary>The file of a learned prior.</summary>
public class LearnedPriorTests
{
    [Fact]
    public void What_is_written_as_described_is_read()
    {
        LearnedPrior prior = LearnedPrior.Load(new MemoryStream(File()));
        Assert.Equal("drawn", prior.Provenance);
        Assert.Equal([0.03f, 0.02f, 0.015f, 0.01f], prior.Calls.Select(c => c.Deviation));
        Assert.All(prior.Calls, c => Assert.Equal((0.25f, 0.5f), (c.Power, c.Pull)));
        Assert.Equal(NetworkShape.Layers, prior.Layers.Select(l => (l.Outputs, l.Inputs, (int)Math.Sqrt(l.Taps))));
        LayerWeights second = prior.Layers[1];
        Assert.Equal(Weight(1, (3 * 32 * 9) + (5 * 9) + 7), second[3, 5, 7]);
        Assert.Equal(Bias(1, 3), second.Bias(3));
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        byte[] file = File();
        foreach (int at in (int[])[9, 20, file.Length / 2, file.Length - 40, file.Length - 1])
        {
            byte[] changed = [.. file];
            changed[at] ^= 1;
            Assert.Contains("SHA-256", Message(changed), StringComparison.Ordinal);
        }

        Assert.Contains("SHA-256", Message(file[..^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_and_versions_are_told_apart()
    {
        byte[] other = File();
        other[6] = 2;
        Assert.Contains("version 2", Message(other), StringComparison.Ordinal);
        Assert.Contains("not a learned prior", Message([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("not a learned prior", Message(new byte[200]), StringComparison.Ordinal);
    }

    /// <summary>Right hash, impossible contents.</summary>
    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Contains("out of range", Message(File(deviation: 0)), StringComparison.Ordinal);
        Assert.Contains("out of range", Message(File(deviation: float.NaN)), StringComparison.Ordinal);
        Assert.Contains("out of range", Message(File(layers: 10)), StringComparison.Ordinal);
        Assert.Contains("out of range", Message(File(rest: 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_prior_says_where_it_comes_from()
    {
        string provenance = LearnedPrior.Default.Provenance;
        Assert.Contains("tools/train-prior", provenance, StringComparison.Ordinal);
        Assert.Contains("CC0", provenance, StringComparison.Ordinal);
    }

    /// <summary>Values that half precision holds.</summary>
    private static float Weight(int layer, int at) => ((((layer + 1) * 31) + at) % 64 / 64f) - 0.5f;

    private static float Bias(int layer, int at) => (layer + at) / 8f;

    private static byte[] File(float deviation = 0.03f, int layers = 11, int rest = 0)
    {
        var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        writer.Write("DCVNET"u8);
        writer.Write((ushort)1);
        writer.Write("drawn");
        foreach (float told in (float[])[deviation, 0.02f, 0.015f, 0.01f])
        {
            writer.Write(told);
            writer.Write(0.25f);
            writer.Write(0.5f);
        }

        for (int layer = 0; layer < layers; layer++)
        {
            (int outputs, int inputs, int side) = NetworkShape.Layers[layer];
            for (int i = 0; i < outputs * inputs * side * side; i++)
                writer.Write((Half)Weight(layer, i));
            for (int i = 0; i < outputs; i++)
                writer.Write(Bias(layer, i));
        }

        writer.Write(new byte[rest]);
        writer.Flush();
        return [.. content.ToArray(), .. SHA256.HashData(content.ToArray())];
    }

    private static string Message(byte[] file) => Assert.Throws<InvalidDataException>(() => LearnedPrior.Load(new MemoryStream(file), "It")).Message;
}

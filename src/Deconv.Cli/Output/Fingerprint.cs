using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Output;

/// <summary>SHA-256 of files, samples and PSFs, as lower-case hexadecimal.</summary>
internal static class Fingerprint
{
    /// <summary>Hash of the bytes of a file; null for standard input and output (-), pipes and devices, which cannot be read again.</summary>
    /// <exception cref="ImageFormatException">The file cannot be read.</exception>
    public static string? OfFile(string path)
    {
        if (path == "-" || FileStatus.IsSpecial(path))
            return null;
        try
        {
            using FileStream file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException($"{path} cannot be read ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>Hash of height, width and number of planes, then every sample as float32, little-endian.</summary>
    public static string Of(PlanarImage image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, image.Shape.Height, image.Shape.Width, image.Count);
        for (int plane = 0; plane < image.Count; plane++)
        for (int y = 0; y < image.Shape.Height; y++)
            Append(hash, image.Row(plane, y));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Hash of height, width, row and column of the origin, then every sample.</summary>
    public static string Of(Psf psf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, psf.Shape.Height, psf.Shape.Width, psf.OriginRow, psf.OriginColumn);
        Append(hash, psf.Samples);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Samples as bytes, as they are hashed and stored.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> samples)
    {
        int[] words = MemoryMarshal.Cast<float, int>(samples).ToArray();
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(words, words);
        return MemoryMarshal.AsBytes(words.AsSpan()).ToArray();
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<float> samples) =>
        hash.AppendData(BitConverter.IsLittleEndian ? MemoryMarshal.AsBytes(samples) : Bytes(samples));

    private static void Append(IncrementalHash hash, params ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], numbers[i]);
        hash.AppendData(bytes);
    }
}

namespace Deconv.Imaging.Codecs.Png;

/// <summary>The checksum of zlib (RFC 1950): one plus the sum of all bytes, and the sum of all those sums, both modulo 65521.</summary>
internal readonly struct Adler32
{
    private const uint Modulus = 65521;

    // The largest number of bytes whose sums fit in 32 bits.
    private const int Run = 5552;

    private readonly uint _bytesSum;
    private readonly uint _sumsSum;
    private readonly long _length;

    private Adler32(uint bytesSum, uint sumsSum, long length) => (_bytesSum, _sumsSum, _length) = (bytesSum, sumsSum, length);

    /// <summary>The checksum as stored in a file. That of no bytes is 1.</summary>
    public uint Value => (_sumsSum << 16) | ((_bytesSum + 1) % Modulus);

    public static Adler32 Of(ReadOnlySpan<byte> data)
    {
        // Stored without the leading one, so that the sums of pieces can be added; it contributes once per byte to the second sum.
        (uint a, uint b, long length) = (1, 0, data.Length);
        while (!data.IsEmpty)
        {
            ReadOnlySpan<byte> run = data[..Math.Min(Run, data.Length)];
            foreach (byte value in run)
            {
                a += value;
                b += a;
            }

            data = data[run.Length..];
            (a, b) = (a % Modulus, b % Modulus);
        }

        return new Adler32((a + Modulus - 1) % Modulus, b, length);
    }

    /// <summary>The checksum of the concatenation of these bytes and others.</summary>
    public Adler32 Then(Adler32 next) =>
        new(
            (_bytesSum + next._bytesSum) % Modulus,
            (uint)((_sumsSum + next._sumsSum + ((ulong)_bytesSum * (ulong)(next._length % Modulus))) % Modulus),
            _length + next._length
        );
}

using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Jpeg;

/// <summary>The image resources of Photoshop, in which JPEG files carry IPTC records.</summary>
internal static class PhotoshopResources
{
    private const int IptcRecords = 0x0404;

    private static ReadOnlySpan<byte> Prefix => "Photoshop 3.0\0"u8;

    private static ReadOnlySpan<byte> Signature => "8BIM"u8;

    /// <summary>The IPTC records among the resources; null if there are none. Without the prefix, all of it is taken as records.</summary>
    public static byte[]? Iptc(ReadOnlySpan<byte> resources)
    {
        if (!resources.StartsWith(Prefix))
            return resources.ToArray();
        resources = resources[Prefix.Length..];
        // Signature, number, a name that is padded to an even length, size, and data, padded too.
        while (resources.Length >= 12 && resources.StartsWith(Signature))
        {
            int id = BinaryPrimitives.ReadUInt16BigEndian(resources[4..]);
            int at = 6 + Even(resources[6] + 1);
            if (at + 4 > resources.Length)
                return null;
            uint size = BinaryPrimitives.ReadUInt32BigEndian(resources[at..]);
            at += 4;
            if (size > resources.Length - at)
                return null;
            if (id == IptcRecords)
                return resources.Slice(at, (int)size).ToArray();
            resources = resources[Math.Min(resources.Length, at + Even((int)size))..];
        }

        return null;
    }

    /// <summary>Resources that hold only these IPTC records.</summary>
    public static byte[] Of(byte[] iptc)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, iptc.Length);
        byte[] padding = iptc.Length % 2 == 0 ? [] : [0];
        return [.. Prefix, .. Signature, IptcRecords >> 8, IptcRecords & 255, 0, 0, .. size, .. iptc, .. padding];
    }

    private static int Even(int length) => length + (length & 1);
}

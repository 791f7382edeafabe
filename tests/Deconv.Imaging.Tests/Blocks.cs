using System.Buffers.Binary;

namespace Deconv.Imaging.Tests;

/// <summary>Metadata blocks made by hand, byte by byte.</summary>
internal static class Blocks
{
    public static ImageMetadata Metadata() =>
        new()
        {
            IccProfile = Icc(2.2),
            Exif = Exif(),
            Xmp = [.. "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"u8],
        };

    /// <summary>A small RGB display profile with one gamma for all channels.</summary>
    public static byte[] Icc(double gamma)
    {
        string[] tags = ["rTRC", "gTRC", "bTRC", "rXYZ", "gXYZ", "bXYZ", "wtpt"];
        int start = 132 + (12 * tags.Length);
        var profile = new byte[start + 16 + 20];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        profile[8] = 2;
        "mntrRGB XYZ "u8.CopyTo(profile.AsSpan(12));
        "acsp"u8.CopyTo(profile.AsSpan(36));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(128), tags.Length);
        for (int i = 0; i < tags.Length; i++)
        {
            Span<byte> entry = profile.AsSpan(132 + (12 * i), 12);
            System.Text.Encoding.ASCII.GetBytes(tags[i], entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], i < 3 ? start : start + 16);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], i < 3 ? 14 : 20);
        }

        "curv"u8.CopyTo(profile.AsSpan(start));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(start + 8), 1);
        BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(start + 12), (ushort)Math.Round(gamma * 256));
        "XYZ "u8.CopyTo(profile.AsSpan(start + 16));
        return profile;
    }

    /// <summary>A little-endian EXIF block with an orientation, a camera name, and bytes behind it that no rewriting would keep.</summary>
    public static byte[] Exif(int orientation = 1)
    {
        byte[] name = [.. "Camera of the test\0"u8];
        var exif = new List<byte>([.. "II*\0"u8, 8, 0, 0, 0, 2, 0]);
        exif.AddRange([0x0F, 0x01, 2, 0, (byte)name.Length, 0, 0, 0, 38, 0, 0, 0]);
        exif.AddRange([0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0]);
        exif.AddRange([0, 0, 0, 0]);
        exif.AddRange(name);
        exif.AddRange("private maker note"u8);
        return [.. exif];
    }
}

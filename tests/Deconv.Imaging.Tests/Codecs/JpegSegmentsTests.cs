using Deconv.Imaging.Codecs.Jpeg;

namespace Deconv.Imaging.Tests.Codecs;

public class JpegSegmentsTests
{
    [Fact]
    public void EXIF_is_replaced_and_all_else_kept()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 3, 9, 0xFF, 0xE1, 0, 9, .. "Exif\0\0"u8, 5, 0xFF, 0xE1, 0, 4, 7, 7, 0xFF, 0xDA, 0, 2, 1, 2, 3];
        using var output = new MemoryStream();
        Assert.True(JpegSegments.Copy(jpeg, [1, 2], [], output));
        byte[] expected =
        [
            0xFF,
            0xD8,
            0xFF,
            0xE0,
            0,
            3,
            9,
            0xFF,
            0xE1,
            0,
            10,
            .. "Exif\0\0"u8,
            1,
            2,
            0xFF,
            0xE1,
            0,
            4,
            7,
            7,
            0xFF,
            0xDA,
            0,
            2,
            1,
            2,
            3,
        ];
        Assert.Equal(expected, output.ToArray());
        Assert.False(JpegSegments.Copy(jpeg, new byte[66000], [], new MemoryStream()));
    }

    [Fact]
    public void Damaged_segments_do_no_harm()
    {
        var random = new Random(4);
        for (int i = 0; i < 3000; i++)
        {
            var bytes = new byte[random.Next(2, 200)];
            random.NextBytes(bytes);
            for (int k = 0; k < 4; k++)
                if (random.Next(bytes.Length - 1) is var at)
                    (bytes[at], bytes[at + 1]) = (0xFF, (byte)(random.Next(2) == 0 ? 0xDB : 0xE1));
            if (bytes.Length > 4)
                (bytes[2], bytes[3]) = (0xFF, 0xDB);
            JpegSegments.EstimateQuality(bytes);
            JpegSegments.Copy(bytes, [1], [], new MemoryStream());
        }
    }
}

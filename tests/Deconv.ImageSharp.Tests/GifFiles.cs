namespace Deconv.ImageSharp.Tests;

/// <summary>GIF files whose pictures cover parts of the canvas. The palette is black, white, red, green.</summary>
internal static class GifFiles
{
    /// <summary>A picture of a file.</summary>
    /// <param name="Place">Where it lies on the canvas.</param>
    /// <param name="Color">Of a pixel, 0 to 3, by column and row.</param>
    /// <param name="Transparent">A color that lets what was there before through; null for none.</param>
    /// <param name="Disposal">What happens to it afterwards: 0 or 1 it stays, 2 it is erased, 3 what was there before comes back.</param>
    public sealed record Picture(Rectangle Place, Func<int, int, int> Color, byte? Transparent = null, byte Disposal = 1);

    public static byte[] Make(int width, int height, params Picture[] pictures)
    {
        using var file = new MemoryStream();
        file.Write("GIF89a"u8);
        file.Write([(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x81, 0, 0]);
        file.Write([0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 255, 0]);
        foreach (Picture picture in pictures)
        {
            file.Write([0x21, 0xF9, 4, (byte)((picture.Disposal << 2) | (picture.Transparent is null ? 0 : 1)), 10, 0, picture.Transparent ?? 0, 0]);
            Rectangle place = picture.Place;
            file.WriteByte(0x2C);
            foreach (int number in (int[])[place.X, place.Y, place.Width, place.Height])
                file.Write([(byte)number, (byte)(number >> 8)]);
            file.Write([0, 2]);
            byte[] codes = Codes(picture);
            for (int i = 0; i < codes.Length; i += 255)
            {
                int length = Math.Min(255, codes.Length - i);
                file.WriteByte((byte)length);
                file.Write(codes, i, length);
            }

            file.WriteByte(0);
        }

        file.WriteByte(0x3B);
        return file.ToArray();
    }

    /// <summary>Codes of 3 bits: the dictionary is cleared before it grows beyond them.</summary>
    private static byte[] Codes(Picture picture)
    {
        const int Clear = 4,
            End = 5;
        var codes = new List<int>();
        for (int y = 0; y < picture.Place.Height; y++)
        for (int x = 0; x < picture.Place.Width; x++)
        {
            if (((y * picture.Place.Width) + x) % 2 == 0)
                codes.Add(Clear);
            codes.Add(picture.Color(x, y));
        }

        codes.Add(End);
        byte[] bytes = new byte[((codes.Count * 3) + 7) / 8];
        for (int i = 0; i < codes.Count * 3; i++)
            bytes[i / 8] |= (byte)(((codes[i / 3] >> (i % 3)) & 1) << (i % 8));
        return bytes;
    }
}

using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>Turns one row of PNG bytes into samples: packed bits are widened to 8, palettes are looked up, transparent colors get alpha 0.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly byte[] _paletteAlpha;
    private readonly ushort[]? _key;
    private readonly ImageSource _source;

    public PngPixels(PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency, ImageSource source)
    {
        (_header, _source, _palette, _paletteAlpha) = (header, source, palette.ToArray(), transparency.ToArray());
        bool isPalette = header.ColorType == PngHeader.Palette;
        if (isPalette && (palette.Length is 0 or > 768 || palette.Length % 3 != 0))
            throw source.Bad($"has a palette of {palette.Length} bytes, which is not legal", "The file is damaged: get a new copy");
        if (!isPalette && !transparency.IsEmpty && header.ColorType is PngHeader.Gray or PngHeader.Rgb && transparency.Length >= 2 * header.Samples)
        {
            _key = new ushort[header.Samples];
            for (int i = 0; i < _key.Length; i++)
                _key[i] = BinaryPrimitives.ReadUInt16BigEndian(transparency[(2 * i)..]);
        }

        Channels = header.ColorType switch
        {
            PngHeader.Palette => transparency.IsEmpty ? 3 : 4,
            _ => header.Samples + (_key is null ? 0 : 1),
        };
    }

    /// <summary>Channels of the raster.</summary>
    public int Channels { get; }

    /// <summary>8-bit samples from a row of at most 8 bits. Overwrites <paramref name="samples"/>, which holds whole pixels.</summary>
    public void Expand(ReadOnlySpan<byte> row, Span<byte> samples)
    {
        if (_header.ColorType == PngHeader.Palette)
            ExpandPalette(row, samples);
        else if (_key is null && _header.BitDepth == 8)
            row[..samples.Length].CopyTo(samples);
        else
        {
            int colors = _header.Samples,
                scale = 255 / ((1 << _header.BitDepth) - 1);
            for (int i = 0, sample = 0; i < samples.Length; i += Channels)
            {
                bool transparent = _key is not null;
                for (int c = 0; c < colors; c++, sample++)
                {
                    int value = Code(row, sample);
                    samples[i + c] = (byte)(value * scale);
                    transparent = transparent && value == _key![c];
                }

                if (_key is not null)
                    samples[i + colors] = transparent ? (byte)0 : (byte)255;
            }
        }
    }

    /// <summary>16-bit samples from a row of 16 bits. Overwrites <paramref name="samples"/>, which holds whole pixels.</summary>
    public void Expand(ReadOnlySpan<byte> row, Span<ushort> samples)
    {
        int colors = _header.Samples;
        for (int i = 0, at = 0; i < samples.Length; i += Channels)
        {
            bool transparent = _key is not null;
            for (int c = 0; c < colors; c++, at += 2)
            {
                ushort value = BinaryPrimitives.ReadUInt16BigEndian(row[at..]);
                samples[i + c] = value;
                transparent = transparent && value == _key![c];
            }

            if (_key is not null)
                samples[i + colors] = transparent ? (ushort)0 : ushort.MaxValue;
        }
    }

    private void ExpandPalette(ReadOnlySpan<byte> row, Span<byte> samples)
    {
        for (int i = 0, pixel = 0; i < samples.Length; i += Channels, pixel++)
        {
            int index = Code(row, pixel);
            if (3 * index >= _palette.Length)
                throw _source.Bad($"uses color {index} of a palette of {_palette.Length / 3}", "The file is damaged: get a new copy");
            _palette.AsSpan(3 * index, 3).CopyTo(samples[i..]);
            if (Channels == 4)
                samples[i + 3] = index < _paletteAlpha.Length ? _paletteAlpha[index] : (byte)255;
        }
    }

    private int Code(ReadOnlySpan<byte> row, int sample)
    {
        int depth = _header.BitDepth;
        if (depth == 8)
            return row[sample];
        int bit = sample * depth;
        return (row[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
}

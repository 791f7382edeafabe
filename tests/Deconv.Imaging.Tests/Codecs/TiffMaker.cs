using BitMiracle.LibTiff.Classic;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>Makes TIFF files of every kind through LibTiff.</summary>
internal sealed record TiffMaker
{
    public int Width { get; init; } = 37;

    public int Height { get; init; } = 29;

    public int Channels { get; init; } = 1;

    public int Bits { get; init; } = 8;

    public SampleFormat Format { get; init; } = SampleFormat.UINT;

    public Photometric Photometric { get; init; } = Photometric.MINISBLACK;

    public Compression Compression { get; init; } = Compression.NONE;

    public Predictor Predictor { get; init; } = Predictor.NONE;

    public bool Planar { get; init; }

    public bool Tiled { get; init; }

    /// <summary>"l" for little-endian, "b" for big-endian, with "8" for BigTIFF.</summary>
    public string Order { get; init; } = "l";

    public short? Extra { get; init; }

    public int Pages { get; init; } = 1;

    public Action<Tiff>? Also { get; init; }

    /// <summary>A file whose sample of channel c at (x, y) is value(x, y, c), written as bytes in the order of the machine.</summary>
    public byte[] Make(Func<int, int, int, byte[]> value)
    {
        using var memory = new MemoryStream();
        using (Tiff tiff = Tiff.ClientOpen("test", "w" + Order, memory, new KeepOpen()))
            for (int page = 0; page < Pages; page++)
                WritePage(tiff, page, value);
        return memory.ToArray();
    }

    private void WritePage(Tiff tiff, int page, Func<int, int, int, byte[]> value)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, Width);
        tiff.SetField(TiffTag.IMAGELENGTH, Height);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, Channels);
        tiff.SetField(TiffTag.BITSPERSAMPLE, Bits);
        tiff.SetField(TiffTag.SAMPLEFORMAT, Format);
        tiff.SetField(TiffTag.PHOTOMETRIC, Photometric);
        tiff.SetField(TiffTag.COMPRESSION, Compression);
        if (Predictor != Predictor.NONE)
            tiff.SetField(TiffTag.PREDICTOR, Predictor);
        tiff.SetField(TiffTag.PLANARCONFIG, Planar ? PlanarConfig.SEPARATE : PlanarConfig.CONTIG);
        if (Extra is { } extra)
            tiff.SetField(TiffTag.EXTRASAMPLES, 1, new[] { extra });
        if (Tiled)
        {
            tiff.SetField(TiffTag.TILEWIDTH, 16);
            tiff.SetField(TiffTag.TILELENGTH, 16);
        }
        else
            tiff.SetField(TiffTag.ROWSPERSTRIP, 8);
        Also?.Invoke(tiff);
        for (int plane = 0; plane < (Planar ? Channels : 1); plane++)
            if (Tiled)
                WriteTiles(tiff, plane, (x, y, c) => value(x, y + page, c));
            else
                for (int y = 0; y < Height; y++)
                    Assert.True(tiff.WriteScanline(Row(0, y, Width, plane, (x, v, c) => value(x, v + page, c)), y, (short)plane));
        Assert.True(tiff.WriteDirectory());
    }

    private void WriteTiles(Tiff tiff, int plane, Func<int, int, int, byte[]> value)
    {
        for (int top = 0; top < Height; top += 16)
        for (int left = 0; left < Width; left += 16)
        {
            byte[] tile = [.. Enumerable.Range(top, 16).SelectMany(y => Row(left, y, 16, plane, value))];
            Assert.True(tiff.WriteTile(tile, left, top, 0, (short)plane) >= 0);
        }
    }

    private byte[] Row(int left, int y, int count, int plane, Func<int, int, int, byte[]> value) =>
        [
            .. Enumerable
                .Range(left, count)
                .SelectMany(x => Planar ? value(x, y, plane) : [.. Enumerable.Range(0, Channels).SelectMany(c => value(x, y, c))]),
        ];

    private sealed class KeepOpen : TiffStream
    {
        public override void Close(object clientData) { }
    }
}

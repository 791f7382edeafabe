using BitMiracle.LibTiff.Classic;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Tiff;
using Deconv.Psfs;
using TiffCodec = Deconv.Imaging.Codecs.Tiff.TiffCodec;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>TIFF files of every kind that people have, made by LibTiff; an intact one is read.</summary>
public class TiffCodecTests
{
    private static readonly TiffCodec Codec = new();

    public static TheoryData<string, bool, bool, int> Layouts()
    {
        var data = new TheoryData<string, bool, bool, int>();
        foreach (string order in new[] { "l", "b", "l8" })
        foreach (bool planar in new[] { false, true })
        foreach (bool tiled in new[] { false, true })
        foreach (int channels in new[] { 1, 3, 4 })
            data.Add(order, planar, tiled, channels);
        return data;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Words_are_exact_in_every_layout(string order, bool planar, bool tiled, int channels)
    {
        var maker = new TiffMaker
        {
            Bits = 16,
            Channels = channels,
            Photometric = channels == 1 ? Photometric.MINISBLACK : Photometric.RGB,
            Extra = channels == 4 ? (short)ExtraSample.UNASSALPHA : null,
            Planar = planar,
            Tiled = tiled,
            Order = order,
        };
        Raster raster = Read(maker.Make((x, y, c) => BitConverter.GetBytes((ushort)((x * 1000) + (y * 31) + c))));
        Assert.Equal((SampleDepth.UInt16, channels), (raster.Depth, raster.Channels));
        for (int y = 0; y < 29; y++)
        for (int x = 0; x < 37; x++)
        for (int c = 0; c < channels; c++)
            Assert.Equal((ushort)((x * 1000) + (y * 31) + c), raster.Words[(((y * 37) + x) * channels) + c]);
    }

    [Theory]
    [InlineData(16, SampleFormat.IEEEFP)]
    [InlineData(32, SampleFormat.IEEEFP)]
    [InlineData(64, SampleFormat.IEEEFP)]
    [InlineData(8, SampleFormat.INT)]
    [InlineData(16, SampleFormat.INT)]
    [InlineData(32, SampleFormat.INT)]
    [InlineData(32, SampleFormat.UINT)]
    public void Other_samples_become_floats_of_the_same_value(int bits, SampleFormat format)
    {
        foreach (string order in new[] { "l", "b" })
        {
            var maker = new TiffMaker
            {
                Bits = bits,
                Format = format,
                Order = order,
            };
            Raster raster = Read(maker.Make((x, y, _) => Sample(bits, format, Value(x, y))));
            Assert.Equal(SampleDepth.Float32, raster.Depth);
            for (int y = 0; y < 29; y++)
            for (int x = 0; x < 37; x++)
                Assert.Equal(Value(x, y), raster.Floats[(y * 37) + x]);
        }

        float Value(int x, int y) => format == SampleFormat.UINT ? x + y : x - y;
    }

    [Theory]
    [InlineData(Compression.LZW, 8, Predictor.HORIZONTAL)]
    [InlineData(Compression.LZW, 16, Predictor.HORIZONTAL)]
    [InlineData(Compression.ADOBE_DEFLATE, 16, Predictor.HORIZONTAL)]
    [InlineData(Compression.DEFLATE, 8, Predictor.NONE)]
    [InlineData(Compression.PACKBITS, 8, Predictor.NONE)]
    [InlineData(Compression.ADOBE_DEFLATE, 32, Predictor.FLOATINGPOINT)]
    [InlineData(Compression.LZW, 32, Predictor.FLOATINGPOINT)]
    public void Compressed_files_are_exact(Compression compression, int bits, Predictor predictor)
    {
        foreach (bool tiled in new[] { false, true })
        // LibTiff writes floats with their predictor right in little-endian files only.
        foreach (string order in predictor == Predictor.FLOATINGPOINT ? ["l"] : new[] { "l", "b" })
        {
            SampleFormat format = bits == 32 ? SampleFormat.IEEEFP : SampleFormat.UINT;
            var maker = new TiffMaker
            {
                Bits = bits,
                Format = format,
                Channels = 3,
                Photometric = Photometric.RGB,
                Compression = compression,
                Predictor = predictor,
                Tiled = tiled,
                Order = order,
            };
            Raster raster = Read(maker.Make((x, y, c) => Sample(bits, format, (x * 5) + y + c)));
            for (int i = 0; i < 29 * 37 * 3; i++)
            {
                float expected = (i / 3 % 37 * 5) + (i / 3 / 37) + (i % 3);
                Assert.Equal(
                    expected,
                    bits switch
                    {
                        8 => raster.Bytes[i],
                        16 => raster.Words[i],
                        _ => raster.Floats[i],
                    }
                );
            }
        }
    }

    /// <summary>LibTiff cannot make one, so it is made byte by byte: the fields are width, height, strip offset, bits and byte count.</summary>
    [Fact]
    public void A_big_endian_BigTIFF_is_refused_by_name()
    {
        using var file = new MemoryStream();
        file.Write([.. "MM\0+"u8, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24, 1, 2, 3, 4, 5, 6, 0, 0]);
        file.Write([0, 0, 0, 0, 0, 0, 0, 6]);
        foreach ((byte tag, byte value) in new (byte, byte)[] { (0, 3), (1, 2), (2, 8), (6, 1), (17, 16), (23, 6) })
            file.Write([1, tag, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]);
        file.Write(new byte[8]);
        string message = Assert.Throws<ImageFormatException>(() => Read(file.ToArray())).Message;
        Assert.Contains("is a BigTIFF file in big-endian order", message, StringComparison.Ordinal);
    }

    [Fact]
    public void White_zero_palettes_few_bits_and_premultiplied_alpha_are_understood()
    {
        var inverted = new TiffMaker { Photometric = Photometric.MINISWHITE };
        Assert.Equal(255 - 3, Read(inverted.Make((x, _, _) => [(byte)x])).Bytes[3]);
        var twelve = new TiffMaker { Bits = 12, Width = 2 };
        Raster packed = Read(twelve.Make((x, _, _) => x == 0 ? [0x80, 0x0F] : [0xFF]));
        Assert.Equal([32776, 65535], packed.Words[..2].ToArray());
        ushort[] table = [.. Enumerable.Range(0, 256).Select(i => (ushort)(i * 256))];
        var palette = new TiffMaker { Photometric = Photometric.PALETTE, Also = t => t.SetField(TiffTag.COLORMAP, table, table, new ushort[256]) };
        Assert.Equal([7, 7, 0], Read(palette.Make((_, _, _) => [7])).Bytes[..3].ToArray());
        var associated = new TiffMaker
        {
            Channels = 4,
            Photometric = Photometric.RGB,
            Extra = (short)ExtraSample.ASSOCALPHA,
        };
        Raster straight = Read(associated.Make((_, _, c) => [c == 3 ? (byte)128 : (byte)64]));
        Assert.Equal([128, 128, 128, 128], straight.Bytes[..4].ToArray());
    }

    [Fact]
    public void A_page_is_chosen_by_name_and_the_others_are_mentioned()
    {
        using var folder = new TemporaryFolder();
        byte[] stack = new TiffMaker { Pages = 9 }.Make((x, y, _) => [(byte)(x + (10 * y))]);
        File.WriteAllBytes(folder["k.tif"], stack);
        using Photograph first = ImageFile.Load(folder["k.tif"], new LoadOptions { Transfer = TransferFunction.Linear });
        Assert.Contains(first.Warnings, w => w.Contains("9 pages: only the first was read", StringComparison.Ordinal));
        using Photograph third = ImageFile.Load(folder["k.tif[3]"], new LoadOptions { Transfer = TransferFunction.Linear });
        Assert.Empty(third.Warnings);
        Assert.Equal(20 / 255f, third.Color[0][0], 1e-6);
        Assert.Contains(
            "Name one of 1 to 9",
            Assert.Throws<ImageFormatException>(() => ImageFile.Load(folder["k.tif[10]"])).Message,
            StringComparison.Ordinal
        );
        string message = Assert.Throws<InvalidPsfException>(() => PsfFile.Load(folder["k.tif"])).Message;
        Assert.Contains($"'{folder["k.tif"]}[1]'", message, StringComparison.Ordinal);
        Assert.Equal(new Shape(29, 37), PsfFile.Load(folder["k.tif[9]"]).Shape);
    }

    [Theory]
    [InlineData(Photometric.SEPARATED, 4, 8, "is a CMYK TIFF image")]
    [InlineData(Photometric.CIELAB, 3, 8, "is a CIE Lab TIFF image")]
    [InlineData(Photometric.MINISBLACK, 7, 8, "has 7 gray channels")]
    [InlineData(Photometric.MINISBLACK, 1, 64, "unsigned integers of 64 bits")]
    public void What_cannot_be_used_is_named_and_not_called_damaged(Photometric photometric, int channels, int bits, string expected)
    {
        var maker = new TiffMaker
        {
            Channels = channels,
            Photometric = photometric,
            Bits = bits,
        };
        string message = Assert.Throws<ImageFormatException>(() => Read(maker.Make((_, _, _) => new byte[bits / 8]))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Description_EXIF_GPS_IPTC_and_resolution_survive_TIFF_to_TIFF_and_reach_JPEG()
    {
        var camera = new TiffMaker
        {
            Order = "b",
            Also = tiff =>
            {
                tiff.SetField(TiffTag.MAKE, "Maker of the test");
                tiff.SetField(TiffTag.ARTIST, "An artist");
                tiff.SetField(TiffTag.COPYRIGHT, "Nobody");
                tiff.SetField(TiffTag.IMAGEDESCRIPTION, "A description");
                tiff.SetField(TiffTag.ORIENTATION, Orientation.RIGHTTOP);
                tiff.SetField(TiffTag.XRESOLUTION, 118.0);
                tiff.SetField(TiffTag.YRESOLUTION, 118.0);
                tiff.SetField(TiffTag.RESOLUTIONUNIT, ResUnit.CENTIMETER);
            },
        };
        using Photograph loaded = Load(camera.Make((x, _, _) => [(byte)x]));
        Assert.Equal(11800, loaded.Metadata.Resolution!.Value.X, 1e-6);
        TiffField exposure = new(33434, 5, 1, [0, 0, 0, 1, 0, 0, 0, 250], Little: false);
        TiffField latitude = new(2, 5, 3, [.. Enumerable.Range(0, 24).Select(i => (byte)i)], Little: true);
        using var photograph = new Photograph(loaded.Color.Clone())
        {
            Metadata = loaded.Metadata with
            {
                Exif = TiffBlock.Exif([
                    .. TiffBlock.Fields(loaded.Metadata.Exif!),
                    new TiffField(TiffTags.ExifDirectory, 4, 1, [], Little: true) { Directory = [exposure] },
                    new TiffField(TiffTags.GpsDirectory, 4, 1, [], Little: true) { Directory = [latitude] },
                ]),
                Iptc = [0x1C, 2, 120, 0, 3, .. "abc"u8],
                Xmp = [.. "<x/>"u8],
            },
        };
        byte[] tiff = Save(photograph, "tif");
        using Photograph again = Load(tiff);
        Assert.Equal(photograph.Metadata.Exif, again.Metadata.Exif);
        Assert.Equal(photograph.Metadata.Iptc, again.Metadata.Iptc);
        Assert.Equal(photograph.Metadata.Xmp, again.Metadata.Xmp);
        Assert.Equal(loaded.Metadata.Resolution, again.Metadata.Resolution);
        (IReadOnlyList<TiffField> fields, _) = Fields(tiff);
        Assert.Equal(3, fields.Single(f => f.Tag == TiffTags.ResolutionUnit).Number());
        Assert.Equal(1, fields.Single(f => f.Tag == TiffTags.Orientation).Number());
        Assert.Equal([0, 0, 0, 1], fields.Single(f => f.Tag == TiffTags.ExifDirectory).Directory!.Single().Data[..4].Reverse());
        Assert.Equal(latitude.Data, fields.Single(f => f.Tag == TiffTags.GpsDirectory).Directory!.Single().Data);

        using Photograph jpeg = Load(Save(photograph, "jpg"));
        Assert.Equal(photograph.Metadata.Exif, jpeg.Metadata.Exif);
        Assert.Equal(photograph.Metadata.Iptc, jpeg.Metadata.Iptc);
        Assert.Equal(11800, jpeg.Metadata.Resolution!.Value.X, 1e-6);
    }

    /// <summary>LibTiff refuses a file whose unit or orientation does not exist, so the result must not have it either.</summary>
    [Theory]
    [InlineData(TiffTags.ResolutionUnit, TiffField.Short, 458)]
    [InlineData(TiffTags.ResolutionUnit, TiffField.Long, 458)]
    [InlineData(TiffTags.Orientation, TiffField.Long, 9)]
    [InlineData(TiffTags.Orientation, TiffField.Short, 9)]
    public void Values_that_do_not_exist_are_not_written(int tag, int type, int value)
    {
        byte[] data = type == TiffField.Short ? [(byte)value, (byte)(value >> 8)] : [(byte)value, (byte)(value >> 8), 0, 0];
        byte[] block = TiffBlock.Exif([new TiffField(tag, type, 1, data, Little: true)]);
        using var photograph = new Photograph(new PlanarImage(new(5, 5), 1))
        {
            Metadata = new() { Exif = block, Opaque = [new OpaqueBlock(TiffMetadata.CodecName, TiffMetadata.ResolutionBlock, block)] },
        };
        using Photograph again = Load(Save(photograph, "tif"));
        Assert.Equal(photograph.Shape, again.Shape);
    }

    /// <summary>LibTiff takes memory for a field before it looks whether the file has so many bytes.</summary>
    [Fact]
    public void A_field_longer_than_the_file_takes_no_memory()
    {
        var odd = new TiffField(TiffTags.Description, TiffField.Text, 8, [.. "12345678"u8], Little: true);
        using var photograph = new Photograph(new PlanarImage(new(5, 5), 1)) { Metadata = new() { Exif = TiffBlock.Exif([odd]) } };
        byte[] file = Save(photograph, "tif");
        int at = file.AsSpan().IndexOf<byte>([TiffTags.Description & 255, TiffTags.Description >> 8, TiffField.Text, 0, 8, 0, 0, 0]);
        file[at + 7] = 0x70;
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<ImageFormatException>(() => Load(file)).Message;
        Assert.Contains("longer than the file", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Theory]
    [InlineData("tif")]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    public void No_resolution_is_invented(string format)
    {
        using Photograph loaded = Load(new TiffMaker().Make((x, _, _) => [(byte)x]));
        Assert.Null(loaded.Metadata.Resolution);
        Assert.Null(loaded.Metadata.Exif);
        using Photograph again = Load(Save(loaded, format));
        Assert.Null(again.Metadata.Resolution);
        Assert.Null(again.Metadata.Exif);
    }

    [Fact]
    public void The_description_of_an_ImageJ_stack_becomes_that_of_one_image()
    {
        var maker = new TiffMaker { Pages = 2, Also = t => t.SetField(TiffTag.IMAGEDESCRIPTION, "ImageJ=1.54f\nimages=2\nslices=2\nunit=um\n") };
        using Photograph loaded = Load(maker.Make((x, _, _) => [(byte)x]));
        (IReadOnlyList<TiffField> fields, _) = Fields(Save(loaded, "tif"));
        string text = System.Text.Encoding.Latin1.GetString(fields.Single(f => f.Tag == TiffTags.Description).Data);
        Assert.Equal("ImageJ=1.54f\nunit=um\n\0", text);
    }

    [Fact]
    public void Unknown_fields_are_named()
    {
        var maker = new TiffMaker { Also = t => t.SetField(TiffTag.PIXAR_TEXTUREFORMAT, "x") };
        Assert.Contains(Read(maker.Make((x, _, _) => [(byte)x])).Warnings, w => w.Contains("33302", StringComparison.Ordinal));
    }

    [Fact]
    public void Floats_are_written_without_the_predictor_that_few_readers_know()
    {
        (IReadOnlyList<TiffField> fields, _) = Fields(Pictures.Encode(Codec, Pictures.Random(new Shape(20, 30), 1, SampleDepth.Float32)));
        Assert.DoesNotContain(fields, f => f.Tag == TiffTags.Predictor && f.Number() != 1);
    }

    private static (IReadOnlyList<TiffField> Fields, long Next) Fields(byte[] file)
    {
        var structure = new TiffStructure(new MemoryStream(file));
        return structure.Directory(structure.First);
    }

    private static Raster Read(byte[] file) => Pictures.Decode(Codec, file);

    private static Photograph Load(byte[] file) => ImageFile.Load(new MemoryStream(file));

    private static byte[] Save(Photograph photograph, string format)
    {
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, format);
        return file.ToArray();
    }

    private static byte[] Sample(int bits, SampleFormat format, float value) =>
        (bits, format) switch
        {
            (16, SampleFormat.IEEEFP) => BitConverter.GetBytes((Half)value),
            (32, SampleFormat.IEEEFP) => BitConverter.GetBytes(value),
            (64, _) => BitConverter.GetBytes((double)value),
            (8, SampleFormat.INT) => [(byte)(sbyte)value],
            (8, _) => [(byte)value],
            (16, SampleFormat.INT) => BitConverter.GetBytes((short)value),
            (16, _) => BitConverter.GetBytes((ushort)value),
            (_, SampleFormat.INT) => BitConverter.GetBytes((int)value),
            _ => BitConverter.GetBytes((uint)value),
        };
}

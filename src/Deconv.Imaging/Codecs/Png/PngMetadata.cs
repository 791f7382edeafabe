using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Deconv.Imaging.Color;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>Reads and writes the metadata chunks of PNG files.</summary>
internal static class PngMetadata
{
    public const string CodecName = "PNG";
    private const string XmpKeyword = "XML:com.adobe.xmp";

    // Far above any legitimate profile or text, far below a harmful size.
    private const int MaxUnpackedBytes = 64 << 20;

    private static readonly string[] ColorChunks = ["cICP", "gAMA", "cHRM", "sRGB"];

    // White, red, green and blue: x and y of each in units of 1/100000.
    private static readonly byte[] PrimariesOfSrgb = Convert.FromHexString("00007A26000080840000FA00000080E8000075300000EA6000003A9800001770");
    private static readonly string[] KeptChunks = [.. ColorChunks, "pHYs", "tEXt", "zTXt", "iTXt"];

    // Those of the pixels and of an animation, which is named otherwise; the time of the last change would be wrong.
    private static readonly string[] KnownChunks =
    [
        .. KeptChunks,
        "IHDR",
        "PLTE",
        "IDAT",
        "IEND",
        "tRNS",
        "hIST",
        "iCCP",
        "eXIf",
        "tIME",
        "acTL",
        "fcTL",
        "fdAT",
    ];

    public static (ImageMetadata Metadata, (TransferFunction Function, string Text)? Transfer) Read(List<PngChunk> chunks, List<string> warnings)
    {
        byte[]? profile = null,
            exif = null,
            xmp = null;
        var text = new List<KeyValuePair<string, string>>();
        var opaque = new List<OpaqueBlock>();
        Resolution? resolution = null;
        string[] others = [.. chunks.Select(c => c.Type).Where(t => !KnownChunks.Contains(t)).Distinct()];
        if (others.Length > 0)
            warnings.Add($"The PNG chunks {string.Join(", ", others)} are left out of results.");
        foreach (PngChunk chunk in chunks)
        {
            ReadOnlySpan<byte> data = chunk.Data.Span;
            bool kept = KeptChunks.Contains(chunk.Type);
            switch (chunk.Type)
            {
                case "iCCP" when profile is null:
                    profile = Keyword(data, out _) is { } name && data.Length >= name + 2 ? Unpack(chunk.Data[(name + 2)..]) : null;
                    if (profile is null)
                        warnings.Add("The ICC profile is damaged and was left out.");
                    break;
                case "eXIf" when exif is null:
                    exif = data.ToArray();
                    break;
                case "pHYs" when data.Length == 9 && data[8] == 1:
                    (uint x, uint y) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
                    if (x > 0 && y > 0)
                        resolution = new Resolution(x, y);
                    break;
                case "tEXt" or "zTXt" or "iTXt":
                    if (ReadText(chunk) is not { } entry)
                        kept = Warn(warnings, $"A {chunk.Type} chunk is damaged and was left out.");
                    else if (entry.Key == XmpKeyword && chunk.Type == "iTXt")
                    {
                        xmp = Encoding.UTF8.GetBytes(entry.Value);
                        kept = false;
                    }
                    else
                        text.Add(entry);
                    break;
                case "acTL":
                    warnings.Add("The image is animated: only its first frame was read.");
                    break;
            }

            if (kept)
                opaque.Add(new OpaqueBlock(CodecName, chunk.Type, data.ToArray()));
        }

        var metadata = new ImageMetadata
        {
            IccProfile = profile,
            Exif = exif,
            Xmp = xmp,
            Text = text,
            Resolution = resolution,
            Opaque = opaque,
        };
        return (metadata, Declared(metadata));
    }

    /// <summary>A kept resolution or ratio of the sides with rows and columns exchanged; other chunks as they are.</summary>
    public static OpaqueBlock WithSwappedAxes(OpaqueBlock chunk) =>
        chunk is { Codec: CodecName, Name: "pHYs", Data: { Length: 9 } data } ? chunk with { Data = [.. data[4..8], .. data[..4], data[8]] } : chunk;

    /// <summary>The curve that a gAMA chunk declares, in units of 1/100000 of the reciprocal exponent; null if it is out of range.</summary>
    public static (TransferFunction Function, string Text)? OfGamma(uint gamma)
    {
        double exponent = 100000.0 / gamma;
        if (!(exponent >= 0.1 && exponent <= 5))
            return null;
        if (Math.Abs(exponent - Math.Round(exponent, 2)) < 1e-4)
            exponent = Math.Round(exponent, 2);
        return (
            TransferFunction.Gamma(exponent),
            exponent == 1 ? "linear (gAMA chunk)" : FormattableString.Invariant($"gamma {exponent:0.###} (gAMA chunk)")
        );
    }

    /// <summary>Whether color chunks state other primaries than those of sRGB, and no profile states them too.</summary>
    public static bool StatesPrimaries(ImageMetadata metadata) =>
        metadata.IccProfile is null
        && metadata.Opaque.Any(b =>
            b.Codec == CodecName
            && ((b is { Name: "cICP", Data: [not (1 or 2), ..] }) || (b.Name == "cHRM" && !b.Data.AsSpan().SequenceEqual(PrimariesOfSrgb)))
        );

    /// <summary>Writes the chunks that precede the pixels.</summary>
    public static void Write(Stream output, ImageMetadata metadata, TransferFunction transfer, bool strip)
    {
        List<OpaqueBlock> kept = [.. metadata.Opaque.Where(b => b.Codec == CodecName)];
        if (metadata.IccProfile is null)
        {
            // A color chunk must not contradict the curve that was written.
            TransferFunction? declared = Declared(metadata)?.Function;
            if (declared is not null && declared != transfer)
                kept.RemoveAll(b => b.Name is "cICP" or "gAMA" or "sRGB");
            if (declared != transfer && (declared is not null || transfer != TransferFunction.Srgb))
                WriteTransfer(output, transfer);
        }

        foreach (OpaqueBlock block in kept.Where(b => ColorChunks.Contains(b.Name)))
            PngChunk.Write(output, block.Name, block.Data);
        if (metadata.IccProfile is { } profile)
            PngChunk.Write(output, "iCCP", [.. "ICC profile"u8, 0, 0, .. Pack(profile)]);
        if (strip)
            return;
        if (metadata.Resolution is { } resolution && !kept.Exists(b => b.Name == "pHYs"))
            WriteResolution(output, resolution);
        if (metadata.Exif is { } exif)
            PngChunk.Write(output, "eXIf", exif);
        if (metadata.Xmp is { } xmp)
            PngChunk.Write(output, "iTXt", [.. Encoding.ASCII.GetBytes(XmpKeyword), 0, 0, 0, 0, 0, .. xmp]);
        List<OpaqueBlock> rest = [.. kept.Where(b => !ColorChunks.Contains(b.Name))];
        foreach (OpaqueBlock block in rest)
            PngChunk.Write(output, block.Name, block.Data);
        if (rest.Exists(b => b.Name is "tEXt" or "zTXt" or "iTXt"))
            return;
        foreach ((string key, string value) in metadata.Text)
        {
            string keyword = new([.. key.Where(c => c is > ' ' and < (char)127 or ' ').Take(79)]);
            if (keyword.Trim().Length > 0)
                PngChunk.Write(output, "iTXt", [.. Encoding.Latin1.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(value)]);
        }
    }

    private static (TransferFunction Function, string Text)? Declared(ImageMetadata metadata)
    {
        byte[]? Find(string name, int length) =>
            metadata.Opaque.FirstOrDefault(b => b.Codec == CodecName && b.Name == name && b.Data.Length == length)?.Data;
        if (Find("cICP", 4) is { } code)
        {
            switch (code[1])
            {
                case 1 or 6 or 14 or 15:
                    return (TransferFunction.Bt709, "BT.709 (cICP chunk)");
                case 8:
                    return (TransferFunction.Linear, "linear (cICP chunk)");
                case 13:
                    return (TransferFunction.Srgb, "sRGB (cICP chunk)");
            }
        }

        if (metadata.IccProfile is { } profile)
            return IccCurve.Find(profile);
        if (Find("sRGB", 1) is not null)
            return (TransferFunction.Srgb, "sRGB (sRGB chunk)");
        return Find("gAMA", 4) is { } gamma ? OfGamma(BinaryPrimitives.ReadUInt32BigEndian(gamma)) : null;
    }

    private static void WriteTransfer(Stream output, TransferFunction transfer)
    {
        if (transfer == TransferFunction.Srgb)
            PngChunk.Write(output, "sRGB", [0]);
        else if (transfer == TransferFunction.Bt709)
            PngChunk.Write(output, "cICP", [1, 1, 0, 1]);
        else
        {
            // For a pure power, the value at 0.5 gives the exponent.
            double exponent = Math.Log(transfer.ToLinear(0.5)) / Math.Log(0.5);
            var data = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(data, (uint)Math.Round(100000 / exponent));
            PngChunk.Write(output, "gAMA", data);
        }
    }

    private static void WriteResolution(Stream output, Resolution resolution)
    {
        var data = new byte[9];
        BinaryPrimitives.WriteUInt32BigEndian(data, (uint)Math.Clamp(Math.Round(resolution.X), 1, int.MaxValue));
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), (uint)Math.Clamp(Math.Round(resolution.Y), 1, int.MaxValue));
        data[8] = 1;
        PngChunk.Write(output, "pHYs", data);
    }

    private static KeyValuePair<string, string>? ReadText(PngChunk chunk)
    {
        ReadOnlySpan<byte> data = chunk.Data.Span;
        if (Keyword(data, out string keyword) is not { } end)
            return null;
        int at = end + 1;
        switch (chunk.Type)
        {
            case "tEXt":
                return new(keyword, Encoding.Latin1.GetString(data[at..]));
            case "zTXt":
                return data.Length > at && Unpack(chunk.Data[(at + 1)..]) is { } plain ? new(keyword, Encoding.Latin1.GetString(plain)) : null;
            default:
                if (data.Length < at + 2)
                    return null;
                bool packed = data[at] == 1;
                at += 2;
                for (int skip = 0; skip < 2; skip++)
                {
                    int zero = data[at..].IndexOf((byte)0);
                    if (zero < 0)
                        return null;
                    at += zero + 1;
                }

                byte[]? utf8 = packed ? Unpack(chunk.Data[at..]) : data[at..].ToArray();
                return utf8 is null ? null : new(keyword, Encoding.UTF8.GetString(utf8));
        }
    }

    /// <summary>Index of the zero that ends the keyword, 1 to 79 characters.</summary>
    private static int? Keyword(ReadOnlySpan<byte> data, out string keyword)
    {
        int end = data.IndexOf((byte)0);
        keyword = end is >= 1 and <= 79 ? Encoding.Latin1.GetString(data[..end]) : "";
        return keyword.Length > 0 ? end : null;
    }

    private static byte[]? Unpack(ReadOnlyMemory<byte> packed)
    {
        try
        {
            using var inflated = new ZLibStream(new ChunkStream([packed]), CompressionMode.Decompress);
            using var result = new MemoryStream();
            byte[] buffer = new byte[1 << 14];
            for (int count; (count = inflated.Read(buffer)) > 0; )
            {
                if (result.Length + count > MaxUnpackedBytes)
                    return null;
                result.Write(buffer, 0, count);
            }

            return result.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Pack(byte[] data)
    {
        using var result = new MemoryStream();
        using (var deflated = new ZLibStream(result, CompressionLevel.Optimal, leaveOpen: true))
            deflated.Write(data);
        return result.ToArray();
    }

    private static bool Warn(List<string> warnings, string text)
    {
        warnings.Add(text);
        return false;
    }
}

using System.Globalization;
using System.Text;
using Deconv.Imaging.Codecs.Exif;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>Metadata of the first directory of a TIFF file.</summary>
internal static class TiffMetadata
{
    /// <summary>The name under which the resolution is kept as the file states it.</summary>
    public const string ResolutionBlock = "Resolution",
        CodecName = "TIFF";

    private const int Inch = 2,
        Centimeter = 3;

    private static readonly string[] StackCounts = ["images=", "channels=", "slices=", "frames=", "hyperstack="];

    private static readonly int[] ResolutionTags = [TiffTags.XResolution, TiffTags.YResolution, TiffTags.ResolutionUnit];

    /// <summary>Meters of a resolution unit; null for a ratio of the sides only.</summary>
    private static double? Meters(long unit) =>
        unit switch
        {
            Inch => 0.0254,
            Centimeter => 0.01,
            _ => null,
        };

    public static ImageMetadata Read(IReadOnlyList<TiffField> fields, List<string> warnings)
    {
        List<int> left = [.. fields.Select(f => f.Tag).Where(t => !TiffTags.IsCarried(t))];
        if (left.Count > 0)
        {
            string tags = string.Join(", ", left.Select(t => t.ToString(CultureInfo.InvariantCulture)));
            warnings.Add($"The TIFF fields {tags} of the file are left out of results.");
        }

        List<TiffField> descriptive = [.. fields.Where(f => TiffTags.Descriptive.Contains(f.Tag)).Select(OfOneImage)];
        List<TiffField> resolution = [.. fields.Where(f => ResolutionTags.Contains(f.Tag))];
        return new ImageMetadata
        {
            IccProfile = Find(fields, TiffTags.IccProfile)?.Data,
            Xmp = Find(fields, TiffTags.Xmp)?.Data,
            Iptc = Find(fields, TiffTags.Iptc)?.Data,
            // An orientation of 1 is what a file without one has.
            Exif = descriptive.Exists(f => f.Tag != TiffTags.Orientation || f.Number() != 1) ? TiffBlock.Exif(descriptive) : null,
            Resolution = ResolutionOf(fields),
            Opaque = resolution.Count == 0 ? [] : [new OpaqueBlock(CodecName, ResolutionBlock, TiffBlock.Exif(resolution))],
        };
    }

    /// <summary>The fields to write besides those of the samples, profile included.</summary>
    public static List<TiffField> Fields(ImageMetadata metadata, bool strip)
    {
        List<TiffField> fields = [];
        Add(fields, TiffTags.IccProfile, TiffField.Undefined, metadata.IccProfile);
        if (strip)
            return fields;
        Add(fields, TiffTags.Xmp, TiffField.Bytes, metadata.Xmp);
        Add(fields, TiffTags.Iptc, TiffField.Undefined, metadata.Iptc);
        if (metadata.Exif is { } exif)
            fields.AddRange(TiffBlock.Fields(exif).Where(f => TiffTags.Descriptive.Contains(f.Tag) && IsLegal(f)));
        fields.AddRange(KeptResolution(metadata) ?? OfResolution(metadata.Resolution));
        return fields;
    }

    /// <summary>The resolution in pixels per meter; null if there is none or its unit is unknown.</summary>
    public static Resolution? ResolutionOf(IReadOnlyList<TiffField> fields)
    {
        double? x = Find(fields, TiffTags.XResolution)?.Ratio(),
            y = Find(fields, TiffTags.YResolution)?.Ratio(),
            meters = Meters(Find(fields, TiffTags.ResolutionUnit)?.Number() ?? Inch);
        return x > 0 && y > 0 && meters is { } m ? new Resolution(x.Value / m, y.Value / m) : null;
    }

    /// <summary>A kept resolution with rows and columns exchanged; other blocks as they are.</summary>
    public static OpaqueBlock WithSwappedAxes(OpaqueBlock block)
    {
        if (block.Codec != CodecName || block.Name != ResolutionBlock)
            return block;
        byte[] data = [.. block.Data];
        if (ExifDirectory.TryFirst(data, out ExifDirectory fields))
            fields.Exchange(TiffTags.XResolution, TiffTags.YResolution);
        return block with { Data = data };
    }

    /// <summary>Whether readers accept a field: some refuse a whole file for an orientation or a unit that does not exist.</summary>
    private static bool IsLegal(TiffField field) =>
        field.Tag switch
        {
            TiffTags.Orientation => field is { Type: TiffField.Short, Count: 1 } && field.Number() is >= 1 and <= 8,
            TiffTags.ResolutionUnit => field is { Type: TiffField.Short, Count: 1 } && field.Number() is >= 1 and <= Centimeter,
            TiffTags.XResolution or TiffTags.YResolution => field is { Type: TiffField.Rational, Count: 1 },
            _ => true,
        };

    /// <summary>The resolution fields as the input had them, if they still state the resolution of the photograph; otherwise null.</summary>
    private static IReadOnlyList<TiffField>? KeptResolution(ImageMetadata metadata)
    {
        if (metadata.Opaque.FirstOrDefault(b => b.Codec == CodecName && b.Name == ResolutionBlock) is not { } block)
            return null;
        IReadOnlyList<TiffField> fields = TiffBlock.Fields(block.Data);
        bool isLegal = fields.All(f => ResolutionTags.Contains(f.Tag) && IsLegal(f));
        return isLegal && ResolutionOf(fields) == metadata.Resolution ? fields : null;
    }

    /// <summary>In the unit in which it is a whole number, otherwise in inches.</summary>
    private static IReadOnlyList<TiffField> OfResolution(Resolution? resolution)
    {
        if (resolution is not { } r)
            return [];
        int unit = IsWhole(r.X * 0.01) && IsWhole(r.Y * 0.01) && !IsWhole(r.X * 0.0254) ? Centimeter : Inch;
        double meters = Meters(unit)!.Value;
        return
        [
            TiffField.OfRatio(TiffTags.XResolution, r.X * meters),
            TiffField.OfRatio(TiffTags.YResolution, r.Y * meters),
            TiffField.OfShorts(TiffTags.ResolutionUnit, unit),
        ];
    }

    /// <summary>ImageJ counts the images of a stack in the description, and would look for them in the result.</summary>
    private static TiffField OfOneImage(TiffField field)
    {
        if (field.Tag != TiffTags.Description || !field.Data.AsSpan().StartsWith("ImageJ="u8))
            return field;
        string[] lines = Encoding.Latin1.GetString(field.Data).Split('\n');
        string one = string.Join('\n', lines.Where(line => !StackCounts.Any(c => line.StartsWith(c, StringComparison.Ordinal))));
        byte[] data = Encoding.Latin1.GetBytes(one);
        return field with { Data = data, Count = data.Length };
    }

    private static bool IsWhole(double value) => Math.Abs(value - Math.Round(value)) < 1e-6 * value;

    private static TiffField? Find(IReadOnlyList<TiffField> fields, int tag) => fields.FirstOrDefault(f => f.Tag == tag);

    private static void Add(List<TiffField> fields, int tag, int type, byte[]? data)
    {
        if (data is { Length: > 0 })
            fields.Add(new TiffField(tag, type, data.Length, data, Little: true));
    }
}

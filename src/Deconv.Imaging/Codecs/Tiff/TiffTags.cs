namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>Numbers of the TIFF fields that are read or written by name (TIFF 6.0, Exif 2.32).</summary>
internal static class TiffTags
{
    public const int NewSubfileType = 254,
        Width = 256,
        Height = 257,
        BitsPerSample = 258,
        Compression = 259,
        Photometric = 262,
        Description = 270,
        StripOffsets = 273,
        Orientation = 274,
        SamplesPerPixel = 277,
        RowsPerStrip = 278,
        StripByteCounts = 279,
        XResolution = 282,
        YResolution = 283,
        PlanarConfiguration = 284,
        ResolutionUnit = 296,
        Predictor = 317,
        ColorMap = 320,
        TileOffsets = 324,
        TileByteCounts = 325,
        ExtraSamples = 338,
        SampleFormat = 339,
        Xmp = 700,
        Iptc = 33723,
        IccProfile = 34675,
        ExifDirectory = 34665,
        GpsDirectory = 34853,
        InteroperabilityDirectory = 40965;

    /// <summary>Fields whose value is the position of another directory.</summary>
    public static readonly int[] Directories = [ExifDirectory, GpsDirectory, InteroperabilityDirectory];

    /// <summary>
    /// Fields of the first directory that describe the photograph: description, make, model, orientation, software, date, artist, host, rating,
    /// copyright, and those of Windows for title, comment, author, keywords and subject.
    /// </summary>
    public static readonly int[] Descriptive =
    [
        269,
        Description,
        271,
        272,
        Orientation,
        285,
        305,
        306,
        315,
        316,
        18246,
        18249,
        33432,
        ExifDirectory,
        GpsDirectory,
        40091,
        40092,
        40093,
        40094,
        40095,
    ];

    /// <summary>Fields that describe how the samples are stored, or whose content is carried otherwise.</summary>
    public static bool IsCarried(int tag) =>
        tag
            is (>= NewSubfileType and <= 301 and not 269 and not 270 and not 271 and not 272 and not 285)
                or Predictor
                or (>= 318 and <= 347)
                or (>= 512 and <= 532)
                or Xmp
                or Iptc
                or IccProfile
        || Descriptive.Contains(tag);
}

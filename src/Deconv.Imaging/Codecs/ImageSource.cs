using System.Globalization;
using System.Text.RegularExpressions;

namespace Deconv.Imaging.Codecs;

/// <summary>The bytes a codec reads, from a file or from a stream that can be read only once, with a name for messages.</summary>
public sealed partial class ImageSource : IDisposable
{
    /// <summary>Maximum number of bytes passed to <see cref="IImageCodec.Recognizes"/>.</summary>
    public const int HeadLength = 512;

    private string? _path;
    private bool _spooled;
    private byte[]? _bytes;

    private ImageSource(string name) => Name = name;

    /// <summary>The name in messages: the path, or for instance "standard input".</summary>
    public string Name { get; }

    /// <summary>The number of the page or plane to read, from 1; null if the name states none.</summary>
    public int? Part { get; private init; }

    /// <summary>A file. "stack.tif[2]" is the second page of stack.tif, unless there is a file with that whole name.</summary>
    public static ImageSource FromFile(string path)
    {
        (string file, int? part) = Split(path);
        return new(file) { _path = file, Part = part };
    }

    /// <summary>The file that a name means: "stack.tif" for "stack.tif[2]", unless there is a file with that whole name.</summary>
    public static string FileOf(string path) => Split(path).File;

    /// <summary>Everything from the position of a stream to its end, read immediately.</summary>
    public static ImageSource FromStream(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var source = new ImageSource(name);
        using var memory = new MemoryStream();
        try
        {
            stream.CopyTo(memory);
        }
        catch (IOException e)
        {
            throw source.Bad(e is EndOfStreamException ? "ends early" : $"cannot be read ({e.Message.TrimEnd('.')})", "Check where it comes from", e);
        }

        source._bytes = memory.ToArray();
        return source;
    }

    /// <summary>The first bytes, at most <see cref="HeadLength"/>.</summary>
    /// <exception cref="ImageFormatException">The file cannot be opened or read.</exception>
    public byte[] Head()
    {
        // A pipe gives its bytes only once.
        if (_bytes is null && FileStatus.IsSpecial(_path!))
            Bytes();
        if (_bytes is not null)
            return _bytes[..Math.Min(HeadLength, _bytes.Length)];
        return Guard(path =>
        {
            using FileStream file = File.OpenRead(path);
            byte[] head = new byte[HeadLength];
            return head[..file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
        });
    }

    /// <summary>All bytes.</summary>
    /// <exception cref="ImageFormatException">The file cannot be read, or holds 2 GiB or more.</exception>
    public byte[] Bytes()
    {
        if (_bytes is null)
        {
            bool once = FileStatus.IsSpecial(_path!);
            _bytes = Guard(File.ReadAllBytes);
            if (once)
                _path = null;
        }

        return _bytes;
    }

    /// <summary>A stream of all bytes that seeks; the caller closes it.</summary>
    /// <exception cref="ImageFormatException">The file cannot be opened.</exception>
    public Stream Open() => _bytes is null ? Guard(File.OpenRead) : new MemoryStream(_bytes, writable: false);

    /// <summary>A file with these bytes, for codecs that read files only. A stream is copied to a temporary file that lives until disposal.</summary>
    /// <exception cref="ImageFormatException">The temporary file cannot be written.</exception>
    public string AsFile()
    {
        if (_path is not null)
            return _path;
        _spooled = true;
        _path = Path.Combine(Path.GetTempPath(), $"deconv-{Guid.NewGuid():N}");
        Guard(path =>
        {
            File.WriteAllBytes(path, _bytes!);
            return 0;
        });
        return _path;
    }

    /// <summary>Rejects an image of impossible or excessive size. Call it before allocating memory for its pixels.</summary>
    /// <exception cref="ImageFormatException">Empty, above <see cref="LoadOptions.MaxPixels"/>, or more samples than an array can hold.</exception>
    public Shape CheckSize(long height, long width, int channels, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (height < 1 || width < 1)
            throw Bad($"says it has {width} x {height} pixels", "The file is damaged: get a new copy");
        if (height > int.MaxValue || width > int.MaxValue || height * width > options.MaxPixels)
            throw Bad(
                $"says it has {width} x {height} pixels, and at most {options.MaxPixels / 1e6:0.######} megapixels are accepted",
                "Cut it into parts, or raise the limit if you trust the file"
            );
        if (height * width * channels > Array.MaxLength)
            throw Bad($"has {width} x {height} pixels of {channels} channels, more than fit in memory at once", "Cut it into parts");
        return new Shape((int)height, (int)width);
    }

    /// <summary>Creates the exception for this source: its name, what is wrong, and what to do.</summary>
    /// <param name="problem">Continues the sentence after the name, without a period: "ends early".</param>
    /// <param name="next">What to do, without a period.</param>
    /// <param name="inner">The underlying error, if any.</param>
    public ImageFormatException Bad(string problem, string next, Exception? inner = null) => new($"{Name} {problem}. {next}.", inner);

    /// <summary>Deletes the temporary file, if there is one.</summary>
    public void Dispose()
    {
        if (!_spooled || _path is null)
            return;
        File.Delete(_path);
        (_path, _spooled) = (null, false);
    }

    private static (string File, int? Part) Split(string path)
    {
        Match match = PartOfFile().Match(path);
        string file = match.Groups[1].Value;
        return match.Success && !File.Exists(path) && File.Exists(file)
            ? (file, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
            : (path, null);
    }

    private T Guard<T>(Func<string, T> use)
    {
        string path = _path!;
        try
        {
            return use(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFormatException(FileNames.Missing(Name), e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Directory.Exists(path)
                ? Bad("is a folder, not an image", "Name the files in it", e)
                : Bad("may not be read", "Check its permissions", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw Bad($"cannot be read ({e.Message.TrimEnd('.')})", "Check the path and the disk", e);
        }
    }

    [GeneratedRegex(@"^(.+)\[([1-9][0-9]{0,5})\]$")]
    private static partial Regex PartOfFile();
}

using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>One image inside libvips. Must be used under <see cref="VipsLibrary.Gate"/>; errors are <see cref="VipsException"/>.</summary>
internal sealed unsafe class VipsImage : IDisposable
{
    private const int UChar = 0,
        UShort = 2,
        Float = 6;
    private nint _image;

    private VipsImage(nint image) => _image = image;

    public int Width => VipsNative.Width(_image);

    public int Height => VipsNative.Height(_image);

    public int Bands => VipsNative.Bands(_image);

    public int Pages => VipsNative.Pages(_image);

    /// <summary>Sample type; null for unsupported ones: signed, 32-bit integers, doubles, complex.</summary>
    public SampleDepth? Depth =>
        VipsNative.Format(_image) switch
        {
            UChar => SampleDepth.UInt8,
            UShort => SampleDepth.UInt16,
            Float => SampleDepth.Float32,
            _ => null,
        };

    /// <summary>Meaning of the bands, a value of VipsInterpretation.</summary>
    public int Interpretation => VipsNative.Interpretation(_image);

    /// <summary>Pixels per meter; null for 1 per millimeter, which stands for "unknown".</summary>
    public Resolution? Resolution
    {
        get
        {
            (double x, double y) = (VipsNative.XRes(_image) * 1000, VipsNative.YRes(_image) * 1000);
            return x > 0 && y > 0 && double.IsFinite(x + y) && !(x == 1000 && y == 1000) ? new Resolution(x, y) : null;
        }
    }

    /// <summary>Opens a file and reads its header. Damage found later is also an error.</summary>
    public static VipsImage Open(string path)
    {
        nint loader = VipsNative.FindLoad(path);
        if (loader == 0)
            throw VipsException.Take();
        nint operation = NewOperation(Marshal.PtrToStringUTF8(loader)!);
        try
        {
            Set(operation, "filename", path);
            Set(operation, "access", "sequential");
            Set(operation, "fail-on", "truncated");
            operation = Build(operation);
            return Output(operation);
        }
        finally
        {
            Release(operation);
        }
    }

    /// <summary>An image over existing memory, which must stay pinned until disposal.</summary>
    public static VipsImage FromMemory(void* pixels, long length, Shape shape, int bands, SampleDepth depth)
    {
        int format = depth switch
        {
            SampleDepth.UInt8 => UChar,
            SampleDepth.UInt16 => UShort,
            _ => Float,
        };
        nint image = VipsNative.ImageFromMemory(pixels, (nuint)length, shape.Width, shape.Height, bands, format);
        return image == 0 ? throw VipsException.Take() : new VipsImage(image);
    }

    /// <summary>Decodes rows. Overwrites <paramref name="target"/> with them.</summary>
    public void ReadRows(nint region, int top, int count, Span<byte> target)
    {
        nint rows = VipsNative.RegionFetch(region, 0, top, Width, count, out nuint length);
        if (rows == 0)
            throw VipsException.Take();
        new ReadOnlySpan<byte>((void*)rows, (int)length).CopyTo(target);
        VipsNative.Free(rows);
    }

    public nint NewRegion()
    {
        nint region = VipsNative.RegionNew(_image);
        return region == 0 ? throw VipsException.Take() : region;
    }

    public static void FreeRegion(nint region) => VipsNative.Unref(region);

    /// <summary>A metadata block such as "icc-profile-data"; null if there is none.</summary>
    public byte[]? Blob(string field)
    {
        if (VipsNative.TypeOf(_image, field) == 0)
            return null;
        if (VipsNative.GetBlob(_image, field, out nint data, out nuint length) == 0)
            return new ReadOnlySpan<byte>((void*)data, (int)length).ToArray();
        VipsNative.ErrorClear();
        return null;
    }

    public void SetBlob(string field, ReadOnlySpan<byte> data)
    {
        fixed (byte* bytes = data)
            VipsNative.SetBlob(_image, field, bytes, (nuint)data.Length);
    }

    /// <summary>The same pixels with changed header fields: "interpretation", "xres", "yres".</summary>
    public VipsImage WithHeader(IEnumerable<(string Name, string Value)> fields) => Run("copy", fields, hasOutput: true)!;

    /// <summary>Runs a saver such as "tiffsave".</summary>
    public void Save(string saver, string path, IEnumerable<(string Name, string Value)> options) =>
        Run(saver, options.Prepend(("filename", path)), hasOutput: false);

    public void Dispose()
    {
        if (_image != 0)
            VipsNative.Unref(_image);
        _image = 0;
    }

    private VipsImage? Run(string name, IEnumerable<(string Name, string Value)> options, bool hasOutput)
    {
        nint operation = NewOperation(name);
        try
        {
            VipsNative.Value value = default;
            VipsNative.ValueInit(&value, VipsNative.ImageType());
            VipsNative.ValueSetObject(&value, _image);
            VipsNative.SetProperty(operation, "in", &value);
            VipsNative.ValueUnset(&value);
            foreach ((string option, string text) in options)
                Set(operation, option, text);
            operation = Build(operation);
            return hasOutput ? Output(operation) : null;
        }
        finally
        {
            Release(operation);
        }
    }

    private static VipsImage Output(nint operation)
    {
        VipsNative.Value value = default;
        VipsNative.ValueInit(&value, VipsNative.ImageType());
        VipsNative.GetProperty(operation, "out", &value);
        var image = new VipsImage(VipsNative.ValueDupObject(&value));
        VipsNative.ValueUnset(&value);
        return image;
    }

    private static nint NewOperation(string name)
    {
        nint operation = VipsNative.OperationNew(name);
        return operation == 0 ? throw VipsException.Take() : operation;
    }

    private static void Set(nint instance, string name, string value)
    {
        if (VipsNative.SetFromString(instance, name, value) != 0)
            throw VipsException.Take();
    }

    private static nint Build(nint operation)
    {
        nint built = VipsNative.OperationBuild(operation);
        if (built == 0)
            throw VipsException.Take();
        // The reference passed in was returned, possibly as another object.
        VipsNative.Unref(operation);
        return built;
    }

    private static void Release(nint operation)
    {
        // The order matters: the outputs belong to the operation and must be released before it.
        VipsNative.UnrefOutputs(operation);
        VipsNative.Unref(operation);
    }
}

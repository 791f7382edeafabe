using System.Buffers.Binary;
using System.Text.Json;
using Deconv.Psfs;

namespace Deconv.Imaging.PsfFiles;

/// <summary>The places and PSFs of a field in a JSON object.</summary>
public static class FieldJson
{
    private const int LargestSide = 4096;

    /// <summary>Writes places and samples as properties of the current object.</summary>
    /// <param name="json">Inside an object.</param>
    /// <param name="field">The field.</param>
    public static void Write(Utf8JsonWriter json, PsfField field)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(field);
        WritePlaces(json, field);
        json.WriteNumber("psfHeight", field.Shape.Height);
        json.WriteNumber("psfWidth", field.Shape.Width);
        json.WriteNumber("originRow", field.OriginRow);
        json.WriteNumber("originColumn", field.OriginColumn);
        var bytes = new byte[sizeof(float) * field.Psfs.Count * field.Shape.Count];
        int at = 0;
        foreach (Psf psf in field.Psfs)
        foreach (float v in psf.Samples)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), v);
            at += sizeof(float);
        }

        json.WriteBase64String("samples", bytes);
    }

    /// <summary>Writes the places as properties of the current object.</summary>
    internal static void WritePlaces(Utf8JsonWriter json, PsfField field)
    {
        Write(json, "rows", field.Rows);
        Write(json, "columns", field.Columns);
    }

    /// <summary>All PSFs side by side, in cells of one odd size around their origins.</summary>
    internal static Psf Mosaic(PsfField field)
    {
        int down = Math.Max(field.OriginRow, field.Shape.Height - 1 - field.OriginRow),
            across = Math.Max(field.OriginColumn, field.Shape.Width - 1 - field.OriginColumn);
        var cell = new Shape((2 * down) + 1, (2 * across) + 1);
        var mosaic = new Shape(cell.Height * field.Rows.Count, cell.Width * field.Columns.Count);
        var samples = new float[mosaic.Count];
        for (int i = 0; i < field.Psfs.Count; i++)
        {
            int top = (i / field.Columns.Count * cell.Height) + down - field.OriginRow,
                left = (i % field.Columns.Count * cell.Width) + across - field.OriginColumn;
            for (int y = 0; y < field.Shape.Height; y++)
                field.Psfs[i].Samples.Slice(y * field.Shape.Width, field.Shape.Width).CopyTo(samples.AsSpan(((top + y) * mosaic.Width) + left));
        }

        return Psf.FromSamples(mosaic, samples);
    }

    /// <summary>Reads places and PSFs.</summary>
    /// <param name="json">The object.</param>
    /// <param name="load">Reads a PSF file that the object names; null if it may name none.</param>
    /// <exception cref="FormatException">A property is missing or wrong; the message names it.</exception>
    /// <exception cref="InvalidPsfException">Places or PSFs that are not possible.</exception>
    public static PsfField Read(JsonElement json, Func<string, Psf>? load)
    {
        double[] rows = JsonInput.Numbers(json, "rows"),
            columns = JsonInput.Numbers(json, "columns");
        int count = rows.Length * columns.Length;
        if (JsonInput.Optional(json, "samples") is { } samples)
            return new(rows, columns, Samples(json, samples.GetBytesFromBase64(), count));
        if (load is not null && JsonInput.Optional(json, "files") is { } files)
            return new(
                rows,
                columns,
                [.. files.EnumerateArray().Select(f => load(f.GetString() ?? throw new FormatException("'files' holds no name")))]
            );
        if (load is not null && JsonInput.Optional(json, "mosaic") is { } mosaic)
            return new(
                rows,
                columns,
                Cells(load(mosaic.GetString() ?? throw new FormatException("'mosaic' is no name")), rows.Length, columns.Length)
            );
        throw new FormatException("it has no PSFs: give 'samples', 'files' or 'mosaic'");
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<double> places)
    {
        json.WriteStartArray(name);
        foreach (double place in places)
            json.WriteNumberValue(place);
        json.WriteEndArray();
    }

    private static List<Psf> Samples(JsonElement json, byte[] bytes, int count)
    {
        var shape = new Shape(JsonInput.Whole(json, "psfHeight"), JsonInput.Whole(json, "psfWidth"));
        (int row, int column) = (JsonInput.Whole(json, "originRow"), JsonInput.Whole(json, "originColumn"));
        if (shape.IsEmpty || shape.Height > LargestSide || shape.Width > LargestSide || bytes.LongLength != (long)sizeof(float) * count * shape.Count)
            throw new FormatException("'samples' does not hold as many samples as the places and the size of the PSFs need");
        var psfs = new List<Psf>(count);
        for (int i = 0; i < count; i++)
        {
            var samples = new float[shape.Count];
            for (int k = 0; k < samples.Length; k++)
                samples[k] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(sizeof(float) * ((i * shape.Count) + k)));
            psfs.Add(Psf.FromSamples(shape, samples, row, column));
        }

        return psfs;
    }

    /// <summary>Cells of equal size, each a PSF with its origin in the middle.</summary>
    private static List<Psf> Cells(Psf mosaic, int rows, int columns)
    {
        if (mosaic.Shape.Height % rows != 0 || mosaic.Shape.Width % columns != 0)
            throw new FormatException(
                $"its mosaic of {mosaic.Shape.Width}×{mosaic.Shape.Height} does not divide into {columns}×{rows} cells of equal size"
            );
        var cell = new Shape(mosaic.Shape.Height / rows, mosaic.Shape.Width / columns);
        var psfs = new List<Psf>(rows * columns);
        for (int i = 0; i < rows * columns; i++)
        {
            var samples = new float[cell.Count];
            (int row, int column) = (i / columns, i % columns);
            for (int y = 0; y < cell.Height; y++)
                mosaic
                    .Samples.Slice((((row * cell.Height) + y) * mosaic.Shape.Width) + (column * cell.Width), cell.Width)
                    .CopyTo(samples.AsSpan(y * cell.Width));
            psfs.Add(Psf.FromSamples(cell, samples));
        }

        return psfs;
    }
}

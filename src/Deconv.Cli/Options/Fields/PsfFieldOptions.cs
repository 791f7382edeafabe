using System.CommandLine;
using System.Globalization;

namespace Deconv.Cli.Options.Fields;

/// <summary>Options of the 'deconv psf field' commands. Each command uses some of them.</summary>
internal sealed class PsfFieldOptions
{
    private const string Formats = "json, or a picture of all PSFs (png, tif, pfm, txt, csv, npy) with OUT.json beside it";

    public Argument<string> Spec { get; } = new("FIELD") { Description = "The field, as in 'deconv help field'; 'field:' may be left out." };

    public Argument<string> To { get; } = new("OUT") { Description = $"The file to write: {Formats}." };

    public Setting<string?> File { get; } =
        new("--output", text => text, file => file ?? "", null, "-o")
        {
            Description = $"File to write: {Formats}.",
            HelpName = "FILE",
            Required = true,
            IsFree = true,
        };

    public Setting<Shape?> Size { get; } =
        Pair("--frame", "Size of the photograph in pixels; default that of the file, or 3000x2000.", "WxH", "3000x2000", 100_000);

    public Setting<Shape?> Count { get; } =
        Pair("--places", "Columns and rows of places; default as many as the field needs. A file keeps its own.", "CxR", "9x7", 64);

    public Setting<string?> Photograph { get; } = Settings.Text("--image", "A photograph with this blur.", "FILE", "-i");

    public Setting<string?> Png { get; } =
        Settings.Text("--png", "Also write a map: every PSF at its place, with brightness by square root so that faint parts show.", "FILE");

    public Option<bool> Force { get; } = OutputOptions.ForceOption();

    public Option<bool> Json { get; } = new RunOptions().Json;

    public PsfFieldRequest Bind(Given given) =>
        new(given.Of(Spec))
        {
            Size = given.Of(Size),
            Places = given.Of(Count),
            Force = given.Of(Force),
            Json = given.Of(Json),
        };

    private static Setting<Shape?> Pair(string name, string description, string form, string example, int most) =>
        new(name, text => Read(name, text, form, example, most), shape => shape is { } s ? $"{s.Width}x{s.Height}" : "", null)
        {
            Description = description,
            HelpName = form,
            Offered = [example],
        };

    private static Shape? Read(string name, string text, string form, string example, int most)
    {
        string[] parts = text.Split('x', '×');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            && width >= 1
            && width <= most
            && height >= 1
            && height <= most
            ? new Shape(height, width)
            : throw new UsageException($"{name} takes {form} with numbers from 1 to {most}, as in {example}, not '{text}'.");
    }
}

/// <summary>A field and what is asked of it.</summary>
/// <param name="Spec">The field as text.</param>
internal sealed record PsfFieldRequest(string Spec)
{
    private static readonly Shape Usual = new(2000, 3000);

    /// <summary>Shape of the frame, or null.</summary>
    public Shape? Size { get; init; }

    /// <summary>Rows and columns of places, or null.</summary>
    public Shape? Places { get; init; }

    public bool Force { get; init; }

    public bool Json { get; init; }

    /// <summary>The field over the frame that is asked for, that of its file, or a usual one.</summary>
    public (Psfs.PsfField Field, Shape Frame) Read()
    {
        var spec = FieldSpec.Parse(Spec);
        Shape frame = Size ?? spec.Frame ?? Usual;
        return (spec.Over(frame, Places), frame);
    }
}

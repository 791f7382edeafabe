using Deconv.Cli.Options.Fields;
using Deconv.Psfs;

namespace Deconv.Cli.Options;

/// <summary>The blur of one photograph.</summary>
/// <param name="Psf">The PSF; of a field the one in the middle.</param>
/// <param name="Spec">As text.</param>
internal sealed record Blurring(Psf Psf, string Spec)
{
    /// <summary>The PSFs of the frame where they differ, or null.</summary>
    public PsfField? Field { get; init; }

    /// <summary>"21×21", or "21×21, field of 7×5".</summary>
    public static string Size(Psf psf, PsfField? field) =>
        $"{psf.Shape.Width}×{psf.Shape.Height}{(field is null ? "" : $", field of {field.Columns.Count}×{field.Rows.Count}")}";

    /// <summary>A field over a frame.</summary>
    public static Blurring Of(PsfField field, string spec, Shape frame) => new(field.Middle(frame), spec) { Field = field };

    /// <summary>The blur that a text names, for photographs of any size; files are read once.</summary>
    public static Func<Shape, Blurring> Parse(string spec)
    {
        if (FieldSpec.IsField(spec))
        {
            var field = FieldSpec.Parse(spec);
            return frame => Of(field.Over(frame), spec, frame);
        }

        var one = new Blurring(PsfSpec.Parse(spec), spec);
        return _ => one;
    }
}

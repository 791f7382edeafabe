using System.Globalization;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Cli.Options.Fields;

/// <summary>A blur that differs across the frame, as text: field:FILE, field:"gaussian:0.6 center, gaussian:1.8 corner" or field:roll:1.</summary>
internal abstract class FieldSpec
{
    public const string Prefix = "field:";

    private const string Roll = "roll:";

    /// <summary>Whether a text names a field and not one PSF.</summary>
    public static bool IsField(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Reads the text, with or without the prefix, and the file that it names.</summary>
    /// <exception cref="InvalidPsfException">No field.</exception>
    /// <exception cref="ImageFormatException">The file cannot be read.</exception>
    public static FieldSpec Parse(string text)
    {
        string body = Unquoted(IsField(text) ? text[Prefix.Length..] : text);
        if (body.Length == 0)
            throw new InvalidPsfException("field: needs a file, stops or roll:DEGREES, as in field:\"gaussian:0.6 center, gaussian:1.8 corner\".");
        if (RadialField.IsStops(body))
            return RadialField.Parse(body);
        if (body.StartsWith(Roll, StringComparison.Ordinal))
            return new MotionField(Rolling(body[Roll.Length..]));
        return CameraMotionFile.IsMotion(body) ? new MotionField(CameraMotionFile.Load(body)) : new StoredField(PsfFieldFile.Load(body));
    }

    /// <summary>The field over a frame.</summary>
    /// <param name="frame">Shape of the photograph.</param>
    /// <param name="places">Rows and columns of places; null for as many as the field needs. A file keeps its own.</param>
    public abstract PsfField Over(Shape frame, Shape? places = null);

    /// <summary>Shape of the frame that a file is for, or null.</summary>
    public virtual Shape? Frame => null;

    private static string Unquoted(string text) => text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;

    /// <summary>An even turn about the middle of the frame.</summary>
    private static CameraMotion Rolling(string text)
    {
        const int Poses = 64;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double degrees) && Math.Abs(degrees) is > 0 and <= 20
            ? new([.. Enumerable.Range(0, Poses).Select(i => new CameraPose(0, 0, degrees * ((i / (Poses - 1.0)) - 0.5)))])
            : throw new InvalidPsfException($"field:roll takes the turn during the exposure in degrees, up to 20, as in field:roll:1, not '{text}'.");
    }

    private sealed class MotionField(CameraMotion motion) : FieldSpec
    {
        public override PsfField Over(Shape frame, Shape? places) => places is { } count ? motion.Field(frame, count) : motion.Field(frame);
    }

    private sealed class StoredField((PsfField Field, Shape Frame) stored) : FieldSpec
    {
        public override Shape? Frame => stored.Frame;

        public override PsfField Over(Shape frame, Shape? places) => stored.Field.For(stored.Frame, frame);
    }
}

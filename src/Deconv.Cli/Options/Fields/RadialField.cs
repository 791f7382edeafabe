using System.Globalization;
using System.Text.RegularExpressions;
using Deconv.Psfs;

namespace Deconv.Cli.Options.Fields;

/// <summary>
/// A lens: one kind of blur whose numbers change with the distance from the middle of the frame. Stops give them at distances in percent of half the
/// diagonal; between stops they change evenly.
/// </summary>
internal sealed partial class RadialField : FieldSpec
{
    /// <summary>Places along an axis: odd, so that one lies in the middle.</summary>
    private const int Places = 9;

    private readonly string _name;
    private readonly (double At, double[] Numbers)[] _stops;

    private RadialField(string name, (double At, double[] Numbers)[] stops) => (_name, _stops) = (name, stops);

    public static bool IsStops(string text) => Stop().IsMatch(text);

    public static new RadialField Parse(string text)
    {
        MatchCollection matches = Stop().Matches(text);
        if (matches.Sum(m => m.Length) != text.Length)
            throw Bad(text, "is not a list of stops");
        string[] names = [.. matches.Select(m => m.Groups["name"].Value).Distinct()];
        (double At, double[] Numbers)[] stops = [.. matches.Select(m => (Position(m.Groups["at"].Value), Numbers(text, m.Groups["numbers"].Value)))];
        if (names.Length != 1 || stops.Any(s => s.Numbers.Length != stops[0].Numbers.Length))
            throw Bad(text, "mixes blurs: all stops must be one kind of blur with as many numbers");
        Array.Sort(stops, (a, b) => a.At.CompareTo(b.At));
        if (stops.Length < 2 || stops.Zip(stops.Skip(1)).Any(p => p.First.At == p.Second.At))
            throw Bad(text, "needs two stops or more at different distances");
        var field = new RadialField(names[0], stops);
        foreach ((double at, _) in stops)
            field.At(at);
        return field;
    }

    public override PsfField Over(Shape frame, Shape? places)
    {
        Shape count = places ?? new(Math.Min(Places, frame.Height), Math.Min(Places, frame.Width));
        double y = 0.5 * (frame.Height - 1),
            x = 0.5 * (frame.Width - 1),
            half = Math.Max(1e-9, Math.Sqrt((x * x) + (y * y)));
        return PsfField.Over(frame, count, (row, column) => At(Math.Sqrt(((row - y) * (row - y)) + ((column - x) * (column - x))) / half));
    }

    private Psf At(double distance)
    {
        int next = Math.Clamp(Array.FindIndex(_stops, s => s.At >= distance) is >= 0 and int i ? i : _stops.Length - 1, 1, _stops.Length - 1);
        ((double from, double[] a), (double to, double[] b)) = (_stops[next - 1], _stops[next]);
        double share = Math.Clamp((distance - from) / (to - from), 0, 1);
        IEnumerable<string> numbers = a.Zip(b, (p, q) => (p + (share * (q - p))).ToString("0.######", CultureInfo.InvariantCulture));
        return Psf.Parse($"{_name}:{string.Join(',', numbers)}");
    }

    private static double Position(string text) =>
        text switch
        {
            "center" => 0,
            "corner" => 1,
            _ => double.Parse(text[..^1], CultureInfo.InvariantCulture) / 100,
        };

    private static double[] Numbers(string text, string numbers) =>
        [
            .. numbers
                .Split(',')
                .Select(n =>
                    double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                        ? value
                        : throw Bad(text, $"has '{n}' where a number belongs")
                ),
        ];

    private static InvalidPsfException Bad(string text, string what) =>
        new($"field:\"{text}\" {what}. Write blurs with places center, corner or N%, as in field:\"gaussian:0.6 center, gaussian:1.8 corner\".");

    [GeneratedRegex(@"\s*(?<name>[a-z]+):(?<numbers>[^\s]+)\s+(?<at>center|corner|\d+(\.\d+)?%)\s*(,|$)")]
    private static partial Regex Stop();
}

using System.Globalization;

namespace Deconv.Cli.Options;

/// <summary>Parses pixel coordinates.</summary>
internal static class Places
{
    /// <summary>A required option that takes whole numbers separated by commas, as many as the form has.</summary>
    public static Setting<int[]> Whole(string name, string description, string form) =>
        new(name, text => Read(name, text, form), numbers => string.Join(',', numbers), [])
        {
            Description = description,
            HelpName = form,
            Required = true,
        };

    private static int[] Read(string name, string text, string form)
    {
        int count = form.Split(',').Length;
        int?[] numbers =
        [
            .. text.Split(',').Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : (int?)null),
        ];
        if (numbers.Length == count && numbers.All(n => n is not null))
            return [.. numbers.Select(n => n!.Value)];
        throw new UsageException($"{name} takes {count} whole numbers separated by commas, {form}, not '{text}'.");
    }
}

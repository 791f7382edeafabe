using System.CommandLine;
using System.Globalization;
using Deconv.Blind.Search;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Options that select a part of the photograph.</summary>
/// <param name="margins">Whether the command can restore a part without the rest.</param>
internal sealed class CropOptions(bool margins = true)
{
    /// <summary>Side of the region that "auto" selects.</summary>
    private const int AutomaticSide = 512;

    public Setting<CropChoice?> Crop { get; } =
        new("--crop", Parse, choice => choice?.Word ?? "full", null)
        {
            Description =
                "Output only this part: LEFT,TOP,WIDTH,HEIGHT, or auto[:SIZE], the square with the most edges (512×512). "
                + "The pixels are those of a full run. full (the default): the whole photograph.",
            HelpName = "BOX|auto[:SIZE]|full",
            Offered = ["auto", "full"],
        };

    public Setting<int?> Margin { get; } =
        Settings.AutoWhole(
            "--crop-margin",
            "Restore only the crop and this many pixels around it. Faster; the result is close to that of a full run, but not equal. "
                + "full (the default): restore the whole photograph.",
            "PX|full",
            0,
            100_000,
            "--crop-margin takes a whole number of at least 0, or full",
            "full"
        );

    public void AddTo(Command command)
    {
        command.Options.Add(Crop);
        if (!margins)
            return;
        command.Options.Add(Margin);
        command.Validators.Add(r =>
        {
            if (r.GetResult(Margin) is { Implicit: false } && r.GetResult(Crop) is null)
                r.AddError("--crop-margin needs --crop.");
        });
    }

    public CropRequest Bind(Given given) => new(given.Of(Crop), margins ? given.Of(Margin) : null);

    private static CropChoice? Parse(string text)
    {
        if (text == "full")
            return null;
        if (text == "auto")
            return new(null, AutomaticSide);
        if (text.StartsWith("auto:", StringComparison.Ordinal))
        {
            return Settings.Whole(text[5..], 16, 100_000) is { } side
                ? new(null, side)
                : throw new UsageException($"--crop auto:SIZE takes a whole number of at least 16, not '{text[5..]}'.");
        }

        return Region(text) is { } region
            ? new(region, 0)
            : throw new UsageException($"--crop takes LEFT,TOP,WIDTH,HEIGHT, auto, auto:SIZE or full, not '{text}'.");
    }

    /// <summary>LEFT,TOP,WIDTH,HEIGHT, or null.</summary>
    public static Region? Region(string text)
    {
        int?[] numbers =
        [
            .. text.Split(',').Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : (int?)null),
        ];
        return numbers is [int left, int top, int width, int height] && width > 0 && height > 0 ? new(left, top, new(height, width)) : null;
    }
}

/// <summary>The value of --crop: a region, or the side of a region to select.</summary>
internal sealed record CropChoice(Region? Region, int Side)
{
    public string Word => Region?.ToString() ?? string.Create(CultureInfo.InvariantCulture, $"auto:{Side}");

    /// <summary>The region of a photograph.</summary>
    /// <exception cref="UsageException">The region does not lie inside the photograph.</exception>
    public Region In(Photograph photograph)
    {
        Region region = Region ?? CropChooser.Densest(photograph.Color, new Shape(Side, Side), Saturation.Automatic.LevelFor(photograph));
        if (!region.LiesInside(photograph.Shape))
            throw new UsageException($"--crop {region} does not lie inside the {photograph.Shape.Width}×{photograph.Shape.Height} photograph.");
        return region;
    }
}

/// <summary>Which part of the photograph is wanted.</summary>
/// <param name="Choice">Null for the whole photograph.</param>
/// <param name="Margin">Pixels around the crop that are restored with it; null for the whole photograph.</param>
internal sealed record CropRequest(CropChoice? Choice, int? Margin)
{
    public static CropRequest Full { get; } = new(null, null);
}

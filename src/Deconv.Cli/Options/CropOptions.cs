using System.CommandLine;
using System.Globalization;
using Deconv.Blind.Search;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Which part of the picture is wanted.</summary>
/// <param name="margins">Whether the command can restore a part without the rest.</param>
internal sealed class CropOptions(bool margins = true)
{
    /// <summary>Side of the part that "auto" looks for.</summary>
    private const int AutomaticSide = 512;

    public Setting<CropChoice?> Crop { get; } =
        new("--crop", Parse, choice => choice?.Word ?? "full", null)
        {
            Description =
                "The output is this part alone: LEFT,TOP,WIDTH,HEIGHT, or auto[:SIZE], the part with the most edges (512). Its "
                + "pixels are those of the "
                + "whole. full (the default): all of it.",
            HelpName = "BOX|auto[:SIZE]|full",
            Offered = ["auto", "full"],
        };

    public Setting<int?> Margin { get; } =
        Settings.AutoWhole(
            "--crop-margin",
            "Restore only the crop and this many pixels around it: quick, and close to the whole but not equal. full (the "
                + "default) restores all of it.",
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
                r.AddError("--crop-margin goes with --crop.");
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

/// <summary>What --crop asks for: a region, or a side to look for a good one with.</summary>
internal sealed record CropChoice(Region? Region, int Side)
{
    public string Word => Region?.ToString() ?? string.Create(CultureInfo.InvariantCulture, $"auto:{Side}");

    /// <summary>The region in a picture.</summary>
    /// <exception cref="UsageException">It does not lie inside.</exception>
    public Region In(Photograph photograph)
    {
        Region region = Region ?? CropChooser.Densest(photograph.Color, new Shape(Side, Side), Saturation.Automatic.LevelFor(photograph));
        if (!region.LiesInside(photograph.Shape))
            throw new UsageException($"The crop {region} does not lie inside the {photograph.Shape.Width}×{photograph.Shape.Height} picture.");
        return region;
    }
}

/// <summary>Which part of the picture is wanted.</summary>
/// <param name="Choice">Null for all of it.</param>
/// <param name="Margin">What is solved for around it; null for all of the picture.</param>
internal sealed record CropRequest(CropChoice? Choice, int? Margin)
{
    public static CropRequest Full { get; } = new(null, null);
}

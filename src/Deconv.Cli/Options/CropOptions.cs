using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Deconv.Blind.Search;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Which part of the picture is wanted.</summary>
/// <param name="margins">Whether the command can restore a part without the rest.</param>
internal sealed class CropOptions(bool margins = true)
{
    /// <summary>Side of the part that "auto" looks for.</summary>
    public const int AutomaticSide = 512;

    public Option<CropRequest?> Crop { get; } =
        new("--crop")
        {
            Description =
                "The output is this part alone: LEFT,TOP,WIDTH,HEIGHT, or auto[:SIZE], the part with the most edges (512). Its pixels are those of the whole.",
            HelpName = "BOX|auto[:SIZE]|full",
            CustomParser = Parse,
        };

    public Option<Auto<int>> Margin { get; } =
        new("--crop-margin")
        {
            Description =
                "Restore only the crop and this many pixels around it: quick, and close to the whole but not equal. full (the default) restores all of it.",
            HelpName = "PX|full",
            CustomParser = r => r.Tokens[0].Value == "full" ? new(null) : new(Whole(r, "--crop-margin", r.Tokens[0].Value, 0)),
        };

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

    /// <summary>The part asked for, or null for all of it.</summary>
    /// <exception cref="UsageException">It does not lie inside the picture.</exception>
    public Region? Box(ParseResult parsed, Photograph photograph) => parsed.GetValue(Crop)?.In(photograph);

    private static CropRequest? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "full")
            return new(null, 0);
        if (text == "auto")
            return new(null, AutomaticSide);
        if (text.StartsWith("auto:", StringComparison.Ordinal))
            return new(null, Whole(result, "--crop auto:SIZE", text[5..], 16) ?? AutomaticSide);
        int?[] numbers =
        [
            .. text.Split(',').Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : (int?)null),
        ];
        if (numbers is [int left, int top, int width, int height] && width > 0 && height > 0)
            return new(new Region(left, top, new(height, width)), 0);
        result.AddError($"--crop takes LEFT,TOP,WIDTH,HEIGHT, auto, auto:SIZE or full, not '{text}'.");
        return null;
    }

    private static int? Whole(ArgumentResult result, string option, string text, int least)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n >= least && n <= 100_000)
            return n;
        result.AddError($"{option} takes a whole number of at least {least}, not '{text}'.");
        return null;
    }
}

/// <summary>What --crop asks for: a box, or a side to look for a good one with, or neither: all of the picture.</summary>
internal sealed record CropRequest(Region? Box, int Side)
{
    /// <summary>The box in a picture.</summary>
    /// <exception cref="UsageException">It does not lie inside.</exception>
    public Region In(Photograph photograph)
    {
        Region box =
            Box
            ?? (
                Side == 0
                    ? new(0, 0, photograph.Shape)
                    : CropChooser.Densest(photograph.Color, new Shape(Side, Side), RestoreOptions.SaturationLevel("auto", photograph))
            );
        if (box.Left + (long)box.Shape.Width > photograph.Shape.Width || box.Top + (long)box.Shape.Height > photograph.Shape.Height)
            throw new UsageException($"The crop {box} does not lie inside the {photograph.Shape.Width}×{photograph.Shape.Height} picture.");
        return box;
    }
}

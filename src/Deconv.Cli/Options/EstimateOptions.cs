using System.CommandLine;
using System.Globalization;
using Deconv.Blind;

namespace Deconv.Cli.Options;

/// <summary>Options of the PSF estimation.</summary>
internal sealed class EstimateOptions
{
    private const string KernelRange = "--kernel-size takes a whole number from 5 to 301, or auto";

    public Setting<int?> KernelSize { get; } =
        Settings.AutoWhole(
            "--kernel-size",
            $"Upper bound of the kernel support in pixels, {BlindOptions.MinKernelSize} to {BlindOptions.MaxKernelSize}, or auto: found "
                + "from the photograph. A large bound does no harm: empty borders are trimmed.",
            "N|auto",
            BlindOptions.MinKernelSize,
            BlindOptions.MaxKernelSize,
            KernelRange
        );

    public Setting<PsfFamily> Family { get; } = Settings.Choose("--family", "Kind of blur to estimate. {choices}.", Choices.Families, PsfFamily.Free);

    public Setting<string?> Initial { get; } =
        Settings.Text("--init", "An initial PSF, as in 'deconv help psf', used as one more starting point.", "SPEC");

    public Setting<CropPlan> Crops { get; } =
        new("--crops", Parse, plan => plan.Word, CropPlan.Auto)
        {
            Description = "Regions for the estimate: auto, a number of disjoint crops to compare (0 to 9), or one box LEFT,TOP,WIDTH,HEIGHT.",
            HelpName = "auto|N|BOX",
            Offered = ["auto"],
            DefaultWord = "auto",
        };

    public Option<bool> EstimateOnly { get; } = new("--estimate-only") { Description = "Estimate and check the PSF, but restore nothing." };

    public Option<bool> AcceptAnyway { get; } =
        new("--accept-anyway") { Description = "Restore even if no PSF was found that is probably right. By default that ends with exit code 6." };

    public Setting<int> Seed { get; } =
        Settings.Whole(
            "--seed",
            "Varies the starting points reproducibly, for photographs on which the standard ones (0) fail.",
            "N",
            int.MinValue,
            int.MaxValue,
            "--seed takes a whole number.",
            0
        );

    public Setting<string?> PsfOut { get; } = Settings.Text("--psf-out", "Write the PSF to this file: txt, csv, npy, png, tif, pfm.", "FILE");

    public Setting<string?> SaveLevels { get; } =
        Settings.Text("--save-levels", "Write the latent image and the kernel of every pyramid level to this folder.", "DIR");

    public Setting<string?> Candidates { get; } =
        Settings.Text(
            "--candidates",
            "Write a contact sheet of the PSFs that the search found: a part of the photograph restored with each, and beside it SHEET.recipe.json, "
                + "with which 'deconv replay' restores the whole photograph with the one you choose.",
            "SHEET"
        );

    /// <summary>The options of the estimation itself, for commands that restore nothing.</summary>
    public IReadOnlyList<Option> Search => [KernelSize, Family, Initial, Crops, AcceptAnyway, Seed];

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[KernelSize, Family, Initial, Crops, EstimateOnly, AcceptAnyway, Seed, PsfOut, Candidates, SaveLevels])
            command.Options.Add(option);
    }

    public EstimateRequest Bind(Given given)
    {
        CropPlan crops = given.Of(Crops);
        var search = new BlindOptions();
        return new()
        {
            Initial = given.Of(Initial),
            PsfOut = given.Of(PsfOut),
            Candidates = given.Of(Candidates),
            SaveLevels = given.Of(SaveLevels),
            Search = search with
            {
                KernelSize = given.Of(KernelSize),
                Family = given.Of(Family),
                Crops = crops.Count ?? search.Crops,
                Box = crops.Box,
                EstimateOnly = given.Of(EstimateOnly),
                AcceptAnyway = given.Of(AcceptAnyway),
                Seed = given.Of(Seed),
            },
        };
    }

    private static CropPlan Parse(string text)
    {
        if (text == "auto")
            return CropPlan.Auto;
        if (Settings.Whole(text, 0, 9) is { } count)
            return new(count, null);
        return CropOptions.Region(text) is { } box
            ? new(null, box)
            : throw new UsageException($"--crops takes auto, a number from 0 to 9, or LEFT,TOP,WIDTH,HEIGHT, not '{text}'.");
    }
}

/// <summary>The value of --crops: a number of crops to compare, or one box; auto is neither.</summary>
internal sealed record CropPlan(int? Count, Region? Box)
{
    public static CropPlan Auto { get; } = new(null, null);

    public string Word => Count?.ToString(CultureInfo.InvariantCulture) ?? Box?.ToString() ?? "auto";
}

/// <summary>How the PSF is estimated.</summary>
internal sealed record EstimateRequest
{
    /// <summary>The settings that do not depend on files.</summary>
    public required BlindOptions Search { get; init; }

    /// <summary>An initial PSF as text, or null.</summary>
    public string? Initial { get; init; }

    /// <summary>File for the PSF, or null.</summary>
    public string? PsfOut { get; init; }

    /// <summary>File for the contact sheet of the candidates, or null.</summary>
    public string? Candidates { get; init; }

    /// <summary>Folder for the images of every level, or null.</summary>
    public string? SaveLevels { get; init; }
}

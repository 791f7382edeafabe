using System.CommandLine;
using System.Globalization;
using Deconv.Blind;

namespace Deconv.Cli.Options;

/// <summary>How an unknown blur is looked for.</summary>
internal sealed class EstimateOptions
{
    private const string KernelRange = "--kernel-size takes a whole number from 5 to 101, or auto";

    public Setting<int?> KernelSize { get; } =
        Settings.AutoWhole(
            "--kernel-size",
            $"Upper bound of the blur in pixels, {BlindOptions.MinKernelSize} to {BlindOptions.MaxKernelSize}, or auto: a quarter "
                + "of the shorter side, "
                + "at most 91. Generous is right: what is not needed is trimmed.",
            "N|auto",
            BlindOptions.MinKernelSize,
            BlindOptions.MaxKernelSize,
            KernelRange
        );

    public Setting<PsfFamily> Family { get; } =
        Settings.Choose("--family", "Which blurs are looked for. {choices}.", Choices.Families, PsfFamily.Free);

    public Setting<string?> Initial { get; } = Settings.Text("--init", "A first guess, as in 'deconv help psf': one more start.", "SPEC");

    public Setting<CropPlan> Crops { get; } =
        new("--crops", Parse, plan => plan.Word, CropPlan.Auto)
        {
            Description = "Where to look: auto, a number of disjoint crops to compare (0 to 9), or one box LEFT,TOP,WIDTH,HEIGHT.",
            HelpName = "auto|N|BOX",
            Offered = ["auto"],
            DefaultWord = "auto",
        };

    public Option<bool> EstimateOnly { get; } = new("--estimate-only") { Description = "Find and judge the blur, restore nothing." };

    public Option<bool> AcceptAnyway { get; } =
        new("--accept-anyway") { Description = "Restore even if the estimate is not to be believed (exit code 6 otherwise)." };

    public Setting<int> Seed { get; } =
        Settings.Whole(
            "--seed",
            "0: the plain starts. Others vary them, reproducibly, for pictures on which the plain ones fail.",
            "N",
            int.MinValue,
            int.MaxValue,
            "--seed takes a whole number.",
            0
        );

    public Setting<string?> PsfOut { get; } = Settings.Text("--psf-out", "Write the PSF: txt, csv, npy, png, tif, pfm.", "FILE");

    public Setting<string?> SaveLevels { get; } =
        Settings.Text("--save-levels", "Write the latent image and the kernel of every level into this folder.", "DIR");

    /// <summary>Those of the search itself, for commands that restore nothing.</summary>
    public IReadOnlyList<Option> Search => [KernelSize, Family, Initial, Crops, AcceptAnyway, Seed];

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[KernelSize, Family, Initial, Crops, EstimateOnly, AcceptAnyway, Seed, PsfOut, SaveLevels])
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

/// <summary>What --crops asks for: a number to compare, or one box to look at; auto is neither.</summary>
internal sealed record CropPlan(int? Count, Region? Box)
{
    public static CropPlan Auto { get; } = new(null, null);

    public string Word => Count?.ToString(CultureInfo.InvariantCulture) ?? Box?.ToString() ?? "auto";
}

/// <summary>How an unknown blur is looked for.</summary>
internal sealed record EstimateRequest
{
    /// <summary>All that does not depend on files.</summary>
    public required BlindOptions Search { get; init; }

    /// <summary>A first guess in words, or null.</summary>
    public string? Initial { get; init; }

    /// <summary>Where the PSF goes, or null.</summary>
    public string? PsfOut { get; init; }

    /// <summary>Folder for pictures of every level, or null.</summary>
    public string? SaveLevels { get; init; }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Deconv.Blind;
using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Options;

/// <summary>How an unknown blur is looked for.</summary>
internal sealed class EstimateOptions
{
    public Option<Auto<int>> KernelSize { get; } =
        new("--kernel-size")
        {
            Description =
                $"Upper bound of the blur in pixels, {BlindOptions.SmallestKernel} to {BlindOptions.LargestKernel}, or auto: a quarter of the shorter side, at most 91. Generous is right: what is not needed is trimmed.",
            HelpName = "N|auto",
            CustomParser = Size,
        };

    public Option<PsfFamily> Family { get; } =
        new("--family")
        {
            Description = "Which blurs are looked for: free (camera shake), motion (a straight line), disk (out of focus), gaussian.",
            HelpName = "NAME",
            CustomParser = r =>
                Parsing.Choice(
                    r,
                    "--family",
                    [("free", PsfFamily.Free), ("motion", PsfFamily.Motion), ("disk", PsfFamily.Disk), ("gaussian", PsfFamily.Gaussian)]
                ),
        };

    public Option<string?> Initial { get; } = new("--init") { Description = "A first guess, as in 'deconv psf': one more start.", HelpName = "SPEC" };

    public Option<CropChoice> Crops { get; } =
        new("--crops")
        {
            Description = "Where to look: auto, a number of disjoint crops to compare (0 to 9), or one box LEFT,TOP,WIDTH,HEIGHT.",
            HelpName = "auto|N|BOX",
            DefaultValueFactory = _ => CropChoice.Auto,
            CustomParser = Box,
        };

    public Option<bool> EstimateOnly { get; } = new("--estimate-only") { Description = "Find and judge the blur, restore nothing." };

    public Option<bool> AcceptAnyway { get; } =
        new("--accept-anyway") { Description = "Restore even if the estimate is not to be believed (exit code 6 otherwise)." };

    public Option<int> Seed { get; } =
        new("--seed")
        {
            Description = "0: the plain starts. Others jitter them, reproducibly, for pictures on which the plain ones fail.",
            HelpName = "N",
        };

    public Option<string?> PsfOut { get; } = new("--psf-out") { Description = "Write the PSF: txt, csv, npy, png, tif, pfm.", HelpName = "FILE" };

    public Option<string?> SaveLevels { get; } =
        new("--save-levels") { Description = "Write the latent image and the kernel of every level into this folder.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[KernelSize, Family, Initial, Crops, EstimateOnly, AcceptAnyway, Seed, PsfOut, SaveLevels])
            command.Options.Add(option);
    }

    public BlindOptions Options(ParseResult parsed, DeconvolutionOptions final, Action<BlindLevel>? onLevel)
    {
        CropChoice crops = parsed.GetValue(Crops)!;
        return new()
        {
            KernelSize = parsed.GetValue(KernelSize)?.Value,
            Family = parsed.GetValue(Family),
            Initial = parsed.GetValue(Initial) is { } spec ? Parsing.Psf(spec, LoadOptions.Default) : null,
            Crops = crops.Count ?? new BlindOptions().Crops,
            Box = crops.Box,
            EstimateOnly = parsed.GetValue(EstimateOnly),
            AcceptAnyway = parsed.GetValue(AcceptAnyway),
            Seed = parsed.GetValue(Seed),
            OnLevel = onLevel,
            Final = final with { PsfTrust = BlindOptions.DefaultFinal.PsfTrust, LambdaFactor = BlindOptions.DefaultFinal.LambdaFactor },
        };
    }

    private static Auto<int> Size(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "auto")
            return new(null);
        if (
            int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int n)
            && n is >= BlindOptions.SmallestKernel and <= BlindOptions.LargestKernel
        )
            return new(n);
        result.AddError(
            $"--kernel-size takes a whole number from {BlindOptions.SmallestKernel} to {BlindOptions.LargestKernel}, or auto, not '{text}'."
        );
        return new(null);
    }

    private static CropChoice Box(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "auto")
            return CropChoice.Auto;
        int?[] numbers =
        [
            .. text.Split(',').Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : (int?)null),
        ];
        if (numbers is [int count] && count <= 9)
            return new(count, null);
        if (numbers is [int left, int top, int width, int height] && width > 0 && height > 0)
            return new(null, new Region(left, top, new(height, width)));
        result.AddError($"--crops takes auto, a number from 0 to 9, or LEFT,TOP,WIDTH,HEIGHT, not '{text}'.");
        return CropChoice.Auto;
    }
}

/// <summary>What --crops asks for: a number to compare, or one box to look at; auto is neither.</summary>
internal sealed record CropChoice(int? Count, Region? Box)
{
    public static CropChoice Auto { get; } = new(null, null);
}

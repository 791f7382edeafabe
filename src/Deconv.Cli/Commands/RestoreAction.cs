using System.CommandLine;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Planning;
using Deconv.Cli.Recipes;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>What the commands that restore with a PSF do: check, then read, restore with the PSF that is named for the picture, deliver.</summary>
internal static class RestoreAction
{
    /// <summary>All inputs; returns the exit code.</summary>
    /// <param name="parsed">The command line, a recipe's words included.</param>
    /// <param name="settings">The options.</param>
    /// <param name="command">Name of the command.</param>
    /// <param name="psf">The PSF for a picture and its words, where no recipe says it.</param>
    /// <param name="prepare">Called once with all files before any work, or null.</param>
    public static int Run(
        ParseResult parsed,
        RestoreSettings settings,
        string command,
        Func<Photograph, (Psf Psf, string Spec)> psf,
        Action<IReadOnlyList<string>, BatchContext>? prepare = null
    )
    {
        Recipe? recipe = settings.Record.Read(parsed);
        bool verify = parsed.GetValue(settings.Record.Verify),
            writes = !verify || recipe?.Picks.Count > 0 || parsed.GetValue(settings.Output.Output) is not null;
        settings.Record.Check(parsed, settings.Output, InputList.Several(parsed.GetValue(settings.Input.Inputs)!));
        return Batch.Run(
            parsed,
            settings.Input,
            settings.Output,
            settings.Run,
            (path, target, context) => One(parsed, settings, command, recipe, path, target, context, psf),
            writes,
            [settings.Restore.ResidualMap],
            prepare
        );
    }

    private static int One(
        ParseResult parsed,
        RestoreSettings settings,
        string command,
        Recipe? recipe,
        string path,
        string target,
        BatchContext context,
        Func<Photograph, (Psf Psf, string Spec)> psf
    )
    {
        foreach (string file in new[] { settings.Record.RecipeFor(parsed, target), parsed.GetValue(settings.Restore.ResidualMap) }.OfType<string>())
            settings.Output.Check(parsed, file, create: !parsed.GetValue(settings.Run.DryRun));
        using Photograph blurred = InputOptions.Read(path, settings.Input.Load(parsed));
        bool verify = parsed.GetValue(settings.Record.Verify),
            traced =
                verify
                || parsed.GetValue(settings.Run.Json)
                || parsed.GetValue(settings.Record.SaveRecipe) is not null
                || parsed.GetValue(settings.Record.Report) is not null;
        RecipeInput? source = traced ? Replay.Describe(path, blurred) : null;
        RecipePsf? known = recipe is null ? null : RecipeArguments.Choice(recipe, parsed.GetValue(settings.Record.Pick))?.Psf ?? recipe.Psf;
        if (verify)
            Replay.CheckInput(recipe!, source!);
        if (verify && known is not null && recipe!.MadeBy != "blind")
            Replay.CheckPsf(known, spec => Parsing.Psf(spec, LoadOptions.Default));
        bool own =
            command == "deblur"
                ? parsed.GetValue(settings.Restore.Psf) is not null
                : parsed.CommandResult.Command.Options.Any(o => o.Name is "--sigma" or "--preset" && parsed.GetResult(o) is { Implicit: false });
        (Psf kernel, string spec) = known is null || own ? psf(blurred) : (known.Kernel, known.Spec);
        DeconvolutionOptions options = settings.Restore.Options(parsed, blurred, parsed.GetValue(settings.Run.Threads));
        using PlanarImage? weights = options.Weights;
        settings.Restore.CheckMask(parsed, blurred.Shape);
        if (recipe is not null && !parsed.GetValue(settings.Record.Measure))
            options = options with { Automatic = recipe.Automatic, Stretch = recipe.Stretch };
        Region whole = new(0, 0, blurred.Shape),
            box = settings.Crop.Box(parsed, blurred) ?? whole;
        int? margin = box == whole ? null : parsed.GetValue(settings.Crop.Margin)?.Value;
        Region solved = margin is { } around ? PartRestoration.Around(box, around, blurred.Shape) : whole;
        var plan = RunPlan.Of(path, target, blurred, kernel, options);
        if (parsed.GetValue(settings.Run.DryRun))
            return plan.Show(parsed, settings.Run, context, blurred, kernel, options);
        options = plan.Fit(parsed.GetValue(settings.Run.MaxMemory)?.Value, options);
        var progress = new ProgressReporter(
            path,
            ProgressReporter.Resolve(parsed.GetValue(settings.Run.Progress), parsed.GetValue(settings.Run.Quiet)),
            context.Error
        );
        DeconvolutionResult result;
        try
        {
            result = PartRestoration.Run(blurred.Color, solved, kernel, options, progress, context.Token);
        }
        catch (ArgumentException e) when (e is not InvalidPsfException)
        {
            throw new UsageException(
                recipe?.Automatic is null ? e.Message : $"{e.Message} With --measure the recipe takes the values of each picture."
            );
        }
        finally
        {
            progress.Done();
        }

        using (result)
        {
            var made = new Restored(path, blurred, kernel, spec, options, result)
            {
                Source = source,
                Solved = solved,
                Box = box,
                Margin = margin,
                Canceled = result.StopReason.Code == "canceled",
            };
            return new Delivery(parsed, settings, context) { Command = command, Recipe = recipe }.Deliver(made, target);
        }
    }
}

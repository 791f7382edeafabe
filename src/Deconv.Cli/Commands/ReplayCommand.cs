using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Recipes;

namespace Deconv.Cli.Commands;

/// <summary>deconv replay: a recipe again, on its own picture. It is the command of the recipe with its words, and the order to verify.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var recipe = new Argument<string>("RECIPE") { Description = "A file of --save-recipe or 'deconv sweep'." };
        var input = new Option<string?>("--input", "-i")
        {
            Description = "Where the picture is now. Default: where it was, else beside the recipe.",
            HelpName = "FILE",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where to write; - is standard output. Default: nowhere, the recipe is only verified; with --pick NAME-deblurred.EXT.",
            HelpName = "FILE",
        };
        var outputs = new OutputOptions("deblurred");
        Option<bool> force = outputs.Force;
        var pick = new Option<int?>("--pick")
        {
            Description = "Which choice of a sweep, from 1: restores all of the picture with it.",
            HelpName = "N",
        };
        var report = new Option<string?>("--report") { Description = "Write a report, .html or .json.", HelpName = "FILE" };
        var save = new Option<string?>("--save-recipe") { Description = "Write the recipe of this run.", HelpName = "FILE|auto" };
        var run = new RunOptions();
        var command = new Command(
            "replay",
            """
            Run a recipe again and verify it: the picture and the PSF must be those of the recipe, and every restored pixel the same, bit for bit,
            with any number of threads. What differs is named, with exit code 6.

            Examples:
              deconv replay shot.recipe.json                   (verifies, writes nothing)
              deconv replay shot.recipe.json -o again.png
              deconv replay try.recipe.json --pick 4           (the fourth of a sweep, on all of the picture)
            """
        )
        {
            recipe,
            input,
            output,
            force,
            outputs.Format,
            pick,
            report,
            save,
        };
        run.AddTo(command);
        command.SetAction(async parsed =>
        {
            string file = parsed.GetValue(recipe)!;
            Recipe read = RecipeReader.Load(file);
            RecipeArguments.Choice(read, parsed.GetValue(pick));
            List<string> words = [read.Command, parsed.GetValue(input) ?? Find(read.Input.Path, file), "--recipe", file, "--verify-recipe"];
            foreach (Option<string?> option in (Option<string?>[])[output, report, save])
                if (parsed.GetValue(option) is { } value)
                    words.AddRange([option.Name, value]);
            if (parsed.GetValue(pick) is { } n)
                words.AddRange(["--pick", n.ToString(CultureInfo.InvariantCulture)]);
            if (parsed.GetValue(force))
                words.Add("--force");
            foreach (Option<bool> flag in (Option<bool>[])[run.Json, run.Quiet, run.Verbose, run.DryRun])
                if (parsed.GetValue(flag))
                    words.Add(flag.Name);
            foreach (Option option in (Option[])[outputs.Format, run.Threads, run.Progress, run.MaxMemory])
                if (parsed.GetResult(option) is { Implicit: false, Tokens: [var token] })
                    words.AddRange([option.Name, token.Value]);
            return await Application.RunAsync([.. words], parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        });
        return command;
    }

    private static string Find(string path, string recipe)
    {
        if (path == "-")
            throw new UsageException("The picture came from standard input; say where it is with --input.");
        if (File.Exists(path))
            return path;
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(recipe)) ?? "", Path.GetFileName(path));
        return File.Exists(beside) ? beside : throw new UsageException($"The picture {path} is not there any more; say where it is with --input.");
    }
}

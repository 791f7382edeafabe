using System.CommandLine;
using System.CommandLine.Parsing;

namespace Deconv.Cli.Recipes;

/// <summary>A command line with a recipe is the command line with the words of the recipe where it has none of its own: defaults, then recipe, then flags.</summary>
internal static class RecipeArguments
{
    /// <summary>Options that the numbers behind "auto" depend on: with another one they are worked out anew.</summary>
    private static readonly string[] Measured =
    [
        "psf",
        "noise",
        "loss",
        "prior",
        "method",
        "psf-trust",
        "channels",
        "transfer",
        "saturation",
        "weights",
        "keep-impulses",
        "effort",
        "sigma",
        "preset",
    ];

    /// <summary>The arguments to parse instead; the same when there is no recipe.</summary>
    /// <exception cref="UsageException">A recipe for another command, or a choice it does not have.</exception>
    public static string[] Expand(string[] args, ParseResult parsed)
    {
        if (Given(parsed, "--recipe") is not { } given)
            return args;
        Recipe recipe = RecipeReader.Load(given.Tokens[0].Value);
        Command command = parsed.CommandResult.Command;
        if (command.Name != recipe.Command)
            throw new UsageException($"{given.Tokens[0].Value} is a recipe for 'deconv {recipe.Command}', not for 'deconv {command.Name}'.");
        int? pick = Given(parsed, "--pick")?.Tokens is [var number] && int.TryParse(number.Value, out int n) ? n : null;
        List<string> words = [.. args];
        foreach ((string name, string value) in Options(recipe, pick))
            if (command.Options.Any(o => o.Name == $"--{name}") && Given(parsed, $"--{name}") is null)
                words.Add($"--{name}={value}");
        bool other = Measured.Any(name => Given(parsed, $"--{name}") is not null) || Given(parsed, "--lambda")?.Tokens is [{ Value: "auto" }];
        if (other && Given(parsed, "--measure") is null)
            words.Add("--measure");
        return [.. words];
    }

    /// <summary>The choice, or the recipe's own words where there is nothing to choose.</summary>
    public static RecipePick? Choice(Recipe recipe, int? pick) =>
        (recipe.Picks.Count, pick) switch
        {
            (0, null) => null,
            (0, _) => throw new UsageException("This recipe has nothing to pick from; it was not written by 'deconv sweep'."),
            (var count, null) => throw new UsageException($"This is the recipe of a sweep: choose with --pick 1 to {count}."),
            (var count, { } i) when i >= 1 && i <= count => recipe.Picks[i - 1],
            (var count, _) => throw new UsageException($"--pick is 1 to {count} here, not {pick}."),
        };

    private static IEnumerable<KeyValuePair<string, string>> Options(Recipe recipe, int? pick)
    {
        IReadOnlyList<KeyValuePair<string, string>> chosen = Choice(recipe, pick)?.Options ?? [];
        return recipe.Options.Where(o => !chosen.Any(c => c.Key == o.Key)).Concat(chosen);
    }

    /// <summary>What the command line itself says about an option; null when nothing.</summary>
    private static OptionResult? Given(ParseResult parsed, string name) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(o => o.Name == name) is { } option
        && parsed.GetResult(option) is { Implicit: false } result
            ? result
            : null;
}

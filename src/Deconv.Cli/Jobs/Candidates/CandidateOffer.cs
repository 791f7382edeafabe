using System.Globalization;
using System.Text.Json;
using Deconv.Blind;
using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Recipes;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;

namespace Deconv.Cli.Jobs.Candidates;

/// <summary>The contact sheet and the recipe that let the user restore a photograph with a candidate of a blind search.</summary>
/// <param name="Path">Path of the photograph.</param>
/// <param name="Sheet">Path of the contact sheet.</param>
/// <param name="Target">Path of the result of the blind restoration.</param>
/// <param name="Tried">The candidates.</param>
/// <param name="Chosen">Number of the candidate that the photograph was restored with; null for none.</param>
internal sealed record CandidateOffer(string Path, string Sheet, string Target, TriedCandidates Tried, int? Chosen)
{
    /// <summary>The recipe, beside the sheet.</summary>
    private string Recipe => RecipeOf(Sheet);

    /// <summary>The command that restores the photograph with a candidate: the second if the first has been used, otherwise the first.</summary>
    public string Command
    {
        get
        {
            int pick = Chosen is { } used && Tried.All.Count > 1 ? used % Tried.All.Count + 1 : 1;
            string result = Target == "-" ? "restored.png" : Target;
            string[] input = Path == "-" || FileStatus.IsSpecial(Path) ? ["--input", "FILE"] : [];
            string name = OutputFiles.Insert(result, string.Create(CultureInfo.InvariantCulture, $"-candidate{pick}"));
            return "deconv " + ShellWords.Join(["replay", Recipe, .. input, "--pick", $"{pick}", "-o", name]);
        }
    }

    /// <summary>Fails before any work if there is nothing to choose from, or if the files could not be written.</summary>
    /// <exception cref="UsageException">A parametric family.</exception>
    /// <exception cref="OutputException">A file exists and must not be overwritten, or no codec writes it.</exception>
    public static void Check(EstimateRequest estimate, OutputRequest output)
    {
        if (estimate.Candidates is not { } sheet)
            return;
        if (estimate.Search.Family != PsfFamily.Free)
        {
            throw new UsageException(
                $"--family {Codes.Of(estimate.Search.Family)} gives a single PSF, so there are no candidates. Leave out --candidates, or search "
                    + "for a PSF of any shape with --family free."
            );
        }

        ImageCodecs.ForOutput(sheet, System.IO.Path.GetExtension(sheet), ImageCodecs.All);
        foreach (string file in (string[])[sheet, RecipeOf(sheet)])
            output.Check(file);
    }

    private static string RecipeOf(string sheet) => sheet + ".recipe.json";

    /// <summary>Writes the sheet and the recipe.</summary>
    /// <param name="blurred">The photograph.</param>
    /// <param name="request">The request of the blind restoration.</param>
    public void Save(Photograph blurred, RestoreSettingsRequest request)
    {
        bool force = request.Output.Force;
        using (Photograph drawn = CandidateSheet.Draw(Tried, Chosen))
            ImageFile.Save(drawn, Sheet, new SaveOptions { Overwrite = force });
        List<KeyValuePair<string, string>> words = [.. request.Words];
        if (request.Crop.Choice?.In(blurred) is { } part)
            words.Add(new("crop", part.ToString()));
        var recipe = new Recipe("deblur", "blind", SourceFile.Of(Path, blurred), null, words)
        {
            Picks = [.. Tried.All.Select(t => new RecipePick($"candidate {t.Number}", RecipePsf.Of("estimated", t.Candidate.Psf), []))],
        };
        RecipeWriter.Save(recipe, Recipe, force);
    }

    /// <summary>The candidates, and how to choose one.</summary>
    public void WriteText(TextWriter writer)
    {
        string count = Tried.All.Count == 1 ? "1 candidate" : $"{Tried.All.Count} candidates";
        writer.WriteLine($"{Path}: {count} on {Sheet}, tried on {Tried.Window}");
        foreach (TriedCandidate t in Tried.All)
        {
            string probability = t.Probability is { } text ? $", {text}" : "",
                used = t.Number == Chosen ? " (used)" : "";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {t.Number}  PSF {t.Size.Width}×{t.Size.Height}{probability}{used}"));
        }

        writer.WriteLine($"Choose one on {Sheet}, then run: {Command}");
    }

    /// <summary>The part that was tried, and the paths.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("window", Tried.Window.ToString());
        json.WriteString("sheet", Sheet);
        json.WriteString("recipe", Recipe);
    }
}

using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Deconv.Cli.Options;
using Deconv.Cli.QualitySets;
using Deconv.Imaging;
using Deconv.Objectives.Priors.Patches;

namespace Deconv.Cli.Commands;

/// <summary>deconv bench train-patches: makes the mixture behind --effort best.</summary>
internal static class TrainPatchesCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder that holds the pictures.",
            HelpName = "DIR",
            Required = true,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "File to write.",
            HelpName = "FILE",
            Required = true,
        };
        Option<int> components = Number("--components", 120, "Gaussians."),
            patches = Number("--patches", 200_000, "Patches drawn from the pictures.");
        Option<int> iterations = Number("--iterations", 25, "Passes over the patches."),
            seed = Number("--seed", 1, "The same seed gives the same mixture.");
        var run = new RunOptions();
        var command = new Command(
            "train-patches",
            "Train the patch prior of --effort best, on pictures that may be passed on and that nothing is measured on."
        )
        {
            data,
            output,
            components,
            patches,
            iterations,
            seed,
            run.Threads,
        };
        command.SetAction(parsed =>
        {
            (string Name, double Weight, PlanarImage Picture)[] pictures = [.. QualitySet.Training(parsed.GetValue(data)!)];
            string provenance = string.Create(
                CultureInfo.InvariantCulture,
                $"deconv bench train-patches --components {parsed.GetValue(components)} --patches {parsed.GetValue(patches)} --iterations {parsed.GetValue(iterations)} --seed {parsed.GetValue(seed)}; {string.Join(", ", pictures.Select(p => p.Weight == 1 ? p.Name : $"{p.Name} x{p.Weight}"))}"
            );
            TextWriter report = parsed.InvocationConfiguration.Output;
            GaussianMixture mixture;
            try
            {
                mixture = GaussianMixture.Train(
                    [.. pictures.Select(p => (p.Picture, p.Weight))],
                    parsed.GetValue(components),
                    parsed.GetValue(patches),
                    parsed.GetValue(iterations),
                    parsed.GetValue(seed),
                    provenance,
                    parsed.GetValue(run.Threads),
                    (i, density) => report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i, 3}  mean log density {density:F3}"))
                );
            }
            catch (ArgumentException e)
            {
                throw new UsageException(e.Message);
            }

            foreach ((_, _, PlanarImage picture) in pictures)
                picture.Dispose();
            string path = parsed.GetValue(output)!;
            using var file = new MemoryStream();
            mixture.Save(file);
            File.WriteAllBytes(path, file.ToArray());
            report.WriteLine(
                $"{path}: {mixture.Count} Gaussians, {file.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file.ToArray()))}"
            );
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>A mixture from a file.</summary>
    /// <exception cref="ImageFormatException">Missing, damaged or none.</exception>
    public static GaussianMixture Load(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return GaussianMixture.Load(stream, path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(e.Message, e);
        }
    }

    private static Option<int> Number(string name, int otherwise, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => otherwise,
        };
}

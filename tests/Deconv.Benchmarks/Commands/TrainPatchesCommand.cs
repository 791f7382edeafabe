using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Deconv.Benchmarks.Training;
using Deconv.Cli;
using Deconv.Objectives.Priors.Patches;

namespace Deconv.Benchmarks.Commands;

/// <summary>train-patches: trains the patch mixture of --effort best.</summary>
internal static class TrainPatchesCommand
{
    /// <summary>
    /// Name of this command in the header of mixtures. The library's mixture was trained when it was part of deconv; the name is kept, so that
    /// the same training still gives the same file, byte by byte.
    /// </summary>
    private const string RecordedName = "deconv bench train-patches";

    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        var output = new Option<string>("--output", "-o")
        {
            Description = "File to write.",
            HelpName = "FILE",
            Required = true,
        };
        Option<int> components = CommonOptions.Number("--components", 120, "Number of Gaussians."),
            patches = CommonOptions.Number("--patches", 200_000, "Number of patches drawn from the pictures."),
            iterations = CommonOptions.Number("--iterations", 25, "Passes over the patches."),
            seed = CommonOptions.Number("--seed", 1, "The same seed gives the same mixture."),
            threads = CommonOptions.Threads();
        var command = new Command("train-patches", "Train the patch mixture of --effort best, on pictures that nothing is measured on.")
        {
            data,
            output,
            components,
            patches,
            iterations,
            seed,
            threads,
        };
        command.SetAction(parsed =>
        {
            (string Name, double Weight, PlanarImage Picture)[] pictures = [.. TrainingSet.Load(parsed.GetValue(data)!)];
            string provenance = string.Create(
                CultureInfo.InvariantCulture,
                $"{RecordedName} --components {parsed.GetValue(components)} --patches {parsed.GetValue(patches)} "
                    + $"--iterations {parsed.GetValue(iterations)} --seed {parsed.GetValue(seed)}; "
                    + $"{string.Join(", ", pictures.Select(p => p.Weight == 1 ? p.Name : $"{p.Name} x{p.Weight}"))}"
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
                    parsed.GetValue(threads),
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
            byte[] file = MixtureFile.Save(mixture, path);
            report.WriteLine($"{path}: {mixture.Count} Gaussians, {file.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file))}");
            return ExitCode.Ok;
        });
        return command;
    }
}

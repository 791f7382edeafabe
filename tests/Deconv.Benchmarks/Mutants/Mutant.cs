namespace Deconv.Benchmarks.Mutants;

/// <summary>One changed file. The same seed and number give the same bytes, in every process.</summary>
/// <param name="Extension">Of its format.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Output">Extension of the file that is made from it.</param>
internal sealed record Mutant(string Extension, byte[] Content, string Output)
{
    private static readonly string[] Outputs = [".png", ".tif", ".jpg", ".webp", ".fits", ".pfm", ".ppm", ".pam"];

    private static readonly Lazy<IReadOnlyList<(string Extension, byte[] Content)>> Good = new(MutantSeeds.Make);

    /// <summary>The mutant of a number.</summary>
    public static Mutant Of(int seed, int number)
    {
        (string extension, byte[] content) = Good.Value[number % Good.Value.Count];
        var random = new Random(unchecked((seed * 1_000_003) + number));
        return new(extension, GentleMutator.Mutate(content, extension, random), Outputs[random.Next(Outputs.Length)]);
    }
}

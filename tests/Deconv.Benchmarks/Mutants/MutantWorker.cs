using System.Globalization;

namespace Deconv.Benchmarks.Mutants;

/// <summary>Runs a range of mutants in this process and tells of each when it begins and when it ends, so that a crash has a number.</summary>
internal static class MutantWorker
{
    public const string Began = "began",
        Ended = "ended";

    /// <summary>Prints "began NUMBER", then "ended NUMBER CODE MILLISECONDS WHAT WAS WRONG", for every mutant.</summary>
    public static void Run(int seed, int first, int count, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("deconv-mutants-").FullName;
        try
        {
            var trial = new MutantTrial(folder);
            for (int number = first; number < first + count; number++)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Began} {number}"));
                output.Flush();
                (int code, TimeSpan took, string wrong) = trial.Run(Mutant.Of(seed, number));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Ended} {number} {code} {took.TotalMilliseconds:F0} {wrong}"));
                output.Flush();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

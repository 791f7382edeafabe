using Deconv.Cli;
using Deconv.Imaging;

namespace Deconv.Benchmarks.Mutants;

/// <summary>One mutant through the command line in this process: read, restored in one step, written.</summary>
/// <param name="folder">An empty folder for the files.</param>
internal sealed class MutantTrial(string folder)
{
    /// <summary>Processor time above which a run counts as a hang: a good file of this size takes a hundredth of it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly int[] Allowed = [ExitCode.Ok, ExitCode.Usage, ExitCode.Input, ExitCode.Output, ExitCode.Psf, ExitCode.NotTrusted];

    /// <summary>Runs it.</summary>
    /// <returns>The exit code, processor time, and what was wrong, empty if nothing was.</returns>
    public (int Code, TimeSpan Took, string Wrong) Run(Mutant mutant)
    {
        string input = Path.Combine(folder, "mutant" + mutant.Extension),
            output = Path.Combine(folder, "out" + mutant.Output);
        File.WriteAllBytes(input, mutant.Content);
        string[] args = ["deblur", input, "-p", "gaussian:1", "--iterations", "1", "--max-megapixels", "1", "--accept-anyway", "-o", output, "-q"];
        using var told = new StringWriter();
        using var error = new StringWriter();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        int code = Application.RunAsync(args, told, error).GetAwaiter().GetResult();
        TimeSpan took = Environment.CpuUsage.TotalTime - before;
        File.Delete(input);
        string wrong =
            took > Limit ? $"hang: {took.TotalSeconds:F1} s of processor time"
            : !Allowed.Contains(code) ? $"exit code {code}: {error.ToString().Trim().ReplaceLineEndings(" ")}"
            : Left(output, code);
        foreach (string file in Directory.GetFiles(folder))
            File.Delete(file);
        return (code, took, wrong);
    }

    /// <summary>A result is whole, and without success there is none.</summary>
    private string Left(string output, int code)
    {
        string[] files = Directory.GetFiles(folder);
        if (code != ExitCode.Ok)
            return files.Length == 0 ? "" : $"partial file: {string.Join(", ", files.Select(Path.GetFileName))} after exit code {code}";
        if (files is not [var only] || only != output)
            return $"partial file: {string.Join(", ", files.Select(Path.GetFileName))} beside the result";
        try
        {
            using Photograph whole = ImageFile.Load(output);
            for (int plane = 0; plane < whole.Color.Count; plane++)
                foreach (float sample in whole.Color[plane])
                    if (!float.IsFinite(sample))
                        return "a sample of the result is not finite";
            return "";
        }
        catch (ImageFormatException e)
        {
            return $"partial file: {e.Message.ReplaceLineEndings(" ")}";
        }
    }
}

using Deconv.Cli.Fuzzing;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>A few hundred of the damaged files of 'deconv bench fuzz'.</summary>
public class FuzzTests
{
    [Fact]
    public void Damaged_files_end_with_a_code_of_the_list()
    {
        var fuzzer = new Fuzzer();
        fuzzer.Run(200, 20, null);
        Assert.True(fuzzer.Failures.Count == 0, string.Join('\n', fuzzer.Failures));

        // Both must happen, or the damage is too weak or too strong to test anything.
        Assert.True(fuzzer.Codes[ExitCode.Ok] > 20 && fuzzer.Codes[ExitCode.Input] > 20, string.Join(' ', fuzzer.Codes));
    }
}

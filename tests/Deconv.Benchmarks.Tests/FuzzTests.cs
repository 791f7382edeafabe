using Deconv.Benchmarks.Fuzzing;
using Xunit;

namespace Deconv.Benchmarks.Tests;

/// <summary>fuzz, with a hundred files. Not in parallel with other tests: the fuzzer measures the processor time of the process.</summary>
[Collection(nameof(FuzzTests))]
[CollectionDefinition(nameof(FuzzTests), DisableParallelization = true)]
public class FuzzTests
{
    [Fact]
    public void Damaged_files_end_with_a_known_exit_code()
    {
        var fuzzer = new Fuzzer();
        fuzzer.Run(100, 20, null);
        Assert.True(fuzzer.Failures.Count == 0, string.Join('\n', fuzzer.Failures));

        // Both must happen: without them the damage would be too weak or too strong to test anything.
        Assert.True(fuzzer.Codes[Lab.Ok] > 10 && fuzzer.Codes[Lab.Input] > 10, string.Join(' ', fuzzer.Codes));
    }

    [Fact]
    public void The_command_counts_exit_codes()
    {
        using var lab = new Lab();
        var result = lab.Json("fuzz", "--count", "3");
        Assert.True(result.GetProperty("ok").GetBoolean());
        Assert.Equal(3, result.GetProperty("count").GetInt32());
        Assert.Equal(3, result.GetProperty("exitCodes").EnumerateObject().Sum(c => c.Value.GetInt32()));
    }
}

using Deconv.Benchmarks.Mutants;
using Xunit;

namespace Deconv.Benchmarks.Tests;

/// <summary>mutants, with a few of each format. Not in parallel with other tests: processor time is that of the process.</summary>
[Collection(nameof(FuzzTests))]
public class MutantsTests
{
    private const int Few = 90;

    [Fact]
    public void The_frame_of_a_good_file_is_put_together_as_it_was()
    {
        foreach ((string extension, byte[] content) in MutantSeeds.Make())
        {
            var container = Container.Of(extension);
            Assert.True(content.AsSpan().SequenceEqual(container.Join(container.Split(content))), extension);
        }
    }

    [Fact]
    public void A_number_is_always_the_same_mutant()
    {
        int changed = 0;
        for (int number = 0; number < Few; number++)
        {
            Mutant once = Mutant.Of(3, number),
                again = Mutant.Of(3, number);
            Assert.Equal((once.Extension, once.Output), (again.Extension, again.Output));
            Assert.Equal(once.Content, again.Content);
            changed += once.Content.AsSpan().SequenceEqual(Mutant.Of(4, number).Content) ? 0 : 1;
        }

        Assert.InRange(changed, Few / 2, Few);
    }

    [Fact]
    public void Most_can_be_read_and_none_does_harm()
    {
        string folder = Directory.CreateTempSubdirectory("deconv-mutants-").FullName;
        try
        {
            var trial = new MutantTrial(folder);
            int read = 0;
            for (int number = 0; number < Few; number++)
            {
                (int code, _, string wrong) = trial.Run(Mutant.Of(5, number));
                Assert.True(wrong.Length == 0, $"mutant {number}: {wrong}");
                read += code == Lab.Ok ? 1 : 0;
            }

            Assert.InRange(read, Few / 2, Few - 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_command_runs_them_in_a_process_of_their_own()
    {
        using var lab = new Lab();
        var result = lab.Json("mutants", "--count", "4");
        Assert.True(result.GetProperty("ok").GetBoolean());
        Assert.Equal(4, result.GetProperty("formats").EnumerateObject().Sum(f => f.Value.GetProperty("runs").GetInt32()));
    }
}

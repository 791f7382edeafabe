using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

public class RunControlTests
{
    public static TheoryData<RunControl, string> Wrong =>
        new()
        {
            {
                new() { Tolerance = 0 },
                "Tolerance must be above 0, not 0"
            },
            {
                new() { Tolerance = -1 },
                "Tolerance must be above 0, not -1"
            },
            {
                new() { Tolerance = double.NaN },
                "Tolerance must be above 0, not NaN"
            },
            {
                new() { Tolerance = double.PositiveInfinity },
                "Tolerance must be above 0"
            },
            {
                new() { Iterations = 0 },
                "Iterations must be at least 1, not 0"
            },
            {
                new() { Iterations = -5 },
                "Iterations must be at least 1, not -5"
            },
            {
                new() { Threads = -1 },
                "Threads must be 0 (all) or above, not -1"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_out_of_range_is_refused_with_its_value(RunControl control, string message)
    {
        Assert.Contains(message, Assert.Throws<ArgumentException>(control.Validate).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Deconvolver.Plan(new(9, 9), 1, Deconv.Psfs.Psf.Box(3), new() { Control = control }));
    }

    [Fact]
    public void The_smallest_of_everything_is_accepted()
    {
        new RunControl().Validate();
        new RunControl
        {
            Tolerance = double.Epsilon,
            Iterations = 1,
            Threads = 1,
            TimeLimit = TimeSpan.Zero,
        }.Validate();
    }

    [Fact]
    public void No_threads_means_all_processors()
    {
        Assert.Equal(Environment.ProcessorCount, new RunControl().ThreadCount);
        Assert.Equal(3, new RunControl { Threads = 3 }.ThreadCount);
    }
}

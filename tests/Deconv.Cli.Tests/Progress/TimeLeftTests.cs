using Deconv.Cli.Progress;
using Xunit;

namespace Deconv.Cli.Tests.Progress;

/// <summary>The estimate of the time that is left.</summary>
public class TimeLeftTests
{
    /// <summary>A run that prepares for 30 s and then takes 50 steps of a second: no estimate is ever far off.</summary>
    [Fact]
    public void What_comes_before_the_first_step_is_not_counted_and_nothing_is_said_before_the_pace_is_known()
    {
        var left = new TimeLeft();
        for (int i = 1; i <= 50; i++)
        {
            double? estimate = left.Of(i / 50.0, TimeSpan.FromSeconds(30 + i));
            if (i <= 3)
                Assert.Null(estimate);
            else
                Assert.Equal(50 - i, estimate!.Value, 1e-6);
        }
    }

    [Fact]
    public void Steps_that_take_no_time_are_not_taken_for_the_pace()
    {
        var left = new TimeLeft();
        for (int i = 1; i <= 20; i++)
            Assert.Null(left.Of(i / 100.0, TimeSpan.FromSeconds(0.01 * i)));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(12.4, "12 s left")]
    [InlineData(179.0, "3 min left")]
    [InlineData(7300.0, "2 h left")]
    public void Long_times_are_told_in_larger_units(double? seconds, string text) => Assert.Equal(text, TimeLeft.Text(seconds));
}

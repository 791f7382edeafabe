using Deconv.Numerics;
using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>Alone, because the peak of the pool is that of all tests that run.</summary>
[Collection(nameof(PlanTests))]
public class FieldMemoryTests
{
    private static readonly Shape Frame = new(192, 208);

    [Theory]
    [InlineData("gd")]
    [InlineData("rl")]
    [InlineData("wiener")]
    public void The_memory_of_a_field_is_planned_for(string method)
    {
        using PlanarImage photo = Scenes.Drawn(Frame);
        PsfField field = PsfField.Over(Frame, new(5, 7), (row, column) => Psf.Gaussian(1 + (row / 200) + (column / 200)));
        var options = new DeconvolutionOptions
        {
            Method = RestorationMethod.All.Single(m => m.Name == method),
            Field = field,
            Control = new() { Threads = 1 },
        };
        DeconvolutionPlan plan = Deconvolver.Plan(Frame, 1, field.Middle(Frame), options);
        long before = AlignedPool.WatchPeak();
        using DeconvolutionResult result = plan.Run(photo);
        long taken = sizeof(float) * (AlignedPool.PeakFloats - before);
        Assert.True(taken <= plan.PeakBytes, $"{taken} bytes taken, {plan.PeakBytes} said");
    }
}

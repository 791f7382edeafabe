using System.CommandLine;
using Deconv.Benchmarking;

namespace Deconv.Cli.Commands;

/// <summary>deconv bench: the speed of this machine.</summary>
internal static class BenchCommand
{
    public static Command Create() =>
        new(
            "bench",
            """
            Measure how fast this machine is.

            Examples:
              deconv bench convolve --size 2048 --psf-size 31
              deconv bench transform --threads 4 --json
            """
        )
        {
            BenchEngineCommand.Create("convolve", "Speed of a convolution.", EngineWork.Convolve),
            BenchEngineCommand.Create("transform", "Speed of a whole-image transform, times a spectrum, and back.", EngineWork.Transform),
            BenchEngineCommand.Create("gradient", "Speed of the gradient with respect to the kernel.", EngineWork.Gradient),
        };
}

using System.CommandLine;
using Deconv.Benchmarking;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

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
            Work("convolve", "Speed of a convolution.", EngineWork.Convolve),
            Work("transform", "Speed of a whole-image transform, times a spectrum, and back.", EngineWork.Transform),
            Work("gradient", "Speed of the gradient with respect to the kernel.", EngineWork.Gradient),
        };

    private static Command Work(string name, string description, EngineWork work)
    {
        var options = new BenchOptions();
        var command = new Command(name, description);
        options.AddTo(command);
        command.SetAction(parsed => new BenchJob(name, work, options.Bind(new(parsed))).Run(parsed.Io()));
        return command;
    }
}

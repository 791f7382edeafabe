using System.CommandLine;
using Deconv.Benchmarking;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv bench: times the convolution engine on this machine.</summary>
internal static class BenchCommand
{
    public static Command Create() =>
        new(
            "bench",
            """
            Time the convolution engine on this machine.

            Examples:
              deconv bench convolve --size 2048 --psf-size 31
              deconv bench transform --threads 4 --json
            """
        )
        {
            Work("convolve", "Time a convolution.", EngineWork.Convolve),
            Work("transform", "Time a whole-image transform, a product with a spectrum and the inverse transform.", EngineWork.Transform),
            Work("gradient", "Time the gradient with respect to the kernel.", EngineWork.Gradient),
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

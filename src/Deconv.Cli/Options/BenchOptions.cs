using System.CommandLine;
using Deconv.Operators;

namespace Deconv.Cli.Options;

/// <summary>Options of the benchmarks.</summary>
internal sealed class BenchOptions
{
    private readonly Setting<int> _size = Side("--size", "Height and width of the image.", "N", 1024);
    private readonly Setting<int> _psfSize = Side("--psf-size", "Height and width of the kernel.", "K", 31);
    private readonly Setting<int> _threads = RunOptions.ThreadsOption(1);
    private readonly Option<bool> _json = new RunOptions().Json;

    private readonly Setting<ConvolutionMethod> _method = Settings.Choose(
        "--method",
        "Convolution method: {choices}.",
        Choices.Convolutions,
        ConvolutionMethod.Automatic
    );

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_size, _psfSize, _method, _threads, _json])
            command.Options.Add(option);
    }

    public BenchRequest Bind(Given given) => new(given.Of(_size), given.Of(_psfSize), given.Of(_method), given.Of(_threads), given.Of(_json));

    private static Setting<int> Side(string name, string description, string helpName, int initial) =>
        Settings.Whole(name, description, helpName, 1, 1 << 16, $"{name} takes a whole number of at least 1.", initial);
}

/// <summary>What is timed, and how.</summary>
internal sealed record BenchRequest(int Size, int PsfSize, ConvolutionMethod Method, int Threads, bool Json);

using System.CommandLine;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Options of 'deconv compare'.</summary>
internal sealed class CompareOptions
{
    private readonly Argument<string> _image = new("IMAGE") { Description = "The image to assess." };
    private readonly Argument<string> _reference = new("REFERENCE") { Description = "The image to compare with." };
    private readonly InputOptions _input = new();
    private readonly Option<bool> _json = new RunOptions().Json;

    private readonly Setting<int> _maxShift = Pixels(
        "--max-shift",
        "Search range for the alignment, in pixels; shifts are found to a quarter of a pixel.",
        3
    );
    private readonly Setting<int> _border = Pixels("--crop-border", "Pixels to ignore along each side.", 0);

    public void AddTo(Command command)
    {
        command.Arguments.Add(_image);
        command.Arguments.Add(_reference);
        foreach (Option option in (Option[])[_maxShift, _border, _input.Transfer, _input.MaxMegapixels, _json])
            command.Options.Add(option);
    }

    public CompareRequest Bind(Given given) =>
        new(given.Of(_image), given.Of(_reference), given.Of(_maxShift), given.Of(_border)) { Load = _input.Loading(given), Json = given.Of(_json) };

    private static Setting<int> Pixels(string name, string description, int initial) =>
        Settings.Whole(name, description, "PX", 0, 1000, $"{name} takes a whole number from 0 to 1000.", initial);
}

/// <summary>What is compared with what.</summary>
internal sealed record CompareRequest(string Image, string Reference, int MaxShift, int Border)
{
    public required LoadOptions Load { get; init; }

    public bool Json { get; init; }
}

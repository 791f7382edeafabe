using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Options;

/// <summary>What the commands that restore differ in.</summary>
internal static class RestoreCommands
{
    /// <summary>Defaults of the options of a command.</summary>
    public static DeconvolutionOptions Defaults(string command) =>
        command switch
        {
            "sharpen" => PhotographOptions.Sharpening.Restoration!,
            "blind" => Blind.BlindOptions.DefaultFinal,
            _ => new(),
        };

    /// <summary>What was done, for the names of results.</summary>
    public static string Suffix(string command) => command == "sharpen" ? "sharpened" : "deblurred";
}

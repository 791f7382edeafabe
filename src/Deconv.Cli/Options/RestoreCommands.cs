using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Options;

/// <summary>The differences between the commands that restore.</summary>
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

    /// <summary>Past participle for the names of output files.</summary>
    public static string Suffix(string command) => command == "sharpen" ? "sharpened" : "deblurred";
}

using Deconv.Blind;
using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Options;
using Deconv.Imaging;

namespace Deconv.Cli.Jobs;

/// <summary>Converts a request to the options of the library for one photograph: reads mask and weights, and determines the crop.</summary>
internal static class PhotographRequest
{
    /// <summary>The options for a photograph; the caller disposes mask and weights.</summary>
    /// <param name="restore">How to restore.</param>
    /// <param name="crop">Which part.</param>
    /// <param name="photograph">The photograph.</param>
    /// <param name="shared">Automatic values for all files, or null.</param>
    /// <exception cref="UsageException">A mask has another size, or the crop lies outside.</exception>
    public static PhotographOptions Of(RestoreRequest restore, CropRequest crop, Photograph photograph, SharedValues? shared)
    {
        Region? region = crop.Choice?.In(photograph);
        return new()
        {
            Restoration = restore.Model with
            {
                Noise = restore.Model.Noise ?? shared?.Noise,
                Lambda = restore.Model.Lambda ?? shared?.Lambda,
                Weights = Read("--weights", restore.Weights, photograph.Shape),
            },
            Saturation = restore.Saturation,
            Amount = restore.Amount,
            Mask = Read("--mask", restore.Mask, photograph.Shape),
            Region = region,
            Margin = region is { } part && part.Shape != photograph.Shape ? crop.Margin : null,
        };
    }

    /// <summary>The same, to remove a PSF that a blind search found.</summary>
    public static PhotographOptions Estimated(PhotographOptions options) =>
        options with
        {
            Estimated = true,
            Restoration = options.Restoration! with
            {
                PsfTrust = BlindOptions.DefaultFinal.PsfTrust,
                LambdaFactor = BlindOptions.DefaultFinal.LambdaFactor,
            },
        };

    public static void Dispose(PhotographOptions options)
    {
        options.Mask?.Dispose();
        options.Restoration?.Weights?.Dispose();
    }

    private static PlanarImage? Read(string option, string? file, Shape shape)
    {
        if (file is null)
            return null;
        try
        {
            return MaskFile.Load(file, shape);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{option} {e.Message}");
        }
    }
}

using System.Globalization;
using Deconv.Cli.Jobs.Sheets;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Candidates;

/// <summary>The contact sheet of a blind search: a part of the photograph, blurred and restored with every candidate, with its PSF.</summary>
internal static class CandidateSheet
{
    /// <summary>Side of the drawn PSF in pixels, about; a larger PSF is drawn with one pixel per sample.</summary>
    private const int InsetSide = 96;

    /// <summary>Pixels per sample of the drawn PSF, at most.</summary>
    private const int MaxScale = 6;

    /// <summary>Distance of the drawn PSF from the corner, and width of its frame.</summary>
    private const int Corner = 6,
        Frame = 2;

    /// <summary>The sheet, ready to save.</summary>
    /// <param name="tried">The candidates.</param>
    /// <param name="chosen">Number of the candidate that the photograph was restored with; null for none.</param>
    public static Photograph Draw(TriedCandidates tried, int? chosen)
    {
        List<SheetTile> tiles = [new(tried.Before, [("blurred", SheetColors.Ink)], null)];
        try
        {
            foreach (TriedCandidate candidate in tried.All)
                tiles.Add(Tile(candidate, candidate.Number == chosen));
            return ContactSheet.Draw(tiles);
        }
        finally
        {
            foreach (SheetTile tile in tiles.Skip(1))
                tile.Image.Dispose();
        }
    }

    private static SheetTile Tile(TriedCandidate candidate, bool chosen)
    {
        PlanarImage image = candidate.Image.Clone();
        Inset(image, candidate.Candidate.Psf);
        (int width, int height) = candidate.Size;
        float[] color = chosen ? SheetColors.Chosen : SheetColors.Ink;
        return new(
            image,
            [
                ($"{candidate.Number}  {candidate.Probability}".TrimEnd(), color),
                (string.Create(CultureInfo.InvariantCulture, $"PSF {width}x{height}"), SheetColors.Faint),
            ],
            chosen ? color : null
        );
    }

    /// <summary>Draws the PSF in the lower right corner, if there is room.</summary>
    private static void Inset(PlanarImage image, Psf psf)
    {
        int side = Math.Min(InsetSide, Math.Min(image.Shape.Height, image.Shape.Width) / 3),
            scale = Math.Clamp((int)Math.Round((double)side / Math.Max(psf.Shape.Height, psf.Shape.Width)), 1, MaxScale);
        using PlanarImage drawn = PsfPicture.Draw(psf, scale);
        TransferFunction.Srgb.ToLinear(drawn[0], drawn[0]);
        var framed = new Shape(drawn.Shape.Height + (2 * Frame), drawn.Shape.Width + (2 * Frame));
        int left = image.Shape.Width - Corner - framed.Width,
            top = image.Shape.Height - Corner - framed.Height;
        if (left < 0 || top < 0)
            return;
        ContactSheet.Fill(image, new(left, top, framed), SheetColors.Faint);
        ContactSheet.Paste(image, drawn, left + Frame, top + Frame);
    }
}

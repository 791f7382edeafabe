using System.Globalization;
using System.Net;

namespace Deconv.Cli.Reports;

/// <summary>Two pictures, one upon the other, with a line between them that mouse, finger and arrow keys move.</summary>
internal static class Slider
{
    /// <summary>As HTML.</summary>
    /// <param name="before">Linear light.</param>
    /// <param name="after">The same size.</param>
    /// <param name="caption">Below it.</param>
    public static string Draw(PlanarImage before, PlanarImage after, string caption)
    {
        int k = Embedded.Reduction(before.Shape),
            width = before.Shape.Width / k,
            height = before.Shape.Height / k;
        string text = WebUtility.HtmlEncode(caption);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <figure>
              <div class="pair" style="--width:{Math.Max(width, 480)}px;aspect-ratio:{width}/{height}">
                <img src="{Embedded.Uri(before)}" width="{width}" height="{height}" alt="Before: the blurred picture">
                <img class="after" src="{Embedded.Uri(after)}" width="{width}" height="{height}" alt="After: the restored picture">
                <span class="tag left">before</span><span class="tag right">after</span><span class="line"></span>
                <input type="range" min="0" max="100" step="1" value="50"
                  aria-label="Where the picture before ends and the one after begins, in percent">
              </div>
              <figcaption>{text}</figcaption>
            </figure>
            """
        );
    }
}

using System.Globalization;
using System.Net;

namespace Deconv.Cli.Reports;

/// <summary>Two overlaid images with a divider that can be moved by mouse, touch or arrow keys.</summary>
internal static class Slider
{
    /// <summary>The slider as HTML.</summary>
    /// <param name="before">The input, in linear light.</param>
    /// <param name="after">The result, of the same size.</param>
    /// <param name="white">The level that is shown as white.</param>
    /// <param name="caption">Caption below it.</param>
    public static string Draw(PlanarImage before, PlanarImage after, double white, string caption)
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
                <img src="{Embedded.Uri(before, white)}" width="{width}" height="{height}" alt="Before: the blurred photograph">
                <img class="after" src="{Embedded.Uri(after, white)}" width="{width}" height="{height}" alt="After: the restored photograph">
                <span class="tag left">before</span><span class="tag right">after</span><span class="line"></span>
                <input type="range" min="0" max="100" step="1" value="50"
                  aria-label="Position of the divider between before and after, in percent">
              </div>
              <figcaption>{text}</figcaption>
            </figure>
            """
        );
    }
}

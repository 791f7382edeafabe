using System.Globalization;
using System.Text;
using Deconv.Imaging.Codecs;
using Deconv.Psfs;

namespace Deconv.Imaging.PsfFiles;

/// <summary>
/// Tables of numbers: one row per line; semicolons, commas, or otherwise white space between the samples; '#' starts a comment. One kind of separator
/// per line, so that a decimal comma is an error and not misread.
/// </summary>
internal static class PsfText
{
    public static (Shape Shape, float[] Samples) Read(ImageSource source, LoadOptions options)
    {
        byte[] bytes = source.Bytes();
        if (bytes.AsSpan().Contains((byte)0))
            throw source.Bad("is not text", "Give images their own extension, for instance .png");
        var samples = new List<float>();
        (int rows, int width, int lineNumber) = (0, 0, 0);
        foreach (string line in Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n'))
        {
            lineNumber++;
            string text = line.Split('#')[0];
            char[] separators =
                text.Contains(';') ? [';']
                : text.Contains(',') ? [',']
                : [' ', '\t', '\r'];
            string[] words = text.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0)
                continue;
            if (rows > 0 && words.Length != width)
                throw source.Bad(
                    $"has {words.Length} numbers in line {lineNumber} and {width} in the lines before",
                    "Give every row the same length"
                );
            (width, rows) = (words.Length, rows + 1);
            foreach (string word in words)
            {
                if (!float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out float sample))
                    throw source.Bad(
                        $"has '{(word.Length > 40 ? word[..40] : word)}' in line {lineNumber}, which is not a number",
                        "Write numbers with a decimal point, for instance 0.25"
                    );
                samples.Add(sample);
            }
        }

        if (rows == 0)
            throw new InvalidPsfException($"{source.Name} holds no numbers, so it holds no PSF. Write one row of numbers per line.");
        return (source.CheckSize(rows, width, 1, options), [.. samples]);
    }

    public static void Write(Psf psf, Stream output, char separator)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        for (int y = 0; y < psf.Shape.Height; y++)
        {
            for (int x = 0; x < psf.Shape.Width; x++)
            {
                if (x > 0)
                    writer.Write(separator);
                // The shortest text that parses to the same float.
                writer.Write(psf.Samples[(y * psf.Shape.Width) + x].ToString("R", CultureInfo.InvariantCulture));
            }

            writer.WriteLine();
        }
    }
}

using System.Text;
using Deconv.Imaging.Codecs;

namespace Deconv.Imaging.Tests.RoundTrips;

/// <summary>What becomes of everything in a file of every readable format when it is saved in every writable one.</summary>
internal static class MetadataMatrix
{
    private static IReadOnlyList<IImageCodec> Outputs => [.. ImageCodecs.All.Where(c => c.Depths.Count > 0)];

    /// <summary>The matrix as a table of Markdown, and what was lost without a note: one line each.</summary>
    public static (string Table, IReadOnlyList<string> Silent) Make()
    {
        var table = new StringBuilder();
        var silent = new List<string>();
        table.Append("| from | has | ").AppendJoin(" | ", Outputs.Select(o => o.Name)).Append(" |\n");
        table.Append('|').Insert(table.Length, "---|", Outputs.Count + 2).Append('\n');
        foreach (MatrixInput input in MatrixInput.All)
        {
            using Photograph read = ImageFile.Load(new MemoryStream(input.File()));
            Assert.Equal(input.Holds, string.Concat(KeptKind.All.Where(k => k.In(read) is not null).Select(k => k.Letter)));
            Assert.Equal(input.Depth, read.Depth);
            table.Append("| ").Append(input.Format).Append(' ').Append(Bits(read.Depth)).Append(" | ").Append(input.Holds);
            foreach (IImageCodec output in Outputs)
                table.Append(" | ").Append(Cell(read, output, $"{input.Format} {Bits(read.Depth)} to {output.Name}", silent));
            table.Append(" |\n");
        }

        return (table.ToString(), silent);
    }

    private static string Cell(Photograph before, IImageCodec output, string pair, List<string> silent)
    {
        using var file = new MemoryStream();
        SaveReport report = ImageFile.Save(before, file, output.Name);
        using Photograph after = ImageFile.Load(new MemoryStream(file.ToArray()));
        string kept = "",
            left = "";
        foreach (KeptKind kind in KeptKind.All)
        {
            if (kind.In(before) is not { } value)
                continue;
            if (kind.In(after) == value)
            {
                kept += kind.Letter;
                continue;
            }

            left += kind.Letter;
            if (!report.Warnings.Any(w => w.Contains(kind.Word, StringComparison.Ordinal)))
                silent.Add($"{pair}: {kind.Name}");
        }

        if (after.Depth != report.Depth || (after.Depth < before.Depth && !report.Warnings.Any(w => w.Contains("samples", StringComparison.Ordinal))))
            silent.Add($"{pair}: depth");
        return $"{Bits(after.Depth)} {kept}{(left.Length > 0 ? $" (not {left})" : "")}";
    }

    private static string Bits(SampleDepth depth) =>
        depth switch
        {
            SampleDepth.UInt8 => "8",
            SampleDepth.UInt16 => "16",
            _ => "f32",
        };
}

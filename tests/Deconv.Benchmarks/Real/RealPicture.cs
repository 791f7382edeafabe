namespace Deconv.Benchmarks.Real;

/// <summary>A photograph that was blurred when it was taken, and published restorations of it.</summary>
/// <param name="Name">Name of the file; pictures of lai16 begin with the name of the set.</param>
/// <param name="Path">The photograph.</param>
/// <param name="Published">Name of the method, and path of its result.</param>
internal sealed record RealPicture(string Name, string Path, IReadOnlyList<(string Method, string Path)> Published)
{
    /// <summary>What separates the name of a picture from that of a method.</summary>
    private const string Separator = "--";

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>The pictures of real and lai16/real, in the order of their names.</summary>
    /// <param name="data">The folder of --data.</param>
    /// <param name="only">Only pictures whose name contains this; null for all.</param>
    /// <exception cref="UsageException">There is no such picture.</exception>
    public static IReadOnlyList<RealPicture> All(string data, string? only)
    {
        RealPicture[] all = [.. Of(System.IO.Path.Combine(data, "real"), ""), .. Of(System.IO.Path.Combine(data, "lai16", "real"), "lai16-")];
        if (all.Length == 0)
            throw new UsageException($"{data} contains no pictures in real or lai16/real.");
        RealPicture[] chosen = [.. all.Where(p => only is null || p.Name.Contains(only, StringComparison.Ordinal))];
        return chosen.Length > 0 ? chosen : throw new UsageException("There is no such picture; see --only.");
    }

    private static IEnumerable<RealPicture> Of(string folder, string prefix)
    {
        if (!Directory.Exists(folder))
            return [];
        string[] files =
        [
            .. Directory
                .GetFiles(folder)
                .Where(f => Extensions.Contains(System.IO.Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        ILookup<string, (string Method, string Path)> published = files
            .Where(f => Stem(f).Contains(Separator, StringComparison.Ordinal))
            .ToLookup(f => Split(f)[0], f => (Split(f)[1], f));
        return files
            .Where(f => !Stem(f).Contains(Separator, StringComparison.Ordinal))
            .Select(f => new RealPicture(prefix + Stem(f), f, [.. published[Stem(f)]]));
    }

    private static string Stem(string file) => System.IO.Path.GetFileNameWithoutExtension(file);

    private static string[] Split(string file) => Stem(file).Split(Separator, 2);
}

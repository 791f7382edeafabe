namespace Deconv.Cli;

/// <summary>"Did you mean": finds the known word nearest to one that was not recognized.</summary>
internal static class Suggestion
{
    /// <summary>The sentence, or null if no known word is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        string? best = known.OrderBy(k => Distance(k, word)).FirstOrDefault();
        return best is not null && Distance(best, word) <= Math.Max(1, word.Length / 3) ? $"Did you mean '{best}'?" : null;
    }

    /// <summary>Edit distance.</summary>
    internal static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}

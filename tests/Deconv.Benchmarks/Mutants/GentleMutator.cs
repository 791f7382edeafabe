namespace Deconv.Benchmarks.Mutants;

/// <summary>
/// Changes fields and lengths of a file whose frame stays valid, so that the change reaches what lies behind the frame: most mutants can be read.
/// </summary>
internal static class GentleMutator
{
    /// <summary>Values that are often the last legal or the first illegal one.</summary>
    private static readonly byte[] Limits = [0, 1, 2, 8, 16, 127, 128, 254, 255];

    /// <summary>One or two changes.</summary>
    /// <param name="file">A good file.</param>
    /// <param name="extension">Of the file, with the dot.</param>
    /// <param name="random">Determines the changes.</param>
    public static byte[] Mutate(byte[] file, string extension, Random random)
    {
        var container = Container.Of(extension);
        List<Part> parts = container.Split(file);
        for (int changes = random.Next(4) == 0 ? 2 : 1; changes > 0; changes--)
        {
            int at = random.Next(parts.Count);
            switch (random.Next(8))
            {
                case 0 when parts[at].IsMovable:
                    parts.RemoveAt(at);
                    break;
                case 1 when parts[at].IsMovable:
                    parts.Insert(at, parts[at]);
                    break;
                case 2 when parts[at].IsMovable && random.Next(parts.Count) is var other && parts[other].IsMovable:
                    (parts[at], parts[other]) = (parts[other], parts[at]);
                    break;
                case 3 when parts[at].Data.Length > 1 && parts[at].IsMovable:
                    parts[at] = parts[at] with { Data = Resized(parts[at].Data, random) };
                    break;
                default:
                    parts[at] = parts[at] with { Data = Changed(parts[at].Data, random) };
                    break;
            }
        }

        return container.Join(parts);
    }

    private static byte[] Resized(byte[] data, Random random)
    {
        int at = random.Next(data.Length),
            count = random.Next(1, 1 + Math.Min(8, data.Length - at));
        return random.Next(2) == 0 ? [.. data[..at], .. data[(at + count)..]] : [.. data[..at], .. data[at..(at + count)], .. data[at..]];
    }

    private static byte[] Changed(byte[] data, Random random)
    {
        if (data.Length == 0)
            return data;
        byte[] changed = [.. data];
        int at = random.Next(data.Length);
        changed[at] = random.Next(3) switch
        {
            0 => (byte)(changed[at] ^ (1 << random.Next(8))),
            1 => (byte)(changed[at] + (random.Next(2) == 0 ? 1 : -1)),
            _ => Limits[random.Next(Limits.Length)],
        };
        return changed;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Deconv.Benchmarks.Engine;

/// <summary>Times actions in turns, so that a noisy neighbor hits all of them alike; what counts is the ratio of minima within one contest.</summary>
internal sealed class Contest(double seconds)
{
    private readonly List<(string Name, Action Action, List<double> Times)> _entries = [];

    public Contest With(string name, Action action)
    {
        _entries.Add((name, action, []));
        return this;
    }

    public Contest Run()
    {
        foreach ((_, Action action, _) in _entries)
            for (int i = 0; i < 3; i++)
                action();
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        for (int round = 0; round < 5 || Stopwatch.GetTimestamp() < end; round++)
            foreach ((_, Action action, List<double> times) in _entries)
            {
                for (int i = 0; i < 3; i++)
                    action(); // brings its data back into the caches that the others emptied: one call does not
                long start = Stopwatch.GetTimestamp();
                action();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

        return this;
    }

    public double Minimum(string name) => _entries.First(e => e.Name == name).Times.Min();

    /// <summary>One line: minimum of each entry, and its ratio to the first.</summary>
    public override string ToString()
    {
        double first = Minimum(_entries[0].Name);
        return string.Join(
            " | ",
            _entries.Select(
                (e, i) =>
                {
                    string more = i == 0 ? $" (median {e.Times.Order().ElementAt(e.Times.Count / 2):F3})" : $" = {e.Times.Min() / first:F2}x";
                    return string.Create(CultureInfo.InvariantCulture, $"{e.Name} {e.Times.Min():F3} ms{more}");
                }
            )
        );
    }
}

using BenchmarkDotNet.Running;
using Deconv.Benchmarks;

// `compare [seconds per line [part of a title]]` prints the table of docs/benchmarks.md; anything else goes to BenchmarkDotNet, e.g. `--filter *`.
if (args is ["compare", ..])
{
    Comparison.Print(args.Length > 1 ? double.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 3, args.Length > 2 ? args[2] : "");
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Comparison).Assembly).Run(args);

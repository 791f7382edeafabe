using BenchmarkDotNet.Running;
using Deconv.Benchmarks;
using Deconv.Benchmarks.Engine;

// A command, or nothing, is for the laboratory; options without a command, such as --filter '*', are for BenchmarkDotNet.
if (Laboratory.Accepts(args))
    return await Laboratory.RunAsync(args, Console.Out, Console.Error);
BenchmarkSwitcher.FromAssembly(typeof(EngineBenchmarks).Assembly).Run(args);
return 0;

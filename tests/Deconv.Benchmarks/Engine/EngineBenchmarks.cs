using BenchmarkDotNet.Attributes;
using Deconv.Benchmarking;
using Deconv.Operators;

namespace Deconv.Benchmarks.Engine;

/// <summary>The engine under BenchmarkDotNet, for the effect of a change on one machine.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private Action _call = () => { };

    [Params(EngineWork.Convolve, EngineWork.Transform, EngineWork.Gradient)]
    public EngineWork Work { get; set; }

    [Params(512, 1024, 2048)]
    public int Size { get; set; }

    [Params(5, 31)]
    public int PsfSize { get; set; }

    [GlobalSetup]
    public void Prepare() => _call = EngineBenchmark.Prepare(Work, Size, PsfSize, 1, ConvolutionMethod.Automatic).Call;

    [Benchmark]
    public void Run() => _call();
}

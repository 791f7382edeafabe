using System.Diagnostics;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;

namespace Deconv.Benchmarking;

/// <summary>Times the convolution engine on this machine, the same way for the command line and for the developers' comparison.</summary>
public static class EngineBenchmark
{
    /// <summary>
    /// Bits of the vectors that the transforms compute with on this processor: 128, 256 or 512. Sums are rounded differently for each.
    /// </summary>
    public static int VectorBits => Numerics.VectorWidth.Best;

    private const int WarmUpCalls = 3,
        MinCalls = 7,
        MaxCalls = 10_000;

    /// <summary>Runs a workload many times and reports the minimum and the median time.</summary>
    /// <param name="work">What to time.</param>
    /// <param name="size">Height and width of the image, at least 1.</param>
    /// <param name="psfSize">Height and width of the kernel, at least 1.</param>
    /// <param name="threads">Threads to use; 0 means all processors.</param>
    /// <param name="method">Method of a convolution or gradient.</param>
    /// <param name="budget">Time to spend; a second if null.</param>
    public static EngineTiming Run(
        EngineWork work,
        int size,
        int psfSize,
        int threads = 1,
        ConvolutionMethod method = ConvolutionMethod.Automatic,
        TimeSpan? budget = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(psfSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (threads == 0)
            threads = Environment.ProcessorCount;
        (Action call, ConvolutionMethod used) = Prepare(work, size, psfSize, threads, method);
        double[] times = Measure(call, budget ?? TimeSpan.FromSeconds(1), out long allocated);
        Array.Sort(times);
        string name = used.ToString();
        return new(
            work.ToString().ToLowerInvariant(),
            size,
            psfSize,
            char.ToLowerInvariant(name[0]) + name[1..],
            VectorWidth.Best,
            threads,
            times[0],
            times[times.Length / 2],
            (double)size * size / times[0] / 1000,
            allocated
        );
    }

    /// <summary>One call of a workload, ready to be timed: buffers filled, kernel or image frozen.</summary>
    internal static (Action Call, ConvolutionMethod Method) Prepare(EngineWork work, int size, int psfSize, int threads, ConvolutionMethod method)
    {
        Shape image = work == EngineWork.Transform ? RealFft2D.FastShape(new(size, size)) : new(size, size);
        AlignedBuffer x = Noise(image, 1),
            y = Noise(image, 2),
            kernel = Noise(new(psfSize, psfSize), 3);
        if (work == EngineWork.Transform)
        {
            var fft = new RealFft2D(image, threads);
            AlignedBuffer spectrum = AlignedPool.Rent(fft.SpectrumLength);
            fft.Forward(x.Span, spectrum.Span);
            return (() => fft.Filter(x.Span, image, spectrum.Span, SpectrumFactor.Plain, y.Span, image), ConvolutionMethod.WholeImage);
        }

        var convolution = new Convolution(image, new(psfSize, psfSize), Extent.Same, method, threads);
        if (work == EngineWork.Gradient)
        {
            FrozenConvolution byImage = convolution.WithImage(x.Span);
            return (() => byImage.Adjoint(y.Span, kernel.Span), byImage.Method);
        }

        FrozenConvolution byKernel = convolution.WithKernel(kernel.Span);
        return (() => byKernel.Apply(x.Span, y.Span), byKernel.Method);
    }

    private static double[] Measure(Action call, TimeSpan budget, out long allocatedPerCall)
    {
        for (int i = 0; i < WarmUpCalls; i++)
            call();
        var times = new double[MaxCalls];
        long before = GC.GetTotalAllocatedBytes(precise: true),
            begin = Stopwatch.GetTimestamp();
        int calls = 0;
        while (calls < MaxCalls && (calls < MinCalls || Stopwatch.GetElapsedTime(begin) < budget))
        {
            long start = Stopwatch.GetTimestamp();
            call();
            times[calls++] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        allocatedPerCall = (GC.GetTotalAllocatedBytes(precise: true) - before) / calls;
        return times[..calls];
    }

    private static AlignedBuffer Noise(Shape shape, int seed)
    {
        AlignedBuffer buffer = AlignedPool.Rent(shape.Count);
        var random = new Random(seed);
        foreach (ref float sample in buffer.Span)
            sample = random.NextSingle();
        return buffer;
    }
}

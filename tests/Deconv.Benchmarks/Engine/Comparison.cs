using Deconv.Benchmarking;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;

namespace Deconv.Benchmarks.Engine;

/// <summary>The table of docs/benchmarks.md: this engine and FFTW in turns in one process, one thread each.</summary>
internal static class Comparison
{
    private static readonly int[] Sizes = [512, 1024, 2048, 4096];

    /// <param name="seconds">Time for each line.</param>
    /// <param name="part">Only lines whose title contains this.</param>
    public static void Print(double seconds, string part)
    {
        Console.WriteLine(
            $"{VectorWidth.Best}-bit vectors, FFTW {(Fftw.IsInstalled ? "installed" : "not installed")}; least milliseconds of many, in turns"
        );
        foreach (int size in Sizes)
            Line($"31x31 same {size}", () => AgainstFftw(size, size, Engine(EngineWork.Convolve, size, 31)));
        foreach (int size in Sizes)
            Line($"31x31 image adjoint {size}", () => AgainstFftw(size, size, Adjoint(size, 31)));
        foreach (
            (int height, int width) in ((int, int)[])[(512, 512), (1024, 1024), (2048, 2048), (4096, 4096), (1536, 1536), (1080, 1920), (3072, 3072)]
        )
            Line($"whole transform {height}x{width}", () => AgainstFftw(height, width, Transform(height, width)));
        foreach (int size in Sizes)
        {
            Line(
                $"kernel gradient {size}",
                () =>
                    new Contest(seconds)
                        .With("convolution 31x31", Engine(EngineWork.Convolve, size, 31))
                        .With("kernel gradient", Engine(EngineWork.Gradient, size, 31))
            );
        }

        foreach (int size in Sizes)
            Line($"5x5 direct {size}", () => new Contest(seconds / 3).With("ours", Engine(EngineWork.Convolve, size, 5)));

        void Line(string title, Func<Contest> contest)
        {
            if (!title.Contains(part, StringComparison.Ordinal))
                return;
            Console.WriteLine($"{title}: {contest().Run()}");
            AlignedPool.Trim();
        }

        Contest AgainstFftw(int height, int width, Action ours)
        {
            Contest result = new Contest(seconds).With("ours", ours);
            return Fftw.IsInstalled ? result.With("FFTW", new Fftw(height, width).Convolve) : result;
        }
    }

    private static Action Engine(EngineWork work, int size, int psfSize) =>
        EngineBenchmark.Prepare(work, size, psfSize, 1, ConvolutionMethod.Automatic).Call;

    private static Action Adjoint(int size, int psfSize)
    {
        var shape = new Shape(size, size);
        AlignedBuffer x = AlignedPool.Rent(shape.Count),
            y = AlignedPool.Rent(shape.Count);
        y.Span.Fill(0.5f);
        var kernel = new float[psfSize * psfSize];
        for (int i = 0; i < kernel.Length; i++)
            kernel[i] = 1f / (i + 1);
        FrozenConvolution held = new Convolution(shape, new(psfSize, psfSize), Extent.Same).WithKernel(kernel);
        return () => held.Adjoint(y.Span, x.Span);
    }

    private static Action Transform(int height, int width)
    {
        var shape = new Shape(height, width);
        var fft = new RealFft2D(shape);
        AlignedBuffer x = AlignedPool.Rent(shape.Count),
            y = AlignedPool.Rent(shape.Count),
            spectrum = AlignedPool.Rent(fft.SpectrumLength);
        x.Span.Fill(0.5f);
        fft.Forward(x.Span, spectrum.Span);
        return () => fft.Filter(x.Span, shape, spectrum.Span, SpectrumFactor.Plain, y.Span, shape);
    }
}

using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Deconv.Benchmarks.Engine;

/// <summary>FFTW, where it is installed: forward transform · spectrum → inverse of a whole image, planned with FFTW_MEASURE, one thread.</summary>
internal sealed unsafe class Fftw
{
    private const string Library = "libfftw3f.so.3";
    private const uint Measure = 0;
    private readonly float* _x;
    private readonly float* _spectrum;
    private readonly float* _factor;
    private readonly nint _forward;
    private readonly nint _inverse;
    private readonly nint _floats;

    public Fftw(int height, int width)
    {
        nint samples = (nint)height * width;
        _floats = 2 * (nint)height * ((width / 2) + 1);
        _x = AllocateReal(samples);
        _spectrum = AllocateReal(_floats);
        _factor = AllocateReal(_floats);
        _forward = PlanForward(height, width, _x, _spectrum, Measure);
        _inverse = PlanInverse(height, width, _spectrum, _x, Measure);
        var random = new Random(1);
        for (nint i = 0; i < samples; i++)
            _x[i] = random.NextSingle();
        for (nint i = 0; i < _floats; i += 2)
            (_factor[i], _factor[i + 1]) = (1f / samples, 0.1f / samples);
    }

    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, Assembly.GetExecutingAssembly(), null, out _);

    /// <summary>x = inverse(forward(x) · factor).</summary>
    public void Convolve()
    {
        Execute(_forward);
        Vector256<float> signs = Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1);
        nint i = 0;
        for (; i + 8 <= _floats; i += 8)
        {
            Vector256<float> a = Vector256.Load(_spectrum + i),
                b = Vector256.Load(_factor + i);
            Vector256<float> re = Vector256.Shuffle(b, Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6)),
                im = Vector256.Shuffle(b, Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7));
            Vector256.Store((a * re) + (Vector256.Shuffle(a, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)) * (im * signs)), _spectrum + i);
        }

        for (; i < _floats; i += 2)
            (_spectrum[i], _spectrum[i + 1]) = (
                (_spectrum[i] * _factor[i]) - (_spectrum[i + 1] * _factor[i + 1]),
                (_spectrum[i] * _factor[i + 1]) + (_spectrum[i + 1] * _factor[i])
            );
        Execute(_inverse);
    }

    [DllImport(Library, EntryPoint = "fftwf_alloc_real"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern float* AllocateReal(nint count);

    [DllImport(Library, EntryPoint = "fftwf_plan_dft_r2c_2d"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint PlanForward(int height, int width, float* input, float* output, uint flags);

    [DllImport(Library, EntryPoint = "fftwf_plan_dft_c2r_2d"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint PlanInverse(int height, int width, float* input, float* output, uint flags);

    [DllImport(Library, EntryPoint = "fftwf_execute"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Execute(nint plan);
}

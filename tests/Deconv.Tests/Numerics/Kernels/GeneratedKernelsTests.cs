using Deconv.Tests.Numerics.Kernels.Generator;
using Xunit;

namespace Deconv.Tests.Numerics.Kernels;

/// <summary>
/// The checked-in kernels are what the generator writes. After a change of the generator run
/// <c>DECONV_WRITE_KERNELS=1 dotnet test tests/Deconv.Tests --filter GeneratedKernels</c> and commit the result.
/// </summary>
public class GeneratedKernelsTests
{
    public static TheoryData<string> Files => [.. Expected.Keys];

    private static Dictionary<string, Func<string>> Expected { get; } =
        Dialect
            .All.SelectMany(d =>
                new (string, Func<string>)[]
                {
                    ($"Lanes{32 * d.Lanes}.Fft.g.cs", () => FftKernelFile.Write(d)),
                    ($"Lanes{32 * d.Lanes}.Stencil.g.cs", () => StencilKernelFile.Write(d)),
                    ($"Lanes{32 * d.Lanes}.Channels.g.cs", () => ChannelKernelFile.Write(d)),
                }
            )
            .ToDictionary();

    [Theory]
    [MemberData(nameof(Files))]
    public void Checked_in_kernels_are_what_the_generator_writes(string file)
    {
        string path = Path.Combine(RepositoryRoot(), "src", "Deconv", "Numerics", "Kernels", file),
            text = Expected[file]();
        if (Environment.GetEnvironmentVariable("DECONV_WRITE_KERNELS") == "1")
            File.WriteAllText(path, text);
        Assert.True(
            File.ReadAllText(path).ReplaceLineEndings("\n") == text,
            $"{file} differs from what the generator writes; rewrite it with DECONV_WRITE_KERNELS=1."
        );
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Deconv.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}

namespace Deconv.Cli.Jobs.SelfTests;

/// <summary>One check: the largest error against the largest allowed error.</summary>
internal sealed record SelfTest(string Name, double Limit, Func<double> Worst)
{
    public static IReadOnlyList<SelfTest> All { get; } = [.. OperatorTests.All, .. GradientTests.All, .. RestorationTests.All];
}

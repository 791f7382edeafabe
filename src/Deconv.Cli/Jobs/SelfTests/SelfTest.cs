namespace Deconv.Cli.Jobs.SelfTests;

/// <summary>One claim, checked on this machine: the largest error seen against the largest that is allowed.</summary>
internal sealed record SelfTest(string Name, double Limit, Func<double> Worst)
{
    public static IReadOnlyList<SelfTest> All { get; } = [.. OperatorTests.All, .. GradientTests.All, .. RestorationTests.All];
}

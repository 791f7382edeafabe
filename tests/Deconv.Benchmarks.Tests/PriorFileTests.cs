using Xunit;

namespace Deconv.Benchmarks.Tests;

/// <summary>--learned-prior.</summary>
public class PriorFileTests
{
    [Fact]
    public void A_damaged_prior_is_an_unreadable_input()
    {
        using var lab = new Lab();
        File.WriteAllBytes(lab.At("p.net"), new byte[100]);
        Assert.Equal(Lab.Input, lab.Run("photos", "--data", lab.Folder, "--effort", "best", "--learned-prior", lab.At("p.net")));
        Assert.Contains("not a learned prior", lab.Error, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using Xunit;

namespace Deconv.Benchmarks.Tests;

/// <summary>claims.</summary>
public class ClaimsCommandTests
{
    [Fact]
    public void A_claim_is_measured_and_compared_with_its_gate()
    {
        using var lab = new Lab();
        MadeSets.Write(lab.Folder);
        JsonElement result = lab.Json("claims", "--data", lab.Folder, "--only", "impulses", "--effort", "fast");
        JsonElement claim = Assert.Single(result.GetProperty("claims").EnumerateArray());
        bool holds = claim.GetProperty("with").GetDouble() - claim.GetProperty("without").GetDouble() >= claim.GetProperty("gate").GetDouble();
        Assert.Equal(holds, claim.GetProperty("holds").GetBoolean());
        Assert.Equal(holds, result.GetProperty("ok").GetBoolean());
        Assert.Equal(12, claim.GetProperty("pictures").GetInt32());
    }
}

using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>What null stands for: the method and the prior that a plan ends up with, and what is refused.</summary>
public class ResolutionTests
{
    private static DeconvolutionOptions Planned(DeconvolutionOptions options) => Deconvolver.Plan(new(20, 20), 1, Psf.Box(3), options).Options;

    public static TheoryData<string?, Boundary, string, string> Chosen =>
        new()
        {
            { null, Boundary.Unknown, "gd", "hyper" },
            { "hyper", Boundary.Unknown, "gd", "hyper" },
            { "tv", Boundary.Unknown, "fista", "tv" },
            { "tv", Boundary.Zero, "fista", "tv" },
            { "l2", Boundary.Unknown, "nesterov", "l2" },
            { "none", Boundary.Unknown, "nesterov", "none" },
            { "hyper", Boundary.Periodic, "nesterov", "hyper" },
            { null, Boundary.Periodic, "nesterov", "hyper" },
            { null, Boundary.Zero, "nesterov", "hyper" },
        };

    [Theory]
    [MemberData(nameof(Chosen))]
    public void A_method_is_chosen_for_the_prior_and_the_boundary(string? prior, Boundary boundary, string method, string used)
    {
        DeconvolutionOptions planned = Planned(new() { Prior = Named(prior), Boundary = boundary });
        Assert.Equal((method, used), (planned.Method!.Name, planned.Prior!.Name));
    }

    /// <summary>The prior that is used when none is named is the method's own.</summary>
    [Theory]
    [InlineData("gd", "hyper")]
    [InlineData("nesterov", "hyper")]
    [InlineData("fista", "tv")]
    [InlineData("landweber", "none")]
    [InlineData("rl", "none")]
    [InlineData("wiener", "none")]
    public void A_method_has_a_prior_of_its_own(string method, string prior) =>
        Assert.Equal(prior, Planned(new() { Method = Catalog.Methods.First(m => m.Name == method) }).Prior!.Name);

    public static TheoryData<string, string?, Boundary, string> Refused =>
        new()
        {
            { "rl", "hyper", Boundary.Unknown, "Methods that do: gd, nesterov." },
            { "rl", "hyper", Boundary.Periodic, "Methods that do: nesterov." },
            { "gd", "tv", Boundary.Unknown, "Methods that do: fista, nesterov." },
            { "gd", "l2", Boundary.Unknown, "Methods that do: nesterov." },
            { "gd", null, Boundary.Zero, "Methods that do: nesterov." },
            { "fista", "hyper", Boundary.Unknown, "Methods that do: gd, nesterov." },
            { "wiener", null, Boundary.Zero, "Methods that do: nesterov, landweber, rl." },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_method_that_cannot_serve_is_refused_and_those_that_can_are_named(string method, string? prior, Boundary boundary, string advice)
    {
        var options = new DeconvolutionOptions
        {
            Method = Catalog.Methods.First(m => m.Name == method),
            Prior = Named(prior),
            Boundary = boundary,
        };
        string message = Assert.Throws<ArgumentException>(() => Planned(options)).Message;
        Assert.Contains($"The method {method} does not support the prior", message, StringComparison.Ordinal);
        Assert.EndsWith(advice, message, StringComparison.Ordinal);
    }

    /// <summary>Whatever is combined, it is either refused or planned with a method that minimizes that very functional.</summary>
    [Fact]
    public void No_prior_is_replaced()
    {
        foreach (Prior prior in Catalog.Priors)
        foreach (RestorationMethod? method in Catalog.Methods.Append(null))
        foreach (Boundary boundary in Enum.GetValues<Boundary>())
        {
            var options = new DeconvolutionOptions
            {
                Method = method,
                Prior = prior,
                Boundary = boundary,
            };
            if (method is not null && !method.Serves(prior, boundary))
            {
                Assert.Throws<ArgumentException>(() => Planned(options));
                continue;
            }

            DeconvolutionOptions planned = Planned(options);
            Assert.Same(prior, planned.Prior);
            Assert.Same(method ?? planned.Method, planned.Method);
        }
    }

    private static Prior? Named(string? name) => name is null ? null : Catalog.Priors.First(p => p.Name == name);
}

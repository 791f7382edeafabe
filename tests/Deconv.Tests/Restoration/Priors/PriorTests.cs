using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;
using Deconv.Restoration;
using Deconv.Tests.Contracts;
using Xunit;
using Xunit.Sdk;

namespace Deconv.Tests.Restoration.Priors;

/// <summary>The contract of priors on those of the catalog, on their relatives, and on one that is added here.</summary>
public class PriorTests
{
    private static readonly Prior[] Others =
    [
        Prior.Power(0.5),
        Prior.Power(1),
        Prior.Custom("own", shape => new GradientPrior<Huber>(shape, new(0.01f))),
        new GemanMcClurePrior(),
    ];

    public static TheoryData<string> Names => [.. Catalog.Priors.Concat(Others).Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_prior_keeps_the_contract(string name) => PriorContract.Check(Catalog.Priors.Concat(Others).Single(p => p.Name == name));

    [Fact]
    public void Names_in_the_catalog_are_unique_and_the_default_comes_first()
    {
        Assert.Equal(Catalog.Priors.Count, Catalog.Priors.Select(p => p.Name).Distinct().Count());
        Assert.Same(new DeconvolutionOptions().Resolved().Prior, Catalog.Priors[0]);
    }

    /// <summary>A gradient alone is served by the method for gradients, for every boundary, and by no other.</summary>
    [Fact]
    public void An_added_prior_is_found_by_name_and_minimized_by_nesterov()
    {
        Prior[] catalog = [.. Catalog.Priors, new GemanMcClurePrior()];
        Prior added = catalog.Single(p => p.Name == "geman");
        Assert.Equal(
            RestorationMethod.Nesterov,
            new DeconvolutionOptions { Prior = added }
                .Resolved()
                .Method
        );
        Assert.Equal([RestorationMethod.Nesterov], Catalog.Methods.Where(m => m.Serves(added, Boundary.Unknown)));
    }

    private sealed record Forgetful() : Prior("forgetful", "says it has a gradient")
    {
        internal override bool HasGradient => true;

        internal override double AutomaticLambda(double noise) => noise;
    }

    private sealed record TwoFaced() : Prior("two-faced", "one functional here, another there")
    {
        internal override bool HasGradient => true;

        internal override bool HasShrinkage => true;

        internal override double AutomaticLambda(double noise) => 1 / noise;

        internal override IDifferentiable Differentiable(Shape shape) => new GradientPrior<HyperLaplacian>(shape, new(0.8f, 2e-3f));

        internal override DifferencePrior Shrinkage(Shape frame, int threads) => new(frame, 0.8, threads);
    }

    /// <summary>A contract that accepts a wrong implementation is worth nothing.</summary>
    [Fact]
    public void The_contract_catches_mistakes()
    {
        Assert.ThrowsAny<XunitException>(() => PriorContract.CheckMaps(new Forgetful()));
        Assert.ThrowsAny<XunitException>(() => PriorContract.CheckFunctional(new TwoFaced()));
        Assert.ThrowsAny<XunitException>(() => PriorContract.CheckLambda(new TwoFaced()));
        Assert.ThrowsAny<XunitException>(() =>
            PriorContract.CheckName(Prior.Custom("Two words", shape => new GradientPrior<Quadratic>(shape, default)))
        );
    }
}

namespace Deconv.Restoration.Priors;

/// <summary>The misfit alone.</summary>
internal sealed record NoPrior() : Prior("none", "no prior, only the stopping rule limits the noise")
{
    internal override bool IsNone => true;

    internal override double AutomaticLambda(double noise) => 0;
}

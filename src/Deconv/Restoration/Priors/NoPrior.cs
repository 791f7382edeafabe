namespace Deconv.Restoration.Priors;

/// <summary>The misfit alone.</summary>
internal sealed record NoPrior() : Prior("none", "none; the stopping rule alone keeps the noise down")
{
    internal override bool IsNone => true;

    internal override double AutomaticLambda(double noise) => 0;
}

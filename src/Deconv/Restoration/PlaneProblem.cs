using Deconv.Estimation;
using Deconv.Objectives;
using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>One plane to restore, every parameter resolved, in units where the picture's bright parts are about 1.</summary>
internal sealed class PlaneProblem
{
    public required Shape Shape { get; init; }

    /// <summary>The observed samples.</summary>
    public required ReadOnlyMemory<float> Observed { get; init; }

    /// <summary>Trust, 0 to 1 per sample; empty for 1.</summary>
    public required ReadOnlyMemory<float> Weights { get; init; }

    /// <summary>The same for methods that can use a lower bound: <see cref="SaturationMask.AtLeast"/> where a sample is one.</summary>
    public required ReadOnlyMemory<float> Bounds { get; init; }

    public required Psf Psf { get; init; }

    public required Boundary Boundary { get; init; }

    /// <summary>Exponent of the prior: p of |∇x|^p; 2 quadratic; 0 none.</summary>
    public required double Exponent { get; init; }

    /// <summary>Makes the caller's own prior, or null.</summary>
    public Func<Shape, IDifferentiable>? Term { get; init; }

    public required double Lambda { get; init; }

    /// <summary>Standard deviation of the noise.</summary>
    public required double Noise { get; init; }

    public required double NoiseToSignal { get; init; }

    /// <summary>f₀² of the spectral weight.</summary>
    public required double ModelError { get; init; }

    public required bool NonNegative { get; init; }

    /// <summary>Steps of the fast method.</summary>
    public required int ScheduleSteps { get; init; }

    /// <summary>Patch prior of the steps after those, or null.</summary>
    public GaussianMixture? Patches { get; init; }

    /// <summary>Patches are seen through a <see cref="LightCurve"/>.</summary>
    public bool PatchesSeeCurve { get; init; }

    /// <summary>Noise that the data term expects: the measured one and what cannot be measured.</summary>
    public required double EffectiveNoise { get; init; }

    /// <summary>Exact number of iterations asked for, or null.</summary>
    public required int? Iterations { get; init; }

    public required double Tolerance { get; init; }

    /// <summary>The caller's own reason to stop, or null.</summary>
    public StoppingRule? Stop { get; init; }

    public required TimeSpan? TimeLimit { get; init; }

    public required int Threads { get; init; }

    public required IterationObserver? Observe { get; init; }

    public required CancelBehavior OnCancel { get; init; }

    public required CancellationToken Cancel { get; init; }

    /// <summary>Iterations after which a method that has not stopped by itself is stopped.</summary>
    public int IterationLimit => Iterations ?? 200;

    /// <summary>Runs a solver: exactly the iterations asked for, or until the method's own rule; always within the time limit and the caller's rule.</summary>
    public SolveReport Run(ISolver solver, StoppingRule rule, Span<float> latent)
    {
        StoppingRule until = Iterations is { } exact ? StoppingRule.MaxIterations(exact) : rule | StoppingRule.MaxIterations(IterationLimit);
        if (TimeLimit is { } limit)
            until |= StoppingRule.ElapsedOver(limit);
        if (Stop is { } own)
            until |= own;
        return solver.Run(until, latent, Observe, OnCancel, Cancel);
    }

    public Blur Blur() => new(Psf, Shape, Boundary, threads: Threads);
}

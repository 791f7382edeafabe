using Deconv.Numerics;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Learned;
using Deconv.Operators;

namespace Deconv.Solvers.Preconditioned;

/// <summary>One plane of the descent: its observation and mask, its prior, and its iterate as samples and as spectra.</summary>
internal sealed class DescentPlane : IDisposable
{
    private readonly MaskedFrame _frame;
    private double _lastEnergy = double.PositiveInfinity;
    private int _rises;

    /// <param name="frame">The image, its position in x and its weights; the plane takes over its buffers.</param>
    /// <param name="prior">The prior, of the shape of the frame.</param>
    /// <param name="lambda">λ, above 0.</param>
    /// <param name="modelError">
    /// f₀² of W = f²/(f² + f₀²): squared frequency in (cycles per sample)² below which the PSF is not trusted; 0 for W = 1.
    /// </param>
    /// <param name="schedule">Penalties β and momentum of every step.</param>
    /// <param name="learned">The prior of the steps after the schedule, or null to continue with the first; owned by the caller.</param>
    public DescentPlane(MaskedFrame frame, DifferencePrior prior, double lambda, double modelError, Schedule schedule, LearnedPull? learned = null) =>
        (_frame, Prior, Lambda, ModelError, Schedule, Learned) = (frame, prior, lambda, modelError, schedule, learned);

    /// <summary>Shape of the frame.</summary>
    public Shape Shape => _frame.Shape;

    public DifferencePrior Prior { get; }

    public double Lambda { get; }

    public double ModelError { get; }

    public Schedule Schedule { get; }

    public LearnedPull? Learned { get; }

    /// <summary>y on the frame.</summary>
    public AlignedBuffer Observed { get; private set; }

    /// <summary>M.</summary>
    public AlignedBuffer Mask { get; private set; }

    /// <summary>h∗x, then the weighted residual, then the pull of the prior.</summary>
    public AlignedBuffer Work { get; private set; }

    /// <summary>Spectrum of the iterate.</summary>
    public AlignedBuffer Current { get; private set; }

    /// <summary>Spectrum of the iterate before momentum was added.</summary>
    public AlignedBuffer Previous { get; private set; }

    /// <summary>Of a schedule that is run twice: the start, then the answer of the first run.</summary>
    public AlignedBuffer Kept { get; private set; }

    /// <summary>Samples that are ignored until the robust potential can decide about them.</summary>
    public IReadOnlyList<HeldSample> Held { get; init; } = [];

    /// <summary>Takes the buffers of the frame and rents the others.</summary>
    /// <param name="spectrum">Floats of a spectrum.</param>
    /// <param name="x">Receives the start.</param>
    public void Begin(int spectrum, Span<float> x)
    {
        (Observed, Mask, AlignedBuffer start) = _frame.Detach();
        start.Span[..Shape.Count].CopyTo(x);
        Work = start;
        (Current, Previous) = (AlignedPool.Rent(spectrum), AlignedPool.Rent(spectrum));
        if (Schedule.FillSteps == 0)
            return;
        Kept = AlignedPool.Rent(Shape.Count);
        x.CopyTo(Kept.Span);
    }

    /// <summary>Replaces the residual in <see cref="Work"/> by the pull of the prior; returns the value of the prior.</summary>
    /// <param name="x">The iterate.</param>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="penalty">β.</param>
    /// <param name="onDifferences">Whether the pull has the curvature Σ|F_f|², or else 1.</param>
    public double Pull(ReadOnlySpan<float> x, int step, out double penalty, out bool onDifferences)
    {
        int learnedStep = step - Schedule.Count;
        onDifferences = Learned is null || learnedStep < 0;
        penalty = onDifferences ? Schedule.At(step).Penalty : Learned!.Penalty(learnedStep);
        return onDifferences ? Lambda * Prior.Pull(x, Lambda, penalty, Work.Span) : penalty * Learned!.Pull(x, learnedStep, Work.Span);
    }

    /// <summary>The momentum of a step. Once the energy has risen twice in a row, one step is taken without, which descends.</summary>
    public float Momentum(int step, double energy)
    {
        _rises = energy > _lastEnergy ? _rises + 1 : 0;
        _lastEnergy = energy;
        if (_rises < 2)
            return Schedule.At(step).Momentum;
        _rises = 0;
        return 0;
    }

    public void Dispose()
    {
        Observed.Dispose();
        Mask.Dispose();
        Work.Dispose();
        Current.Dispose();
        Previous.Dispose();
        Kept.Dispose();
        (Observed, Mask, Work, Current, Previous, Kept) = (default, default, default, default, default, default);
    }
}

/// <summary>A sample that is ignored at first.</summary>
/// <param name="Position">Position on the frame.</param>
/// <param name="Change">The observed value minus the one on the frame.</param>
/// <param name="Weight">Its mask later on.</param>
internal readonly record struct HeldSample(int Position, float Change, float Weight);

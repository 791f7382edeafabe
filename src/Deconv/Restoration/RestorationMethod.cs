using Deconv.Operators;
using Deconv.Restoration.Methods;
using Deconv.Solvers;

namespace Deconv.Restoration;

/// <summary>A method of restoring one plane.</summary>
/// <param name="Name">Short stable name.</param>
/// <param name="Summary">What it is and when to use it.</param>
public abstract record RestorationMethod(string Name, string Summary)
{
    /// <summary>Accelerated gradient descent, preconditioned in the Fourier domain. The default.</summary>
    public static RestorationMethod Gradient { get; } = new FastGradient();

    /// <summary>Nesterov's projected gradient with a smooth prior, for any boundary.</summary>
    public static RestorationMethod Nesterov { get; } = new AcceleratedGradient();

    /// <summary>FISTA with total variation.</summary>
    public static RestorationMethod Fista { get; } = new FistaTotalVariation();

    /// <summary>Projected gradient descent on the misfit, stopped at the noise level.</summary>
    public static RestorationMethod Landweber { get; } = new Landweber();

    /// <summary>Richardson-Lucy, stopped at the noise level.</summary>
    public static RestorationMethod RichardsonLucy { get; } = new RichardsonLucyMethod();

    /// <summary>Wiener filter.</summary>
    public static RestorationMethod Wiener { get; } = new WienerMethod();

    /// <summary>All methods, in the order in which they are tried when none is given.</summary>
    public static IReadOnlyList<RestorationMethod> All { get; } = [Gradient, Fista, Nesterov, Landweber, RichardsonLucy, Wiener];

    /// <summary>The prior that is used when none is given.</summary>
    internal virtual Prior DefaultPrior => Prior.None;

    /// <summary>True for multiplicative methods: they need positive light, not color differences, so every plane is restored independently.</summary>
    internal virtual bool NeedsPositive => false;

    /// <summary>
    /// Whether the method can restore luminance and color differences together, with weights for red, green and blue.
    /// </summary>
    internal virtual bool Couples => false;

    /// <summary>
    /// Whether the number of its steps is decided before it begins, so that all tiles of a picture take the same; others stop by a rule of their own.
    /// </summary>
    internal virtual bool IsScheduled => false;

    /// <summary>Whether the method can minimize the functional of a prior for a boundary.</summary>
    internal virtual bool Serves(Prior prior, Boundary boundary) => prior.IsNone;

    /// <summary>Upper bound of the pooled floats that <see cref="Restore"/> holds, not counting workspaces of threads.</summary>
    internal abstract long WorkingFloats(MemoryNeed sizes);

    /// <summary>Restores a plane into <paramref name="restored"/> and returns a report.</summary>
    internal abstract SolveReport Restore(PlaneProblem problem, PlaneControl control, Span<float> restored);

    /// <summary>
    /// Restores luminance and color differences together into <paramref name="restored"/>; the weights of the problems belong to red, green and blue.
    /// Only for methods that <see cref="Couples"/>.
    /// </summary>
    internal virtual SolveReport RestoreColor(IReadOnlyList<PlaneProblem> problems, PlaneControl control, PlanarImage restored) =>
        throw new NotSupportedException($"{Name} restores plane by plane.");
}

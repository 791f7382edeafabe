namespace Deconv.Objectives;

/// <summary>Weighted sum of differentiable terms: data term plus λ times prior; a larger λ makes a smoother image.</summary>
public sealed class Objective : IDifferentiable
{
    private readonly (float Weight, IDifferentiable Term)[] _terms;

    /// <summary>Σ weight · term.</summary>
    /// <param name="terms">At least one; all of one shape.</param>
    /// <exception cref="ArgumentException">No term, or shapes that differ.</exception>
    public Objective(params (float Weight, IDifferentiable Term)[] terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Length == 0)
            throw new ArgumentException("An objective needs at least one term.", nameof(terms));
        foreach ((_, IDifferentiable term) in terms)
            if (term.Domain != terms[0].Term.Domain)
                throw new ArgumentException($"All terms act on one shape; got {terms[0].Term.Domain} and {term.Domain}.", nameof(terms));
        _terms = terms;
    }

    /// <inheritdoc/>
    public Shape Domain => _terms[0].Term.Domain;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<float> x)
    {
        double sum = 0;
        foreach ((float weight, IDifferentiable term) in _terms)
            sum += weight * term.Value(x);
        return sum;
    }

    /// <inheritdoc/>
    public double AccumulateGradient(ReadOnlySpan<float> x, float weight, Span<float> gradient)
    {
        double sum = 0;
        foreach ((float own, IDifferentiable term) in _terms)
            sum += own * term.AccumulateGradient(x, weight * own, gradient);
        return sum;
    }
}

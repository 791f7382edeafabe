using Deconv.Psfs;

namespace Deconv.Cli.Jobs;

/// <summary>Converts argument errors of the library to usage errors.</summary>
internal static class LibraryErrors
{
    /// <summary>Runs the work.</summary>
    /// <param name="work">Work that calls the library.</param>
    /// <param name="advice">What to add to the message, or null.</param>
    /// <exception cref="UsageException">The library refused an argument.</exception>
    public static T Explained<T>(Func<T> work, string? advice = null)
    {
        try
        {
            return work();
        }
        catch (ArgumentException e) when (e is not InvalidPsfException)
        {
            // Without the parameter name, which means nothing to the user.
            int at = e.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
            string message = at < 0 ? e.Message : e.Message[..at];
            throw new UsageException(advice is null ? message : $"{message} {advice}");
        }
    }
}

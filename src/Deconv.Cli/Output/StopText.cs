using System.Globalization;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Cli.Output;

/// <summary>Why a loop ended, in words.</summary>
internal static class StopText
{
    /// <summary>As a phrase with its number.</summary>
    public static string Of(StopReason reason)
    {
        FormattableString text = reason.Kind switch
        {
            StopKind.MaxIterations => $"limit of {reason.Value} iterations",
            StopKind.RelativeChange => $"converged, relative change below {reason.Value:G2}",
            StopKind.TimeLimit => $"time limit of {reason.Value:G4} s",
            StopKind.ResidualAtNoise => $"residual at the noise, {reason.Value:G3}",
            StopKind.ScheduleDone => $"all {reason.Value} steps done",
            StopKind.Canceled => $"interrupted",
            StopKind.Diverged => $"diverged, the objective is not finite",
            StopKind.OneShot => $"closed form",
            _ => $"{reason.Name}",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>For programs.</summary>
    public static string Code(StopReason reason) => reason.Name ?? Codes.Of(reason.Kind);
}

using System.Globalization;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Cli.Output;

/// <summary>Why an iteration stopped, as text.</summary>
internal static class StopText
{
    /// <summary>A phrase, with the number that belongs to it.</summary>
    public static string Of(StopReason reason)
    {
        FormattableString text = reason.Kind switch
        {
            StopKind.MaxIterations => $"iteration limit {reason.Value}",
            StopKind.RelativeChange => $"converged, relative change below {reason.Value:G2}",
            StopKind.TimeLimit => $"time limit {reason.Value:G4} s",
            StopKind.ResidualAtNoise => $"residual at the noise level {reason.Value:G3}",
            StopKind.ScheduleDone => $"end of the schedule",
            StopKind.Canceled => $"interrupted",
            StopKind.Diverged => $"diverged (the objective is not finite)",
            StopKind.OneShot => $"closed form",
            _ => $"{reason.Name}",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A stable name, for programs.</summary>
    public static string Code(StopReason reason) => reason.Name ?? Codes.Of(reason.Kind);
}

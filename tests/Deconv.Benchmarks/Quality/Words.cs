using System.Text.Json;

namespace Deconv.Benchmarks.Quality;

/// <summary>Names of enums as figures show them: StructureLeft is structure-left.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

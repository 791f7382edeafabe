using System.Text;

namespace Deconv.Cli.Output;

/// <summary>Stable names of enum values for programs: lower case, words separated by dashes.</summary>
internal static class Codes
{
    /// <summary>StructureLeft is "structure-left".</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var code = new StringBuilder();
        foreach (char c in value.ToString())
        {
            if (char.IsUpper(c) && code.Length > 0)
                code.Append('-');
            code.Append(char.ToLowerInvariant(c));
        }

        return code.ToString();
    }
}

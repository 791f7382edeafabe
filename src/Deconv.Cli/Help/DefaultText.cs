using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Operators;
using Deconv.Restoration;

namespace Deconv.Cli.Help;

/// <summary>The default of an option in the words that the option takes; the tests give every one of them back to it.</summary>
internal static class DefaultText
{
    /// <summary>Words for "not given", the first that the option speaks of.</summary>
    private static readonly string[] Nothing = ["auto", "same", "off"];

    /// <summary>Null where there is none worth showing.</summary>
    public static string? Of(Option option)
    {
        object? value = option.HasDefaultValue ? option.GetDefaultValue() : null;
        if (value is null && option.ValueType.IsEnum)
            value = Enum.ToObject(option.ValueType, 0);
        if (value is null && option.ValueType == typeof(int))
            value = 0;
        return value switch
        {
            null or Auto<double> { Value: null } => Unset(option),
            Auto<double> { Value: { } number } => number.ToString(CultureInfo.InvariantCulture),
            bool => null,
            string text => text,
            Prior prior => prior.Name,
            RestorationMethod method => method.Name,
            CropChoice => "auto",
            ChannelMode mode => mode switch
            {
                ChannelMode.Opponent => "rgb",
                _ => mode.ToString().ToLowerInvariant(),
            },
            ConvolutionMethod.Automatic => "auto",
            Enum word => word.ToString().ToLowerInvariant(),
            IFormattable primitive when value.GetType().IsPrimitive => primitive.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private static string? Unset(Option option)
    {
        // A file that is not named is not written.
        if (option.HelpName?.StartsWith("FILE", StringComparison.Ordinal) == true)
            return null;

        // Only options that can be told to work it out have such a word; a path or a number that is not given is just not given.
        bool automatic = option.ValueType.IsGenericType && option.ValueType.GetGenericTypeDefinition() == typeof(Auto<>);
        string[] words = [.. (option.HelpName ?? "").Split('|'), .. automatic ? (option.Description ?? "").Split(' ', ',', '.', ':') : []];
        return Nothing.FirstOrDefault(words.Contains);
    }
}

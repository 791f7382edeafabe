using System.Text.Encodings.Web;
using System.Text.Json;
using Deconv.Restoration;

namespace Deconv.Benchmarks.Commands;

/// <summary>Results as JSON, for scripts.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumber() },
    };

    /// <summary>Version of the library that was measured.</summary>
    public static string Version { get; } = typeof(Deconvolver).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static string Of(object result) => JsonSerializer.Serialize(result, Options);
}

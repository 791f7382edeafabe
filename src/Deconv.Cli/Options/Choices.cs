using Deconv.Blind;
using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Restoration;

namespace Deconv.Cli.Options;

/// <summary>The words of every option that takes one word of a list. They are defined here only.</summary>
internal static class Choices
{
    public static IReadOnlyList<Choice<Effort>> Efforts { get; } =
    [
        new("fast", Effort.Fast, "10 iterations"),
        new("balanced", Effort.Balanced, "20 iterations, or 60 if samples are clipped or weighted"),
        new("best", Effort.Best, "as balanced, followed by a learned prior trained on photographs, where it helps"),
        new("auto", Effort.Auto, "best for a JPEG of up to 1.5 megapixels, otherwise balanced"),
    ];

    public static IReadOnlyList<Choice<Loss>> Losses { get; } =
    [new("gauss", Loss.Gauss, "the same noise everywhere"), new("poisson", Loss.Poisson, "photon noise, which increases with brightness")];

    public static IReadOnlyList<Choice<PsfTrust>> Trusts { get; } =
    [
        new("calibrated", PsfTrust.Calibrated, "measured or modeled"),
        new("exact", PsfTrust.Exact, "known exactly, as in simulations"),
        new("estimated", PsfTrust.Estimated, "estimated from the photograph"),
    ];

    public static IReadOnlyList<Choice<ChannelMode>> Channels { get; } =
    [
        new("rgb", ChannelMode.Opponent, "luminance and color differences"),
        new("luma", ChannelMode.Luma, "luminance only"),
        new("each", ChannelMode.Each, "each channel on its own"),
    ];

    public static IReadOnlyList<Choice<AutoSource>> AutoSources { get; } =
    [
        new("each", AutoSource.Each, "separate values for each file"),
        new("first", AutoSource.First, "the values of the first file"),
        new("median", AutoSource.Median, "the medians over all files, which are read twice"),
    ];

    public static IReadOnlyList<Choice<PsfFamily>> Families { get; } =
    [
        new("free", PsfFamily.Free, "any shape, as from camera shake"),
        new("motion", PsfFamily.Motion, "along a straight line"),
        new("disk", PsfFamily.Disk, "out of focus"),
        new("gaussian", PsfFamily.Gaussian),
    ];

    public static IReadOnlyList<Choice<SampleDepth?>> Depths { get; } =
    [new("same", null, "as the input"), new("8", SampleDepth.UInt8), new("16", SampleDepth.UInt16), new("f32", SampleDepth.Float32)];

    public static IReadOnlyList<Choice<RangePolicy?>> Ranges { get; } =
    [
        new("auto", null, "preserve for float samples, otherwise clip"),
        new("clip", RangePolicy.Clip, "0 and 1 in their place"),
        new("preserve", RangePolicy.Preserve, "as they are; float samples only"),
        new("rescale", RangePolicy.Rescale, "the whole range becomes 0 to 1"),
    ];

    public static IReadOnlyList<Choice<bool?>> Signs { get; } =
    [
        new("auto", null, "positive, unless the data are clearly signed"),
        new("positive", true, "0 or above, as light is"),
        new("any", false, "also below 0"),
    ];

    public static IReadOnlyList<Choice<ProgressStyle>> ProgressStyles { get; } =
    [
        new("bar", ProgressStyle.Bar, "on a terminal, nothing elsewhere"),
        new("plain", ProgressStyle.Plain, "lines of text, for logs"),
        new("json", ProgressStyle.Json, "one object per step"),
        new("none", ProgressStyle.None),
    ];

    public static IReadOnlyList<Choice<double?>> SharpenPresets { get; } =
    [new("capture", 0.7, "lens and sensor, 0.7 px"), new("resize", 0.45, "after downscaling, 0.45 px"), new("print", 1, "for paper, 1 px")];

    public static IReadOnlyList<Choice<ConvolutionMethod>> Convolutions { get; } =
    [
        new("auto", ConvolutionMethod.Automatic),
        new("direct", ConvolutionMethod.Direct),
        new("separable", ConvolutionMethod.Separable),
        new("tiled", ConvolutionMethod.Tiled),
        new("whole-image", ConvolutionMethod.WholeImage),
    ];

    public static IReadOnlyList<Choice<RestorationMethod?>> Methods { get; } =
    [
        new("auto", null, "the first method that supports the prior and the boundary"),
        .. Catalog.Methods.Select(m => new Choice<RestorationMethod?>(m.Name, m, m.Summary)),
    ];

    public static IReadOnlyList<Choice<Prior?>> Priors { get; } =
    [new("auto", null, "the default prior of the method, usually hyper"), .. Catalog.Priors.Select(p => new Choice<Prior?>(p.Name, p, p.Summary))];

    public static IReadOnlyList<Choice<Boundary>> Boundaries { get; } =
    [.. Catalog.Boundaries.Select(b => new Choice<Boundary>(b.Name, b.Boundary) { Aliases = b.Aliases })];
}

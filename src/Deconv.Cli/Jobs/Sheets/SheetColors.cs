namespace Deconv.Cli.Jobs.Sheets;

/// <summary>Colors of a contact sheet, in linear light.</summary>
internal static class SheetColors
{
    public static float[] Paper { get; } = Linear(0.09f, 0.10f, 0.11f);

    public static float[] Ink { get; } = Linear(0.92f, 0.93f, 0.94f);

    public static float[] Faint { get; } = Linear(0.6f, 0.63f, 0.66f);

    public static float[] Chosen { get; } = Linear(0.98f, 0.72f, 0.25f);

    public static float[] Marked { get; } = Linear(0.45f, 0.70f, 0.90f);

    private static float[] Linear(params float[] codes)
    {
        TransferFunction.Srgb.ToLinear(codes, codes);
        return codes;
    }
}

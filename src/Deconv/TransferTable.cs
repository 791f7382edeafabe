using System.Collections.Concurrent;

namespace Deconv;

/// <summary>
/// A transfer function for integer pixels: exact light of every code, and the exact nearest code of any light. Encoding looks up a straight
/// line by the leading bits of the float, then corrects the guess against the borders between codes, so no power is computed per sample
/// and decoding then encoding returns every code.
/// </summary>
internal sealed class TransferTable
{
    // 8 mantissa bits per octave keep the guess within a tenth of a code for the usual curves.
    private const int BucketShift = 15;
    private static readonly ConcurrentDictionary<(TransferFunction Function, int Top), TransferTable> Cache = new();

    private readonly float[] _borders;
    private readonly float[] _offset;
    private readonly float[] _slope;

    private TransferTable(TransferFunction function, int top)
    {
        Light = new float[top + 1];
        _borders = new float[top + 1];
        for (int code = 0; code <= top; code++)
        {
            Light[code] = (float)function.ToLinear((double)code / top);
            _borders[code] = (float)function.ToLinear((code + 0.5) / top);
        }

        Low = -_borders[0];
        High = _borders[top];
        _borders[top] = float.PositiveInfinity;

        int buckets = (BitConverter.SingleToInt32Bits(1f) >> BucketShift) + 1;
        (_offset, _slope) = (new float[buckets], new float[buckets]);
        for (int i = 0; i < buckets; i++)
        {
            double x0 = BitConverter.Int32BitsToSingle(i << BucketShift),
                x1 = BitConverter.Int32BitsToSingle((i + 1) << BucketShift);
            double v0 = function.FromLinear(x0) * top,
                v1 = function.FromLinear(x1) * top;
            double slope = (v1 - v0) / (x1 - x0);
            (_offset[i], _slope[i]) = ((float)(v0 - (slope * x0) + 0.5), (float)slope);
        }
    }

    /// <summary>Linear light of every code.</summary>
    public float[] Light { get; }

    /// <summary>Samples below this count as clipped: half a code under black.</summary>
    public float Low { get; }

    /// <summary>Samples above this count as clipped: half a code over white.</summary>
    public float High { get; }

    /// <summary>The table for codes 0..<paramref name="top"/>; built once per function.</summary>
    public static TransferTable For(TransferFunction function, int top) =>
        Cache.GetOrAdd((function, top), static key => new TransferTable(key.Function, key.Top));

    /// <summary>The code whose light is nearest on the encoded scale. <paramref name="x"/> must lie in 0..1.</summary>
    public int Encode(float x)
    {
        // The mask takes the sign off -0.
        int bucket = (BitConverter.SingleToInt32Bits(x) & int.MaxValue) >> BucketShift;
        int code = Math.Clamp((int)(_offset[bucket] + (_slope[bucket] * x)), 0, _borders.Length - 1);
        while (x >= _borders[code])
            code++;
        while (code > 0 && x < _borders[code - 1])
            code--;
        return code;
    }
}

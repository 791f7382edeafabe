using System.Runtime.InteropServices;

namespace Deconv.Numerics;

/// <summary>A 64-byte aligned run of pinned floats from <see cref="AlignedPool"/>. Dispose exactly once; contents start arbitrary.</summary>
internal readonly struct AlignedBuffer : IDisposable
{
    private readonly int _offset;

    internal AlignedBuffer(float[] array, int length)
    {
        Array = array;
        Length = length;
        _offset = AlignedPool.AlignedOffset(array);
    }

    internal float[]? Array { get; }

    public int Length { get; }

    public Span<float> Span => new(Array, _offset, Length);

    public Memory<float> Memory => new(Array, _offset, Length);

    /// <summary>Address of the first float. The array is pinned for life, so the pointer stays good until disposal.</summary>
    public unsafe float* Pointer => (float*)Marshal.UnsafeAddrOfPinnedArrayElement(Array!, _offset);

    public void Dispose() => AlignedPool.Return(this);
}

namespace Deconv.Numerics.Fft;

/// <summary>Where the first rows and columns of a tile go.</summary>
/// <param name="data">Sample (0, 0).</param>
/// <param name="stride">Floats from row to row.</param>
/// <param name="height">Rows that are stored.</param>
/// <param name="width">Columns that are stored.</param>
/// <param name="stream">Store past the caches: pays when the whole output is larger than they are.</param>
internal readonly unsafe struct TileTarget(float* data, nint stride, int height, int width, bool stream)
{
    public float* Data { get; } = data;

    public nint Stride { get; } = stride;

    public int Height { get; } = height;

    public int Width { get; } = width;

    public bool Stream { get; } = stream;
}

namespace Deconv.Objectives.Priors.Learned;

/// <summary>The network for one vector width, on tiles of one size.</summary>
internal unsafe interface INetwork : IDisposable
{
    /// <summary>Floats of scratch for a tile.</summary>
    int Scratch { get; }

    /// <summary>Writes the core of a tile of z: x without its noise.</summary>
    /// <param name="x">The plane.</param>
    /// <param name="z">The plane to write; not x.</param>
    /// <param name="plane">Shape of both.</param>
    /// <param name="tile">Row and column of the core at quarter size; the core may reach beyond the plane.</param>
    /// <param name="deviation">Standard deviation of the noise, above 0.</param>
    /// <param name="scratch">Overwritten.</param>
    void Run(float* x, float* z, Shape plane, (int Row, int Column) tile, float deviation, float* scratch);
}

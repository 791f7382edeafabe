namespace Deconv.Numerics;

/// <summary>Work that falls into independent items. A struct, so that <see cref="Workers"/> allocates nothing to run it.</summary>
internal interface IParallelJob
{
    /// <summary>Does one item. Which worker does it must not show in the result.</summary>
    /// <param name="item">0 to items − 1.</param>
    /// <param name="worker">0 to threads − 1, of one thread only: the index of its scratch.</param>
    void Run(int item, int worker);
}

namespace Deconv.Numerics;

/// <summary>Work that falls into independent items. A struct, so that <see cref="Workers"/> allocates nothing to run it.</summary>
internal interface IParallelJob
{
    /// <summary>Processes one item. The result must not depend on the worker.</summary>
    /// <param name="item">0 to items − 1.</param>
    /// <param name="worker">0 to threads − 1, of one thread only: the index of its scratch.</param>
    void Run(int item, int worker);
}

using Deconv.Psfs;

namespace Deconv.Benchmarks.Quality;

/// <summary>Loads or makes the pictures of a set, one after the other.</summary>
/// <param name="data">Folder that holds the sets.</param>
/// <param name="noise">Standard deviation of the noise added, where the set is made here.</param>
/// <param name="psfs">Blurs in place of the standard ones, where the set is made here.</param>
internal delegate IEnumerable<QualityCase> CaseSource(string data, double noise, IReadOnlyList<Psf>? psfs);

using Deconv.Benchmarks.Quality;
using Deconv.Imaging;
using Deconv.Metrics;
using Deconv.Restoration.Verdict;

namespace Deconv.Benchmarks.Outliers;

/// <summary>What the program answers: the restored picture and its verdict.</summary>
internal sealed class Answer : IDisposable
{
    public Answer(PhotographRestoration restoration)
    {
        Photograph photograph = restoration.Photograph;
        File = PngPicture.Of(photograph.Color, photograph.Transfer);
        Values = File.Values();
        Clipped = photograph.Color.Clone();
        ClaimScene.Apply(Clipped, v => Math.Clamp(v, 0, 1));
        Check = restoration.Result.Check;
    }

    /// <summary>The file that is written.</summary>
    public PngPicture File { get; }

    /// <summary>The values in the file.</summary>
    public PlanarImage Values { get; }

    /// <summary>The restored samples in linear light, clipped but not rounded.</summary>
    public PlanarImage Clipped { get; }

    public FitCheck Check { get; }

    /// <summary>PSNR of the file in dB, without shifts.</summary>
    public double Psnr(PlanarImage truth) => Score(Values, truth);

    /// <summary>PSNR of any picture in dB, without shifts; the outermost samples are left out, as in claims.</summary>
    public static double Score(PlanarImage image, PlanarImage truth) => ImageComparison.Compare(image, truth, 0, 1).Psnr;

    public void Dispose()
    {
        Values.Dispose();
        Clipped.Dispose();
    }
}

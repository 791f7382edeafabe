using System.Numerics.Tensors;

namespace Deconv.Estimation;

/// <summary>
/// Pixels of an image that hold no light: those that are not finite numbers, and empty areas at the border. They have the weight 0, and a restored
/// image keeps them as they were.
/// </summary>
internal sealed class Gaps
{
    private readonly PlanarImage _image;
    private readonly bool[] _empty;
    private readonly int _border;

    private Gaps(PlanarImage image, bool[] empty, int missing, int border) => (_image, _empty, Missing, _border) = (image, empty, missing, border);

    /// <summary>Number of pixels with a sample that is not a finite number.</summary>
    public int Missing { get; }

    /// <summary>Fraction of the pixels in empty areas at the border, 0 to 1.</summary>
    public double BorderShare => (double)_border / _empty.Length;

    /// <summary>The gaps of an image; null if there are none.</summary>
    /// <param name="image">The image; not changed, and kept until the last call.</param>
    /// <param name="weights">Weight per sample, one plane; pixels of weight 0 are no gaps. Null: 1 for all.</param>
    /// <param name="findBorder">Whether empty areas at the border are looked for.</param>
    public static Gaps? Find(PlanarImage image, PlanarImage? weights, bool findBorder)
    {
        bool[] empty = new bool[image.Shape.Count];
        int missing = 0;
        for (int plane = 0; plane < image.Count; plane++)
        {
            ReadOnlySpan<float> x = image[plane];
            if (float.IsFinite(TensorPrimitives.MaxMagnitude(x)))
                continue;
            for (int i = 0; i < x.Length; i++)
                if (!float.IsFinite(x[i]) && !empty[i])
                    (empty[i], missing) = (true, missing + 1);
        }

        if (missing == empty.Length)
            throw new ArgumentException("No pixel of the image holds finite numbers only, so there is nothing to restore.", nameof(image));
        for (int i = 0; weights is not null && i < empty.Length; i++)
            empty[i] |= weights[0][i] <= 0;
        int border = findBorder ? EmptyBorder.Mark(image, empty) : 0;
        return missing + border > 0 ? new(image, empty, missing, border) : null;
    }

    /// <summary>The weights with 0 for all gaps; a new plane.</summary>
    public PlanarImage Weights(PlanarImage? given)
    {
        PlanarImage weights = given?.Clone() ?? new PlanarImage(_image.Shape, 1);
        Span<float> w = weights[0];
        for (int i = 0; i < w.Length; i++)
            w[i] =
                _empty[i] ? 0
                : given is null ? 1
                : w[i];
        return weights;
    }

    /// <summary>Replaces samples that are not finite numbers by 0.</summary>
    public void Clear(PlanarImage copy)
    {
        for (int plane = 0; Missing > 0 && plane < copy.Count; plane++)
            foreach (ref float v in copy[plane])
                v = float.IsFinite(v) ? v : 0;
    }

    /// <summary>Gives a restored image the samples of the gaps.</summary>
    /// <param name="restored">The image.</param>
    /// <param name="weights">Weights that were given; pixels of weight 0 that are finite are filled in. Null: 1 for all.</param>
    public void PutBack(PlanarImage restored, PlanarImage? weights)
    {
        for (int plane = 0; plane < restored.Count; plane++)
        {
            ReadOnlySpan<float> before = _image[plane];
            Span<float> after = restored[plane];
            for (int i = 0; i < after.Length; i++)
            {
                bool border = _border > 0 && _empty[i] && !(weights?[0][i] <= 0);
                if (!float.IsFinite(before[i]) || (border && IsWhole(i)))
                    after[i] = before[i];
            }
        }
    }

    /// <summary>Whether a pixel is finite in all channels, so that it is a gap because of the border.</summary>
    private bool IsWhole(int at)
    {
        for (int plane = 0; plane < _image.Count; plane++)
            if (!float.IsFinite(_image[plane][at]))
                return false;
        return true;
    }
}

using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Tests.Contracts;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Operators;

public class FieldConvolutionTests : LinearOperatorContract
{
    private static readonly Shape Picture = new(61, 83);

    protected override IEnumerable<ILinearOperator> Cases() =>
        from places in (Shape[])[new(1, 1), new(1, 3), new(3, 1), new(3, 4), new(6, 9)]
        from boundary in (Boundary[])[Boundary.Unknown, Boundary.Replicate, Boundary.Zero]
        select new Blur(Turning(Picture, places), Picture, boundary);

    [Fact]
    public void A_constant_field_is_the_uniform_operator()
    {
        Psf psf = Psf.Parse("motion:9,30*gaussian:0.8").WithOrigin(2, 3);
        foreach (Boundary boundary in Enum.GetValues<Boundary>())
        {
            Blur one = new(psf, Picture, boundary),
                field = new(PsfField.Over(Picture, new(3, 4), (_, _) => psf), Picture, boundary);
            Assert.Equal(one.Domain, field.Domain);
            Assert.Equal(one.Margins, field.Margins);
            float[] x = Samples.Positive(one.Domain.Count, 1),
                y = Samples.Signed(one.Codomain.Count, 2);
            Close(Applied(one, x), Applied(field, x));
            Close(Adjoint(one, y), Adjoint(field, y));
        }
    }

    /// <summary>The sum of weighted convolutions, matrix by matrix in double precision.</summary>
    [Fact]
    public void A_small_field_is_the_sum_of_the_weighted_matrices()
    {
        var picture = new Shape(14, 17);
        PsfField field = Turning(picture, new(2, 3));
        var geometry = new ConvolutionGeometry(picture, field.Shape, picture, field.OriginRow, field.OriginColumn);
        float[] x = Samples.Signed(picture.Count, 3);
        var expected = new double[picture.Count];
        for (int i = 0; i < field.Psfs.Count; i++)
        {
            double[] weighted = new double[x.Length];
            for (int p = 0; p < x.Length; p++)
            {
                double row = 1 - Math.Abs((p / picture.Width / (picture.Height - 1.0)) - (i / 3)),
                    column = 1 - Math.Abs((2 * (p % picture.Width) / (picture.Width - 1.0)) - (i % 3));
                weighted[p] = x[p] * Math.Max(0, row) * Math.Max(0, column);
            }

            var y = ConvolutionMatrix.OfKernel(geometry, field.Psfs[i].Samples) * MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(weighted);
            for (int p = 0; p < expected.Length; p++)
                expected[p] += y[p];
        }

        float[] actual = Applied(new FieldConvolution(geometry, field), x);
        for (int p = 0; p < expected.Length; p++)
            Assert.Equal(expected[p], actual[p], 1e-5);
    }

    [Fact]
    public void Threads_and_repetitions_change_no_bit()
    {
        PsfField field = Turning(new(211, 307), new(5, 7));
        var geometry = ConvolutionGeometry.Of(new(211, 307), field.Shape, Extent.Full);
        var one = new FieldConvolution(geometry, field, 1);
        float[] x = Samples.Positive(one.Domain.Count, 1),
            y = Samples.Signed(one.Codomain.Count, 2),
            blurred = Applied(one, x),
            back = Adjoint(one, y);
        foreach (int threads in (int[])[1, 2, 5])
        {
            var other = new FieldConvolution(geometry, field, threads);
            Assert.Equal(blurred, Applied(other, x));
            Assert.Equal(back, Adjoint(other, y));
        }
    }

    [Fact]
    public void Light_is_conserved()
    {
        PsfField field = Turning(Picture, new(3, 4));
        var full = new FieldConvolution(ConvolutionGeometry.Of(Picture, field.Shape, Extent.Full), field);
        float[] x = Samples.Positive(Picture.Count, 1);
        Assert.Equal(x.Sum(v => (double)v), Applied(full, x).Sum(v => (double)v), 1e-2);
    }

    [Fact]
    public void A_kernel_of_another_shape_is_refused() =>
        Assert.Throws<ArgumentException>(() =>
            new FieldConvolution(ConvolutionGeometry.Of(Picture, new(3, 3), Extent.Same), Turning(Picture, new(2, 2)))
        );

    /// <summary>A line that turns from place to place.</summary>
    private static PsfField Turning(Shape frame, Shape places) =>
        PsfField.Over(frame, places, (row, column) => Psf.Motion(3 + (4 * row / frame.Height), 180 * column / frame.Width));

    private static float[] Applied(ILinearOperator a, float[] x)
    {
        var y = new float[a.Codomain.Count];
        a.Apply(x, y);
        return y;
    }

    private static float[] Adjoint(ILinearOperator a, float[] y)
    {
        var x = new float[a.Domain.Count];
        a.Adjoint(y, x);
        return x;
    }

    private static void Close(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5);
    }
}

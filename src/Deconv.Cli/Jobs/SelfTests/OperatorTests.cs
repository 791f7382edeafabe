using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.SelfTests;

/// <summary>Checks operators: adjoints, agreement of methods, identity, threads.</summary>
internal static class OperatorTests
{
    public static IEnumerable<SelfTest> All =>
        [
            .. Enum.GetValues<Extent>()
                .Select(extent => new SelfTest(
                    $"dot-test, {extent} convolution, kernel and image fixed, odd and even kernels, every method",
                    1e-5,
                    () => Adjoints(extent)
                )),
            .. Enum.GetValues<Boundary>()
                .Select(boundary => new SelfTest($"dot-test, blur with {boundary} boundary", 1e-5, () => Boundaries(boundary))),
            new("every method against the direct sum", 2e-6, Methods),
            new("full convolution commutes", 2e-6, Commutes),
            new("delta of sizes 1x1 to 8x8 is the identity, every boundary", 1e-6, Identity),
            new("one thread against all threads: bits that differ", 0, Threads),
        ];

    private static IEnumerable<ConvolutionMethod> AllMethods => Enum.GetValues<ConvolutionMethod>();

    private static double Adjoints(Extent extent) =>
        (
            from g in Probe.Geometries(extent)
            from method in AllMethods
            let convolution = new Convolution(g, method)
            from error in (double[])
                [
                    Probe.DotTest(convolution.WithKernel(Probe.Signed(g.Kernel.Count, 3))),
                    Probe.DotTest(convolution.WithImage(Probe.Signed(g.Image.Count, 4))),
                ]
            select error
        ).Max();

    private static double Boundaries(Boundary boundary) =>
        (
            from image in Probe.Images
            from kernel in Probe.Kernels
            select Probe.DotTest(new Blur(Psf.FromSamples(kernel, [.. Probe.Signed(kernel.Count, 5).Select(v => v + 1)]), image, boundary))
        ).Max();

    private static double Methods()
    {
        double worst = 0;
        foreach (ConvolutionGeometry g in Enum.GetValues<Extent>().SelectMany(Probe.Geometries))
        {
            float[] kernel = Probe.Signed(g.Kernel.Count, 6),
                image = Probe.Signed(g.Image.Count, 7);
            float[] expected = new float[g.Output.Count],
                actual = new float[expected.Length];
            new Convolution(g, ConvolutionMethod.Direct).WithKernel(kernel).Apply(image, expected);
            foreach (ConvolutionMethod method in AllMethods)
            {
                new Convolution(g, method).WithKernel(kernel).Apply(image, actual);
                worst = Math.Max(worst, Probe.Difference(actual, expected));
            }
        }

        return worst;
    }

    private static double Commutes()
    {
        double worst = 0;
        foreach (ConvolutionGeometry g in Probe.Geometries(Extent.Full))
        {
            float[] kernel = Probe.Signed(g.Kernel.Count, 8),
                image = Probe.Signed(g.Image.Count, 9);
            float[] one = new float[g.Output.Count],
                other = new float[one.Length];
            new Convolution(g.Image, g.Kernel, Extent.Full).WithKernel(kernel).Apply(image, one);
            new Convolution(g.Kernel, g.Image, Extent.Full).WithKernel(image).Apply(kernel, other);
            worst = Math.Max(worst, Probe.Difference(one, other));
        }

        return worst;
    }

    private static double Identity()
    {
        double worst = 0;
        foreach (Boundary boundary in Enum.GetValues<Boundary>())
        foreach (Shape image in Probe.Images)
            for (int size = 0; size < 64; size++)
            {
                var shape = new Shape((size / 8) + 1, (size % 8) + 1);
                float[] samples = new float[shape.Count],
                    x = Probe.Signed(image.Count, size),
                    y = new float[x.Length];
                samples[((shape.Height - 1) / 2 * shape.Width) + ((shape.Width - 1) / 2)] = 1;
                var blur = new Blur(Psf.FromSamples(shape, samples), image, boundary);
                float[] latent = new float[blur.Domain.Count];
                blur.ExtendFromFrame(x, latent);
                blur.Apply(latent, y);
                worst = Math.Max(worst, Probe.Difference(y, x));
            }

        return worst;
    }

    private static double Threads()
    {
        double differing = 0;
        foreach (ConvolutionMethod method in AllMethods)
        {
            var g = ConvolutionGeometry.Of(new(301, 257), new(31, 30), Extent.Same);
            float[] kernel = Probe.Signed(g.Kernel.Count, 10),
                image = Probe.Signed(g.Image.Count, 11);
            float[] one = new float[g.Output.Count],
                all = new float[one.Length],
                gradient = new float[kernel.Length],
                gradients = new float[kernel.Length];
            Convolution single = new(g, method, 1),
                many = new(g, method, 0);
            single.WithKernel(kernel).Apply(image, one);
            many.WithKernel(kernel).Apply(image, all);
            single.WithImage(image).Adjoint(one, gradient);
            many.WithImage(image).Adjoint(all, gradients);
            differing += one.Zip(all).Count(p => p.First != p.Second) + gradient.Zip(gradients).Count(p => p.First != p.Second);
        }

        return differing;
    }
}

using Deconv;
using Deconv.Benchmarks;
using Deconv.Operators;
using Deconv.Operators.Methods;

float[] Random(int n, int seed) { var r = new Random(seed); var x = new float[n]; for (int i = 0; i < n; i++) x[i] = r.NextSingle(); return x; }

string mode = args.Length > 0 ? args[0] : "";
int bits = int.Parse(Environment.GetEnvironmentVariable("BITS") ?? "512");
double secs = double.Parse(Environment.GetEnvironmentVariable("SECS") ?? "3");
if (mode == "tile")
{
    foreach (int n in args.Skip(1).Select(int.Parse))
    {
        var g = ConvolutionGeometry.Of(new(n, n), new(31, 31), Extent.Same);
        float[] k = Random(961, 2); var xb = Deconv.Numerics.AlignedPool.Rent(n * n); var yb = Deconv.Numerics.AlignedPool.Rent(n * n); Random(n * n, 1).CopyTo(xb.Span);
        var c = new Contest(secs);
        var e = new TiledEngine(g, 1, bits).FreezeKernel(k);
        Console.WriteLine($"plan {TilePlan.Choose(g.Output, g.Kernel, bits / 32)}");
        c.Add("tiled", () => e.Apply(xb.Span, yb.Span));
        var f = new Fftw(n, n);
        c.Add("fftw", f.Convolve);
        Console.WriteLine($"{n}: {c.Run()}");
    }
}
else if (mode == "tiles")
{
    int n = int.Parse(args[1]);
    var g = ConvolutionGeometry.Of(new(n, n), new(31, 31), Extent.Same);
    float[] k = Random(961, 2); var xb = Deconv.Numerics.AlignedPool.Rent(n * n); var yb = Deconv.Numerics.AlignedPool.Rent(n * n); Random(n * n, 1).CopyTo(xb.Span);
    var c = new Contest(secs);
    foreach (string t in args[2].Split(','))
    {
        var s = new Shape(int.Parse(t.Split('x')[0]), int.Parse(t.Split('x')[1]));
        if (!Deconv.Numerics.Fft.TileTransform.IsPossible(s, bits / 32)) continue;
        var e = new TiledEngine(g, 1, bits, s).FreezeKernel(k);
        c.Add(t, () => e.Apply(xb.Span, yb.Span));
    }

    Console.WriteLine($"{n}: {c.Run()}".Replace(" | ", "\n"));
}

if (mode == "whole")
{
    foreach (string a in args.Skip(1))
    {
        var hw = a.Split('x').Select(int.Parse).ToArray(); if (hw.Length == 1) hw = [hw[0], hw[0]];
        var shape = new Shape(hw[0], hw[1]);
        var fft = new Deconv.Numerics.Fft.RealFft2D(shape, 1, bits);
        var xb = Deconv.Numerics.AlignedPool.Rent(shape.Count); var yb = Deconv.Numerics.AlignedPool.Rent(shape.Count); Random(shape.Count, 1).CopyTo(xb.Span);
        var h = Deconv.Numerics.AlignedPool.Rent(fft.SpectrumLength); fft.Forward(xb.Span, h.Span);
        var c = new Contest(secs);
        c.Add("whole", () => fft.Filter(xb.Span, shape, h.Span, Deconv.Numerics.Fft.SpectrumFactor.Plain, yb.Span, shape));
        c.Add("fwd", () => fft.Forward(xb.Span, h.Span));
        var f = new Fftw(hw[0], hw[1]);
        c.Add("fftw", f.Convolve);
        Console.WriteLine($"{a}: {c.Run()}");
    }
}
if (mode == "calibrate")
{
    var e = args.Length > 1 ? int.Parse(args[1]) : 1024;
    foreach (int k in (int[])[3, 5, 7, 9, 11, 15, 21, 31])
    {
        var g = ConvolutionGeometry.Of(new(e, e), new(k, k), Extent.Same);
        var kern = Random(k * k, 2); var box = new float[k * k]; Array.Fill(box, 0.1f);
        var x = Deconv.Numerics.AlignedPool.Rent(e * e); var y = Deconv.Numerics.AlignedPool.Rent(e * e); Random(e * e, 1).CopyTo(x.Span);
        var c = new Contest(secs);
        foreach (var m in (ConvolutionMethod[])[ConvolutionMethod.Direct, ConvolutionMethod.Tiled, ConvolutionMethod.WholeImage])
        {
            var f = ConvolutionEngine.ForKernel(g, m, 1, bits).FreezeKernel(kern);
            if (m != ConvolutionMethod.Direct || k < 20) c.Add(m.ToString(), () => f.Apply(x.Span, y.Span));
        }
        var sep = ConvolutionEngine.ForKernel(g, ConvolutionMethod.Separable, 1, bits).FreezeKernel(box);
        c.Add("Separable", () => sep.Apply(x.Span, y.Span));
        var h = new float[k * k];
        var gi = ConvolutionEngine.ForImage(g, ConvolutionMethod.Direct, 1, bits).FreezeImage(x.Span);
        if (k < 12) c.Add("Products", () => gi.Adjoint(y.Span, h));
        var gt = ConvolutionEngine.ForImage(g, ConvolutionMethod.Tiled, 1, bits).FreezeImage(x.Span);
        c.Add("TiledGradient", () => gt.Adjoint(y.Span, h));
        c.Add("TiledImageApply", () => gt.Apply(kern, y.Span));
        c.Add("TiledImageFreeze", () => gt.Freeze(x.Span));
        var tr = Deconv.Numerics.Fft.TileTransform.Create(TilePlan.Choose(g.Output, g.Kernel, bits / 32)!.Value, bits);
        var gu = new TiledHeldImage(g, tr, bits / 32, 1, x.Span, false);
        c.Add("TiledGradientUncached", () => gu.Adjoint(y.Span, h));
        Console.WriteLine($"{e} k={k} cost {TilePlan.Cost(g, bits / 32):E3} plan {TilePlan.Choose(g.Output, g.Kernel, bits / 32)}\n  {c.Run().ToString().Replace(" | ", "\n  ")}");
    }
}
if (mode == "phases") Phases.Run(int.Parse(args[1]), int.Parse(args[2]), int.Parse(args[3]));
return 0;

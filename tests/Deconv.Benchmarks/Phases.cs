using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Numerics.Kernels;
namespace Deconv.Benchmarks;

internal static unsafe class Phases
{
    public static void Run(int th, int tw, int n)
    {
        int half = th / 2; nint el = 32; nint ss = (half + 1) * el; int M = tw / 16;
        var cols = new ColumnPasses<Lanes512>(half, -Math.PI / 2); var rows = new RowPasses<Lanes512>(tw);
        float* tile = AlignedPool.Rent((int)(ss * M)).Pointer; float* work = AlignedPool.Rent(rows.Length).Pointer; float* leaf = AlignedPool.Rent(rows.Length).Pointer; float* H = AlignedPool.Rent(th * tw).Pointer;
        new Span<float>(tile, (int)(ss * M)).Clear(); new Span<float>(H, th * tw).Clear();
        float* img = AlignedPool.Rent(n * n).Pointer; float* dst = AlignedPool.Rent(n * n).Pointer;
        var c = new Contest(2);
        c.Add("col fwd", () => { for (int s = 0; s < M; s++) cols.Forward(tile + s * ss); });
        c.Add("col inv", () => { for (int s = 0; s < M; s++) cols.Inverse(tile + s * ss); });
        c.Add("rows", () => { for (int y = 0; y < half; y += rows.Together) { rows.ForwardStrips(tile + y * el, el, ss, work); for (int g = 0; g < rows.Groups; g++) { rows.ForwardLeaf(g, work, leaf); rows.InverseLeafTimes(g, leaf, H + y * M * el + g * rows.LeafLength, work); } rows.InverseStrips(work, tile + y * el, el, ss); } });
        c.Add("rows fwdstrips", () => { for (int y = 0; y < half; y += rows.Together) rows.ForwardStrips(tile + y * el, el, ss, work); });
        c.Add("rows invstrips", () => { for (int y = 0; y < half; y += rows.Together) rows.InverseStrips(work, tile + y * el, el, ss); });
        c.Add("leaf fwd", () => { for (int y = 0; y < half; y += rows.Together) for (int g = 0; g < rows.Groups; g++) rows.ForwardLeaf(g, work, leaf); });
        c.Add("leaf inv", () => { for (int y = 0; y < half; y += rows.Together) for (int g = 0; g < rows.Groups; g++) rows.InverseLeaf(g, leaf, work); });
        c.Add("leaf inv mul", () => { for (int y = 0; y < half; y += rows.Together) for (int g = 0; g < rows.Groups; g++) rows.InverseLeafTimes(g, leaf, H + y * M * el + g * rows.LeafLength, work); });
        c.Add("gather", () => { for (int y = 0; y < th; y++) Lanes512.RowToStrips(img + y * n, tile + (y < half ? y * el : (y - half) * el + 16), ss, M); });
        c.Add("gather2", () => { for (int y = 0; y < half; y++) { float* a = img + y * n, b = img + (y + half) * n, q = tile + y * el; for (int s = 0; s < M; s++, a += 16, b += 16, q += ss) { var u = System.Runtime.Intrinsics.Vector512.Load(a); var v = System.Runtime.Intrinsics.Vector512.Load(b); System.Runtime.Intrinsics.Vector512.Store(u, q); System.Runtime.Intrinsics.Vector512.Store(v, q + 16); } } });
        c.Add("scatter", () => { for (int y = 0; y < th - 30; y++) Lanes512.StripsToRow(tile + (y < half ? y * el : (y - half) * el + 16), ss, dst + y * n, M - 2); });
        c.Add("scatter nt", () => { for (int y = 0; y < th - 30; y++) Lanes512.StripsToRowStreaming(tile + (y < half ? y * el : (y - half) * el + 16), ss, dst + y * n, M - 2); });
        Console.WriteLine($"{th}x{tw} in {n}:\n  " + c.Run().ToString().Replace(" | ", "\n  "));
    }
}

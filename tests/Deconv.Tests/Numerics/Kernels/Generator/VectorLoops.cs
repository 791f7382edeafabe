namespace Deconv.Tests.Numerics.Kernels.Generator;

/// <summary>The short loops around the butterflies, the same text in every width: VectorN becomes Vector512, Vector256, Vector128.</summary>
internal static class VectorLoops
{
    public const string Text = """

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void RowToStrips(float* row, float* strips, nint stripStride, nint count)
        {
            for (nint i = 0; i < count; i++, row += {W}, strips += stripStride) *(VectorN<float>*)strips = *(VectorN<float>*)row;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void RowsToStrips(float* first, float* second, float* strips, nint stripStride, nint count)
        {
            for (nint i = 0; i < count; i++, first += {W}, second += {W}, strips += stripStride)
            {
                *(VectorN<float>*)strips = *(VectorN<float>*)first;
                *(VectorN<float>*)(strips + {W}) = *(VectorN<float>*)second;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void ClearStrips(float* strips, nint stripStride, nint count)
        {
            for (nint i = 0; i < count; i++, strips += stripStride) *(VectorN<float>*)strips = VectorN<float>.Zero;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void StripsToRow(float* strips, nint stripStride, float* row, nint count)
        {
            for (nint i = 0; i < count; i++, row += {W}, strips += stripStride) *(VectorN<float>*)row = *(VectorN<float>*)strips;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void StripsToRowStreaming(float* strips, nint stripStride, float* row, nint count)
        {
            for (nint i = 0; i < count; i++, row += {W}, strips += stripStride) VectorN.StoreAlignedNonTemporal(*(VectorN<float>*)strips, row);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void StreamRow(float* from, float* to, nint count)
        {
            nint head = (nint)((nuint)(-(nint)to) & ({W} * sizeof(float) - 1)) / sizeof(float), i = 0;
            for (; i < head && i < count; i++) to[i] = from[i];
            for (; i + {W} <= count; i += {W}) VectorN.StoreAlignedNonTemporal(*(VectorN<float>*)(from + i), to + i);
            for (; i < count; i++) to[i] = from[i];
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void AddTimesConjugate(float* x, float* r, float* sum, nint elements)
        {
            for (nint i = 0; i < elements; i++, x += 2 * {W}, r += 2 * {W}, sum += 2 * {W})
            {
                VectorN<float> xr = *(VectorN<float>*)x, xi = *(VectorN<float>*)(x + {W}), rr = *(VectorN<float>*)r, ri = *(VectorN<float>*)(r + {W});
                VectorN<float> re = VectorN.MultiplyAddEstimate(xr, rr, *(VectorN<float>*)sum);
                VectorN<float> im = VectorN.MultiplyAddEstimate(xi, rr, *(VectorN<float>*)(sum + {W}));
                *(VectorN<float>*)sum = VectorN.MultiplyAddEstimate(xi, ri, re);
                *(VectorN<float>*)(sum + {W}) = im - (xr * ri);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void SplitEnds(float* strips, nint stripStride, float* first, float* last, nint count)
        {
            for (nint i = 0; i < count; i++, strips += stripStride, first += 2 * {W}, last += 2 * {W})
            {
                VectorN<float> re = *(VectorN<float>*)strips, im = *(VectorN<float>*)(strips + {W});
                *(VectorN<float>*)first = re + im;
                *(VectorN<float>*)(first + {W}) = VectorN<float>.Zero;
                *(VectorN<float>*)last = re - im;
                *(VectorN<float>*)(last + {W}) = VectorN<float>.Zero;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void SplitPair(float* a, float* b, nint stripStride, float* low, float* high, nint count, float cos, float sin, bool stream)
        {
            VectorN<float> half = VectorN.Create(0.5f), c = VectorN.Create(cos), s = VectorN.Create(sin);
            for (nint i = 0; i < count; i++, a += stripStride, b += stripStride, low += 2 * {W}, high += 2 * {W})
            {
                VectorN<float> ar = *(VectorN<float>*)a, ai = *(VectorN<float>*)(a + {W}), br = *(VectorN<float>*)b, bi = *(VectorN<float>*)(b + {W});
                VectorN<float> er = (ar + br) * half, ei = (ai - bi) * half, dr = (ar - br) * half, di = (ai + bi) * half;
                VectorN<float> tr = VectorN.MultiplyAddEstimate(di, c, dr * s), ti = (di * s) - (dr * c);
                if (stream)
                {
                    VectorN.StoreAlignedNonTemporal(er + tr, low);
                    VectorN.StoreAlignedNonTemporal(ei + ti, low + {W});
                    VectorN.StoreAlignedNonTemporal(er - tr, high);
                    VectorN.StoreAlignedNonTemporal(ti - ei, high + {W});
                }
                else
                {
                    *(VectorN<float>*)low = er + tr;
                    *(VectorN<float>*)(low + {W}) = ei + ti;
                    *(VectorN<float>*)high = er - tr;
                    *(VectorN<float>*)(high + {W}) = ti - ei;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void MergeEnds(float* first, float* last, float* strips, nint stripStride, nint count, float scale)
        {
            VectorN<float> scales = VectorN.Create(scale);
            for (nint i = 0; i < count; i++, strips += stripStride, first += 2 * {W}, last += 2 * {W})
            {
                VectorN<float> a = *(VectorN<float>*)first * scales, b = *(VectorN<float>*)last * scales;
                *(VectorN<float>*)strips = a + b;
                *(VectorN<float>*)(strips + {W}) = a - b;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void MergePair(float* low, float* high, float* a, float* b, nint stripStride, nint count, float cos, float sin, float scale)
        {
            VectorN<float> c = VectorN.Create(cos * scale), s = VectorN.Create(sin * scale), scales = VectorN.Create(scale);
            for (nint i = 0; i < count; i++, a += stripStride, b += stripStride, low += 2 * {W}, high += 2 * {W})
            {
                VectorN<float> ar = *(VectorN<float>*)low, ai = *(VectorN<float>*)(low + {W});
                VectorN<float> br = *(VectorN<float>*)high, bi = *(VectorN<float>*)(high + {W});
                VectorN<float> er = (ar + br) * scales, ei = (ai - bi) * scales, tr = ar - br, ti = ai + bi;
                VectorN<float> dr = (s * tr) - (c * ti), di = VectorN.MultiplyAddEstimate(c, tr, s * ti);
                *(VectorN<float>*)a = er + dr;
                *(VectorN<float>*)(a + {W}) = ei + di;
                *(VectorN<float>*)b = er - dr;
                *(VectorN<float>*)(b + {W}) = di - ei;
            }
        }
        """;
}

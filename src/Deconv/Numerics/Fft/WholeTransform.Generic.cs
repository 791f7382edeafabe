using System.Runtime.CompilerServices;
using Deconv.Numerics.Kernels;

namespace Deconv.Numerics.Fft;

/// <summary><see cref="WholeTransform"/> for one vector width. A spectrum is H/2 + 1 rows of Width/Lanes elements and one of padding.</summary>
internal sealed unsafe class WholeTransform<TKernels> : WholeTransform
    where TKernels : IFftKernels
{
    // Strips that are transformed together: long runs in memory, and few page walks, against room in the second-level cache. Eight strips of
    // 4096 rows are 2.1 MB; three took a third longer (measured: 37 against 50 ms for the columns of 4096²).
    private const int StripSetBytes = 2304 << 10,
        MaxStripsTogether = 8;

    // From here on a spectrum leaves the second-level cache before it is read again: written past it, asked for ahead of its use.
    private const int LargeSpectrum = 1 << 22;
    private readonly ColumnPasses<TKernels> _columns;
    private readonly RowPasses<TKernels> _rows;
    private readonly int[] _position; // where in a strip a frequency is
    private readonly float[] _cos;
    private readonly float[] _sin;
    private readonly int _half;
    private readonly int _rowCount;
    private readonly int _stripsTogether;
    private readonly nint _element;
    private readonly nint _stripStride;
    private readonly nint _rowStride;

    public WholeTransform(Shape shape, int threads)
        : base(shape, threads)
    {
        _half = shape.Height / 2;
        _columns = new ColumnPasses<TKernels>(_half, 0);
        _rows = new RowPasses<TKernels>(shape.Width);
        _element = 2 * TKernels.Lanes;
        _stripStride = (_half + 1) * _element; // padded by an element against cache sets in common
        _rowStride = (_rows.Strips + 1) * _element;
        _rowCount = (_half + _rows.Together) / _rows.Together * _rows.Together;
        _stripsTogether = (int)Math.Clamp(StripSetBytes / (_stripStride * sizeof(float)), 1, MaxStripsTogether);
        SpectrumLength = checked((int)(_rowStride * _rowCount));
        _position = new int[_half];
        for (int i = 0; i < _half; i++)
            _position[_columns.Plan.Frequencies[i]] = i;
        _cos = new float[(_half / 2) + 1];
        _sin = new float[_cos.Length];
        for (int k = 0; k < _cos.Length; k++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * k / shape.Height);
            (_cos[k], _sin[k]) = ((float)cos, (float)sin);
        }
    }

    public override int SpectrumLength { get; }

    private int StripSets => (_rows.Strips + _stripsTogether - 1) / _stripsTogether;

    private int RowSets => _rowCount / _rows.Together;

    private int ColumnWorkLength => (int)(_stripsTogether * (_stripStride + _element));

    public override void Forward(in Window source, float* spectrum)
    {
        TransformColumns(source, spectrum);
        var job = new ForwardRows(this, spectrum, default);
        Run(ref job, RowSets, 2 * _rows.Length);
    }

    public override void Inverse(float* spectrum, in TileTarget target)
    {
        var job = new InverseRows(this, spectrum, default);
        Run(ref job, RowSets, 2 * _rows.Length);
        InverseColumns(spectrum, target);
    }

    public override void Filter<TStep>(in Window source, in TileTarget target, TStep step, float* spectrum)
    {
        TransformColumns(source, spectrum);
        var job = new FilterRows<TStep>(this, spectrum, step, default);
        Run(ref job, RowSets, 2 * _rows.Length);
        InverseColumns(spectrum, target);
    }

    public override void VisitFrequencies(Action<int, int, int> elementVerticalHorizontal)
    {
        int lanes = TKernels.Lanes,
            width = Shape.Width;
        for (int set = 0; set < RowSets; set++)
        for (int e = 0; e < _rows.Length / 2; e++)
        {
            int lane = e % lanes,
                leg = e / lanes % lanes,
                group = e / lanes / lanes;
            int row = (set * _rows.Together) + (((group * lanes) + lane) / _rows.Strips),
                frequency = _rows.Frequency(group, leg, lane);
            int at = (int)((set * _rows.Together * _rowStride / 2) + e);
            if (row <= _half)
                elementVerticalHorizontal(at, row, frequency <= width / 2 ? frequency : frequency - width);
        }
    }

    private void TransformColumns(in Window source, float* spectrum)
    {
        var job = new ForwardColumns(this, source, spectrum, default);
        Run(ref job, StripSets, ColumnWorkLength);
    }

    private void InverseColumns(float* spectrum, in TileTarget target)
    {
        var job = new InverseColumnsJob(this, target, spectrum, default);
        int lanes = TKernels.Lanes,
            strips = (target.Width + lanes - 1) / lanes;
        Run(ref job, (strips + _stripsTogether - 1) / _stripsTogether, ColumnWorkLength);
    }

    private void Run<TJob>(ref TJob job, int items, int workLength)
        where TJob : struct, IWorkJob
    {
        int threads = Math.Min(Threads, items);
        using AlignedBuffer work = AlignedPool.Rent(threads * workLength);
        job.Work = new(work.Pointer, workLength);
        Workers.For(ref job, items, threads);
    }

    private float* RowSet(float* spectrum, int set) => spectrum + (set * _rows.Together * _rowStride);

    private readonly record struct Scratch(nint Start, int Each)
    {
        public Scratch(float* start, int each)
            : this((nint)start, each) { }

        public float* Of(int worker) => (float*)Start + ((nint)worker * Each);
    }

    private interface IWorkJob : IParallelJob
    {
        Scratch Work { set; }
    }

    private struct ForwardColumns(WholeTransform<TKernels> t, Window source, float* spectrum, Scratch work) : IWorkJob
    {
        private Scratch _work = work;

        public Scratch Work
        {
            set => _work = value;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int item, int worker)
        {
            int lanes = TKernels.Lanes,
                first = item * t._stripsTogether,
                strips = Math.Min(t._stripsTogether, t._rows.Strips - first),
                half = t._half;
            float* work = _work.Of(worker),
                scratch = work + (t._stripsTogether * t._stripStride),
                at = work;
            for (int y = 0; y < half; y++, at += t._element)
            {
                float* even = source.Row(2 * y, first * lanes, strips * lanes, scratch);
                float* odd = source.Row((2 * y) + 1, first * lanes, strips * lanes, scratch + (strips * lanes));
                if (even is not null && odd is not null)
                {
                    TKernels.RowsToStrips(even, odd, at, t._stripStride, strips);
                    continue;
                }

                if (even is null)
                    TKernels.ClearStrips(at, t._stripStride, strips);
                else
                    TKernels.RowToStrips(even, at, t._stripStride, strips);
                if (odd is null)
                    TKernels.ClearStrips(at + lanes, t._stripStride, strips);
                else
                    TKernels.RowToStrips(odd, at + lanes, t._stripStride, strips);
            }

            for (int s = 0; s < strips; s++)
                t._columns.Forward(work + (s * t._stripStride));
            float* row0 = spectrum + (first * t._element);
            bool stream = t.SpectrumLength >= LargeSpectrum && ((nint)spectrum & 63) == 0;
            TKernels.SplitEnds(work + (t._position[0] * t._element), t._stripStride, row0, row0 + (half * t._rowStride), strips);
            for (int k = 1; k <= half / 2; k++)
            {
                TKernels.SplitPair(
                    work + (t._position[k] * t._element),
                    work + (t._position[half - k] * t._element),
                    t._stripStride,
                    row0 + (k * t._rowStride),
                    row0 + ((half - k) * t._rowStride),
                    strips,
                    t._cos[k],
                    t._sin[k],
                    stream
                );
            }

            // Rows that only fill up the last set are zero.
            for (int y = half + 1; y < t._rowCount; y++)
                new Span<float>(row0 + (y * t._rowStride), (int)(strips * t._element)).Clear();
        }
    }

    private struct InverseColumnsJob(WholeTransform<TKernels> t, TileTarget target, float* spectrum, Scratch work) : IWorkJob
    {
        private Scratch _work = work;

        public Scratch Work
        {
            set => _work = value;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int item, int worker)
        {
            int lanes = TKernels.Lanes,
                first = item * t._stripsTogether,
                strips = Math.Min(t._stripsTogether, t._rows.Strips - first),
                half = t._half;
            float* work = _work.Of(worker),
                scratch = work + (t._stripsTogether * t._stripStride),
                row0 = spectrum + (first * t._element);
            float scale = 1f / (2 * (float)half * t.Shape.Width);
            TKernels.MergeEnds(row0, row0 + (half * t._rowStride), work + (t._position[0] * t._element), t._stripStride, strips, scale);
            for (int k = 1; k <= half / 2; k++)
            {
                TKernels.MergePair(
                    row0 + (k * t._rowStride),
                    row0 + ((half - k) * t._rowStride),
                    work + (t._position[k] * t._element),
                    work + (t._position[half - k] * t._element),
                    t._stripStride,
                    strips,
                    t._cos[k],
                    t._sin[k],
                    scale
                );
            }

            for (int s = 0; s < strips; s++)
                t._columns.Inverse(work + (s * t._stripStride));
            int width = Math.Min(strips * lanes, target.Width - (first * lanes)),
                whole = width / lanes,
                rest = width % lanes;
            float* to = target.Data + (first * lanes);
            for (int y = 0; y < target.Height; y++, to += target.Stride)
            {
                float* element = work + ((y / 2) * t._element) + ((y & 1) * lanes);
                bool aligned = ((nint)to & ((lanes * sizeof(float)) - 1)) == 0;
                if (target.Stream && !aligned)
                {
                    TKernels.StripsToRow(element, t._stripStride, scratch, strips);
                    TKernels.StreamRow(scratch, to, width);
                    continue;
                }

                if (target.Stream)
                    TKernels.StripsToRowStreaming(element, t._stripStride, to, whole);
                else
                    TKernels.StripsToRow(element, t._stripStride, to, whole);
                if (rest > 0)
                    new ReadOnlySpan<float>(element + (whole * t._stripStride), rest).CopyTo(new Span<float>(to + (whole * lanes), rest));
            }
        }
    }

    private struct ForwardRows(WholeTransform<TKernels> t, float* spectrum, Scratch work) : IWorkJob
    {
        private Scratch _work = work;

        public Scratch Work
        {
            set => _work = value;
        }

        public readonly void Run(int item, int worker)
        {
            RowPasses<TKernels> rows = t._rows;
            float* work = _work.Of(worker),
                set = t.RowSet(spectrum, item);
            rows.ForwardStrips(set, t._rowStride, t._element, work);
            for (int group = 0; group < rows.Groups; group++)
                rows.ForwardLeaf(group, work, set + (group * rows.LeafLength));
            new Span<float>(set + rows.Length, (int)(rows.Together * t._element)).Clear(); // padding
        }
    }

    private struct InverseRows(WholeTransform<TKernels> t, float* spectrum, Scratch work) : IWorkJob
    {
        private Scratch _work = work;

        public Scratch Work
        {
            set => _work = value;
        }

        public readonly void Run(int item, int worker)
        {
            RowPasses<TKernels> rows = t._rows;
            float* work = _work.Of(worker),
                set = t.RowSet(spectrum, item);
            for (int group = 0; group < rows.Groups; group++)
                rows.InverseLeaf(group, set + (group * rows.LeafLength), work);
            rows.InverseStrips(work, set, t._rowStride, t._element);
        }
    }

    private struct FilterRows<TStep>(WholeTransform<TKernels> t, float* spectrum, TStep step, Scratch work) : IWorkJob
        where TStep : struct, IRowStep
    {
        private Scratch _work = work;
        private TStep _step = step;

        public Scratch Work
        {
            set => _work = value;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int item, int worker)
        {
            RowPasses<TKernels> rows = t._rows;
            float* work = _work.Of(worker),
                leaf = work + rows.Length,
                set = t.RowSet(spectrum, item);

            // Two bursts, each before a leaf that hides it; both at once would wait for each other (12 against 8 ms at 4096² on Zen 5).
            bool ahead = t.SpectrumLength >= LargeSpectrum && item + 1 < t.RowSets;
            rows.ForwardStrips(set, t._rowStride, t._element, work);
            for (int group = 0; group < rows.Groups; group++)
            {
                nint offset = (nint)(set - spectrum) + (group * rows.LeafLength),
                    next = offset + (rows.Together * t._rowStride);
                if (ahead)
                    Prefetch.Run(spectrum + next, rows.LeafLength);
                rows.ForwardLeaf(group, work, leaf);
                if (ahead)
                    _step.Prefetch(next, rows.LeafLength);
                _step.Inverse(rows, group, leaf, offset, work);
            }

            rows.InverseStrips(work, set, t._rowStride, t._element);
        }
    }
}

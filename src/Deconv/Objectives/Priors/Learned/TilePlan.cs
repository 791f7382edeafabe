using static Deconv.Objectives.Priors.Learned.NetworkShape;

namespace Deconv.Objectives.Priors.Learned;

/// <summary>
/// Where the channels of a tile lie in its scratch: <see cref="ChannelGrid.Data"/> is a position in floats. Each layer is computed on the core and
/// the margin that the layers after it reach. A layer of 3x3 reaches one sample further; what comes up from quarter size ends on even samples.
/// </summary>
internal sealed class TilePlan
{
    /// <summary>Residual blocks at quarter size.</summary>
    public const int Blocks = 2;

    private const int FourthMargin = 1,
        ThirdMargin = FourthMargin + 1,
        CoarseMargin = 2,
        UpMargin = 2 * CoarseMargin,
        DownMargin = CoarseMargin + (2 * Blocks),
        SecondMargin = 2 * DownMargin,
        FirstMargin = SecondMargin + 1,
        InputMargin = FirstMargin + 1;

    // Three areas at half size and three at quarter size serve in turn.
    private readonly Shape _core;
    private readonly int[] _coarse = new int[3];

    /// <param name="core">Rows and columns of the core at quarter size.</param>
    /// <param name="lanes">Floats per vector.</param>
    public TilePlan(Shape core, int lanes)
    {
        _core = core;
        var fine = new Shape(2 * core.Height, 2 * core.Width);
        Input = new(0, NetworkShape.Input, fine, InputMargin);
        int a = (int)Input.Length;
        First = new(a, Fine, fine, FirstMargin);
        int b = a + (int)First.Length;
        Second = new(b, Fine, fine, SecondMargin);
        int c = b + (int)Second.Length;
        Fourth = new(c, Fine, fine, FourthMargin);
        int d = c + (int)Fourth.Length;
        Up = new(a, Fine, fine, UpMargin);
        Third = new(b, Fine, fine, ThirdMargin);
        Last = new(b, (Quad + lanes - 1) / lanes * lanes, fine, 0);
        for (int i = 0; i < _coarse.Length; i++)
        {
            _coarse[i] = d;
            d += (int)Quarter(0, DownMargin).Length;
        }

        Length = d;
    }

    /// <summary>Floats of scratch.</summary>
    public int Length { get; }

    /// <summary>Samples and told noise level, and the outputs of the layers.</summary>
    public ChannelGrid Input { get; }

    public ChannelGrid First { get; }

    public ChannelGrid Second { get; }

    public ChannelGrid Down => Quarter(0, DownMargin);

    public ChannelGrid Up { get; }

    public ChannelGrid Third { get; }

    public ChannelGrid Fourth { get; }

    public ChannelGrid Last { get; }

    /// <summary>The output of the first layer of a residual block.</summary>
    public ChannelGrid Inner(int block) => Quarter(1, DownMargin - (2 * block) - 1);

    /// <summary>The output of a residual block.</summary>
    public ChannelGrid Outer(int block) => Quarter(2 - (2 * (block % 2)), DownMargin - (2 * block) - 2);

    private ChannelGrid Quarter(int area, int margin) => new(_coarse[area], Coarse, _core, margin);
}

namespace Deconv.Psfs;

/// <summary>One generator of the PSF language: its name, its parameters in positional order, and the PSF it makes.</summary>
/// <param name="Name">The word before the colon.</param>
/// <param name="Summary">Short description of the blur.</param>
/// <param name="Example">A term that parses.</param>
/// <param name="Parameters">In positional order.</param>
public sealed record PsfGenerator(string Name, string Summary, string Example, IReadOnlyList<PsfParameter> Parameters)
{
    /// <summary>
    /// Whether two whole numbers after the colon are more likely one number with a decimal comma, because the second is rarely given.
    /// </summary>
    internal bool SecondIsRare { get; init; }

    internal Func<PsfArguments, Psf> Create { get; init; } = _ => throw new InvalidOperationException("A generator needs a Create function.");

    /// <summary>All analytic blurs, in the order of the help. One added here is also in the parser, the help and the tests.</summary>
    public static IReadOnlyList<PsfGenerator> All { get; } =
    [
        new("delta", "no blur", "delta", []) { Create = _ => Psf.Delta() },
        new(
            "gaussian",
            "soft blur of the atmosphere, a lens or a filter",
            "gaussian:sigma=1.2",
            [new("sigma", null), new("sigma2", double.NaN), new("angle", 0), new("fwhm", double.NaN)]
        )
        {
            SecondIsRare = true,
            Create = a =>
            {
                double sigma = a.Either("sigma", "fwhm", 1 / (2 * Math.Sqrt(2 * Math.Log(2))));
                return Psf.Gaussian(sigma, a.Or("sigma2", sigma), a["angle"]);
            },
        },
        new("disk", "out of focus, round aperture", "disk:r=3", [new("r", null), new("feather", 0), new("d", double.NaN)])
        {
            SecondIsRare = true,
            Create = a => Psf.Disk(a.Either("r", "d", 0.5), a["feather"]),
        },
        new("motion", "straight motion at constant speed", "motion:len=15,angle=30", [new("len", null), new("angle", 0)])
        {
            Create = a => Psf.Motion(a["len"], a["angle"]),
        },
        new("box", "wide pixel or scanner line", "box:w=3,h=1", [new("w", null), new("h", double.NaN)])
        {
            SecondIsRare = true,
            Create = a => Psf.Box(a["w"], a.Or("h", a["w"])),
        },
        new("polygon", "out of focus, aperture with straight blades", "polygon:r=6,blades=6", [new("r", null), new("blades", 6), new("rotate", 0)])
        {
            Create = a => Psf.Polygon(a["r"], a.Whole("blades"), a["rotate"]),
        },
        new("moffat", "atmospheric seeing", "moffat:fwhm=3,beta=4.5", [new("fwhm", null), new("beta", 4.5), new("ratio", 1), new("angle", 0)])
        {
            Create = a => Psf.Moffat(a["fwhm"], a["beta"], a["ratio"], a["angle"]),
        },
        new("airy", "diffraction", "airy:fnumber=8,pitch=3.9um", [new("fnumber", null), new("pitch", null, "um"), new("wavelength", 550, "nm")])
        {
            Create = a => Psf.Airy(a["fnumber"], a["pitch"], a["wavelength"]),
        },
        new("path", "hand shake drawn as a line; w gives the time on each piece", "path:\"0,0 6,2 9,8;w=1,2\"", [])
        {
            Create = _ => throw new InvalidOperationException("path has a syntax of its own"),
        },
    ];
}

/// <summary>A parameter of a PSF generator.</summary>
/// <param name="Name">Key, as in <c>r=3</c>.</param>
/// <param name="Default">Value when absent; NaN: derived from the others; null: required.</param>
/// <param name="Unit">Suffix that may follow the number, empty for pixels, degrees and counts.</param>
public sealed record PsfParameter(string Name, double? Default, string Unit = "");

using Deconv.Psfs;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Deconv.Tests.Psfs;

/// <summary>Whatever is typed, the parser answers with a PSF or with <see cref="InvalidPsfException"/>, never with another error.</summary>
public class PsfParseFuzzTests
{
    private static readonly string[] Tokens =
    [
        "gaussian",
        "disk",
        "motion",
        "box",
        "polygon",
        "moffat",
        "path",
        "delta",
        "file",
        ":",
        ":",
        "=",
        ",",
        ",",
        "*",
        "\"",
        " ",
        ";",
        "w=",
        "sigma",
        "r",
        "len",
        "beta",
        "0",
        "1",
        "2.5",
        "3",
        "-4",
        "1e-7",
        "1e40",
        "nan",
        "inf",
        ".",
        "/",
        "\\",
        "um",
        "é",
        "\0",
        "--",
        "+5",
        "0x3",
        "scale=2",
        "center=peak",
    ];

    /// <summary>A fixed seed: a failure here is reproduced by running the test again.</summary>
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(20250101, 7).WithQuietOnSuccess(true);

    [Fact]
    public void Any_string() => Check.One(Settings, Prop.ForAll<string?>(text => text is null || IsAnswered(text)));

    [Fact]
    public void Any_string_of_words_of_the_language()
    {
        var sentences = Gen.Elements(Tokens).ArrayOf().Select(string.Concat).ToArbitrary();
        Check.One(Settings, Prop.ForAll(sentences, IsAnswered));
    }

    [Fact]
    public void Any_damage_to_a_good_description()
    {
        var damaged =
            from example in Gen.Elements(
                PsfGenerator.All.Select(g => g.Example).Where(e => !e.StartsWith("airy", StringComparison.Ordinal)).ToArray()
            )
            from at in Gen.Choose(0, example.Length)
            from length in Gen.Choose(0, 3)
            from token in Gen.Elements(Tokens)
            select string.Concat(example.AsSpan(0, at), token, example.AsSpan(Math.Min(example.Length, at + length)));
        Check.One(Settings, Prop.ForAll(damaged.ToArbitrary(), IsAnswered));
    }

    private static bool IsAnswered(string text)
    {
        try
        {
            Psf psf = Psf.Parse(text, _ => Psf.Box(3));
            return psf.Shape.Count > 0 && float.IsFinite(psf.Samples[0]);
        }
        catch (InvalidPsfException error)
        {
            return error.Message.Length > 10;
        }
    }
}

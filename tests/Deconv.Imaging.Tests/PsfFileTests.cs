using System.Text;
using Deconv.Psfs;

namespace Deconv.Imaging.Tests;

public class PsfFileTests
{
    private static Psf Sample()
    {
        float[] samples = [.. Enumerable.Range(0, 35).Select(i => MathF.Exp(-i % 7) + (0.01f * i))];
        return Psf.FromSamples(new Shape(5, 7), samples);
    }

    [Theory]
    [InlineData("k.txt", 0)]
    [InlineData("k.csv", 0)]
    [InlineData("k.npy", 0)]
    [InlineData("k.pfm", 0)]
    [InlineData("k.png", 2e-6)]
    [InlineData("k.pgm", 2e-6)]
    public void What_is_saved_is_loaded(string name, double tolerance)
    {
        using var folder = new TemporaryFolder();
        Psf psf = Sample();
        Assert.Empty(PsfFile.Save(psf, folder[name]));
        Psf loaded = PsfFile.Load(folder[name]);
        Assert.Equal(psf.Shape, loaded.Shape);
        // Loading scales to sum 1 again, which may move the last bit.
        for (int i = 0; i < 35; i++)
            Assert.Equal(psf.Samples[i], loaded.Samples[i], Math.Max(tolerance, 6e-8 * psf.Samples[i]));
        Assert.Contains("already exists", Assert.Throws<OutputException>(() => PsfFile.Save(psf, folder[name])).Message, StringComparison.Ordinal);
        PsfFile.Save(psf, folder[name], overwrite: true);
    }

    [Fact]
    public void Text_holds_every_sample_exactly()
    {
        using var folder = new TemporaryFolder();
        Psf psf = Sample();
        PsfFile.Save(psf, folder["k.txt"]);
        float[] read =
        [
            .. File.ReadAllText(folder["k.txt"])
                .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(w => float.Parse(w, System.Globalization.CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(psf.Samples.ToArray(), read);
    }

    [Theory]
    [InlineData("1 2\n3 2", "txt")]
    [InlineData("# made by hand\r\n1,2\r\n3,2,\r\n\r\n", "csv")]
    [InlineData(" 1;2 # first\n\t3 ; 2e0", "csv")]
    [InlineData("1, 2\n3, 2", "txt")]
    [InlineData("\ufeff1\t2\n3\t2", "txt")]
    public void Tables_are_read_in_the_usual_spellings(string text, string format)
    {
        Psf psf = PsfFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), format);
        Assert.Equal([0.125f, 0.25f, 0.375f, 0.25f], psf.Samples.ToArray());
        Assert.Equal(8, psf.OriginalSum);
    }

    [Theory]
    [InlineData("1 2\n3", "has 1 numbers in line 2 and 2 in the lines before")]
    [InlineData("1 two", "has 'two' in line 1")]
    [InlineData("0,25 0,5", "has '25 0' in line 1")]
    [InlineData("0,25;0,5", "has '0,25' in line 1")]
    [InlineData("\0\0", "is not text")]
    public void Tables_that_are_not_tables_say_where(string text, string problem) =>
        Assert.Contains(
            problem,
            Assert.Throws<ImageFormatException>(() => PsfFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), "txt")).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("0 0\n0 0", "Every sample of the PSF is zero")]
    [InlineData("1 NaN", "not a finite number")]
    [InlineData("1 1e99", "not a finite number")]
    [InlineData("", "is empty")]
    [InlineData("# nothing\n", "holds no numbers")]
    [InlineData("1 -2 1", "is a filter, not a blur")]
    public void What_cannot_be_a_PSF_is_an_invalid_PSF(string text, string problem) =>
        Assert.Contains(
            problem,
            Assert.Throws<InvalidPsfException>(() => PsfFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), "txt")).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("<f4", 1, false)]
    [InlineData("<f8", 1, true)]
    [InlineData(">f4", 2, false)]
    [InlineData("<i4", 3, true)]
    [InlineData("|u1", 1, false)]
    [InlineData(">i8", 1, false)]
    public void NumPy_arrays_of_every_usual_kind(string type, int version, bool fortran)
    {
        // 2 x 3, rows 1 2 3 and 4 5 6.
        double[] values = fortran ? [1, 4, 2, 5, 3, 6] : [1, 2, 3, 4, 5, 6];
        Psf psf = PsfFile.Load(new MemoryStream(Npy(type, version, fortran, "(2, 3)", values)), "npy");
        Assert.Equal(new Shape(2, 3), psf.Shape);
        for (int i = 0; i < 6; i++)
            Assert.Equal((i + 1) / 21f, psf.Samples[i], 1e-7);
    }

    [Fact]
    public void NumPy_files_that_do_not_fit_say_why()
    {
        AssertError(Npy("<f4", 1, false, "(1, 2, 3)", [1, 2, 3, 4, 5, 6]), "is an array with 3 dimensions");
        AssertError(Npy("<c8", 1, false, "(1, 1)", []), "holds elements of type c8");
        AssertError(Npy("<f4", 1, false, "(2, 4)", [1, 2, 3]), "ends early");
        AssertError(Npy("<f4", 9, false, "(2, 4)", [1, 2, 3]), "version 9");
        AssertError(Npy("<f4", 1, false, "(90000, 90000)", [1]), "megapixels are accepted");
        byte[] file = Npy("<f8", 1, true, "(2, 3)", [1, 2, 3, 4, 5, 6]);
        for (int length = 6; length < file.Length; length++)
            AssertError(file[..length], "early");
        Assert.Throws<InvalidPsfException>(() => PsfFile.Load(new MemoryStream(Npy("<f4", 1, false, "(0, 3)", [])), "npy"));

        static void AssertError(byte[] file, string problem) =>
            Assert.Contains(
                problem,
                Assert.Throws<ImageFormatException>(() => PsfFile.Load(new MemoryStream(file), "npy")).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_picture_gives_its_raw_values()
    {
        byte[] gray = Codecs.PngMaker.Make(3, 1, 8, 0, false, (_, x, _) => 50 * x),
            rgb = Codecs.PngMaker.Make(
                2,
                1,
                16,
                2,
                false,
                (_, x, s) =>
                    x == 0 ? 1000
                    : s == 1 ? 2000
                    : 0
            );
        Assert.Equal([0, 1 / 3f, 2 / 3f], PsfFile.Load(new MemoryStream(gray), "png").Samples.ToArray());
        Psf luma = PsfFile.Load(new MemoryStream(rgb), "png");
        Assert.Equal(2 * 0.7152, luma.Samples[1] / luma.Samples[0], 1e-5);
    }

    [Fact]
    public void What_a_file_cannot_hold_is_a_warning()
    {
        using var folder = new TemporaryFolder();
        Psf psf = Psf.FromSamples(new Shape(1, 4), [-0.1f, 1, 0.5f, 0.2f], 0, 0);
        IReadOnlyList<string> warnings = PsfFile.Save(psf, folder["k.png"]);
        Assert.Contains(warnings, w => w.Contains("origin (row 0, column 0)", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.Contains("1 negative samples", StringComparison.Ordinal));
    }

    private static byte[] Npy(string type, int version, bool fortran, string shape, double[] values)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}\n";
        IEnumerable<byte> data = values.SelectMany(v =>
        {
            byte[] bytes = type[1..] switch
            {
                "f4" => BitConverter.GetBytes((float)v),
                "f8" => BitConverter.GetBytes(v),
                "i4" => BitConverter.GetBytes((int)v),
                "i8" => BitConverter.GetBytes((long)v),
                _ => [(byte)v],
            };
            return type[0] == '>' ? bytes.Reverse() : bytes;
        });
        byte[] length = version == 1 ? [(byte)header.Length, (byte)(header.Length >> 8)] : [(byte)header.Length, (byte)(header.Length >> 8), 0, 0];
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. data];
    }
}

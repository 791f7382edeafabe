using System.Text.RegularExpressions;
using Deconv.Imaging;
using Microsoft.Playwright;
using Xunit;

namespace Deconv.Cli.Tests.Reports;

/// <summary>Reports: one file that shows everything and loads nothing, in a real browser, too.</summary>
public class ReportTests
{
    [Fact]
    public void A_report_is_one_file_that_holds_everything()
    {
        using var cli = new Cli();
        string page = Report(cli, "text-gaussian2.png", "-p", "gaussian:2");
        Assert.All(
            Regex.Matches(page, "(src|href|action)=\"([^\"]*)\"").Select(m => m.Groups[2].Value),
            link => Assert.StartsWith("data:image/png;base64,", link, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        foreach (string part in (string[])["<svg", "aria-label", "PSF", "Residual", "Parameters", "chi-square", "deconv deblur", "-p gaussian:2"])
            Assert.Contains(part, page, StringComparison.Ordinal);

        // The pictures inside are the pictures.
        string[] pictures = [.. Regex.Matches(page, "base64,([^\"]*)\"").Select(m => m.Groups[1].Value)];
        using Photograph before = ImageFile.Load(new MemoryStream(Convert.FromBase64String(pictures[0]))),
            blurred = ImageFile.Load(Cli.Sample("text-gaussian2.png"));
        Assert.Equal(blurred.Shape, before.Shape);
        for (int i = 0; i < before.Shape.Count; i += 53)
            Assert.Equal(blurred.Color[0][i], before.Color[0][i], 0.01);
    }

    /// <summary>Names and specifications come from outside: what they hold is text, not page.</summary>
    [Fact]
    public void Names_are_text()
    {
        using var cli = new Cli();
        File.Copy(Cli.Sample("text-gaussian2.png"), cli.At("<script>x&y's.png"));
        Assert.Equal(
            ExitCode.Ok,
            cli.Run("deblur", cli.At("<script>x&y's.png"), "-p", "gaussian:2", "-o", cli.At("o.png"), "--report", cli.At("r.html"), "-q")
        );
        string page = File.ReadAllText(cli.At("r.html"));
        Assert.DoesNotContain("<script>x", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;x&amp;y", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_picture_is_shown_small_and_its_best_part_pixel_by_pixel()
    {
        using var cli = new Cli();
        using (var large = new PlanarImage(new(900, 2300), 1))
        {
            for (int y = 0; y < 900; y++)
            for (int x = 0; x < 2300; x++)
                large.Row(0, y)[x] = (((x / 40) + (y / 30)) % 2 * 0.5f) + 0.2f;
            using var picture = new Photograph(large.Clone());
            ImageFile.Save(picture, cli.At("large.png"));
        }

        Assert.Equal(
            ExitCode.Ok,
            cli.Run(
                "deblur",
                cli.At("large.png"),
                "-p",
                "gaussian:1",
                "--effort",
                "fast",
                "--accept-anyway",
                "-o",
                cli.At("o.png"),
                "--report",
                cli.At("r.html"),
                "-q"
            )
        );
        string page = File.ReadAllText(cli.At("r.html"));
        Assert.Contains("reduced 2 times", page, StringComparison.Ordinal);
        Assert.Contains("640&#215;480 pixels at", page, StringComparison.Ordinal);
        Assert.True(page.Length < 8_000_000, $"{page.Length} characters");
    }

    [Fact]
    public void A_report_of_another_kind_and_places_that_exist_are_refused_before_any_work()
    {
        using var cli = new Cli();
        string picture = Cli.Sample("text-gaussian2.png");
        Assert.Equal(ExitCode.Usage, cli.Run("deblur", picture, "-p", "gaussian:2", "-o", cli.At("o.png"), "--report", cli.At("r.pdf")));
        File.WriteAllText(cli.At("r.html"), "mine");
        Assert.Equal(ExitCode.Output, cli.Run("deblur", picture, "-p", "gaussian:2", "-o", cli.At("o.png"), "--report", cli.At("r.html")));
        Assert.Equal(ExitCode.Usage, cli.Run("blind", picture, "--estimate-only", "--save-recipe", cli.At("s.json")));
        Assert.False(File.Exists(cli.At("o.png")));
        Assert.Equal("mine", File.ReadAllText(cli.At("r.html")));
    }

    [BrowserFact]
    public async Task In_a_browser_the_line_moves_by_keyboard_mouse_and_finger_and_nothing_is_loaded()
    {
        using var cli = new Cli();
        Report(cli, "astronaut-disk4.png", "-p", "disk:4");
        await using Browser browser = await Browser.OpenAsync(cli.At("r.html"), 1000, 900);
        IPage page = browser.Page;
        ILocator pair = page.Locator(".pair"),
            slider = page.GetByRole(AriaRole.Slider);
        Assert.Equal("50%", await At());
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("52%", await At());
        Assert.Equal("inset(0px 0px 0px 52%)", await page.Locator(".after").EvaluateAsync<string>("e => getComputedStyle(e).clipPath"));
        await page.Keyboard.PressAsync("Home");
        Assert.Equal("0%", await At());
        LocatorBoundingBoxResult box = (await pair.BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + (0.75f * box.Width), box.Y + (box.Height / 2));
        Assert.Equal("75%", await At());
        await page.Touchscreen.TapAsync(box.X + (0.25f * box.Width), box.Y + (box.Height / 2));
        Assert.Equal("25%", await At());

        Assert.All(
            browser.Requests,
            url => Assert.True(url.StartsWith("file:", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url)
        );
        Assert.Single(browser.Requests, url => url.StartsWith("file:", StringComparison.Ordinal));
        Assert.Empty(browser.Complaints);
        Assert.True(
            await page.EvaluateAsync<bool>("() => [...document.images].every(i => i.complete && i.naturalWidth > 0)"),
            "every picture is drawn"
        );
        if (Environment.GetEnvironmentVariable("DECONV_SCREENSHOTS") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "report.png"), FullPage = true });

        async Task<string> At() => await pair.EvaluateAsync<string>("e => e.style.getPropertyValue('--at')");
    }

    [BrowserFact]
    public async Task On_a_phone_in_the_dark_nothing_is_wider_than_the_screen()
    {
        using var cli = new Cli();
        Report(cli, "kodim08-motion15.png", "-p", "motion:15,30");
        await using Browser browser = await Browser.OpenAsync(cli.At("r.html"), 390, 800, ColorScheme.Dark);
        Assert.True(await browser.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "no scrolling sideways");
        Assert.Equal("rgb(22, 24, 27)", await browser.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(browser.Complaints);
        if (Environment.GetEnvironmentVariable("DECONV_SCREENSHOTS") is { } folder)
            await browser.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "phone.png"), FullPage = true });
    }

    private static string Report(Cli cli, string sample, params string[] options)
    {
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", Cli.Sample(sample), .. options, "-o", cli.At("o.png"), "--report", cli.At("r.html"), "-q"]));
        return File.ReadAllText(cli.At("r.html"));
    }

    [Theory]
    [InlineData("html")]
    [InlineData("json")]
    public void A_file_that_fails_is_reported_with_the_reason(string extension)
    {
        using var cli = new Cli();
        File.WriteAllText(cli.At("flat.pgm"), $"P2\n20 20\n255\n{string.Join(' ', Enumerable.Repeat(7, 400))}\n");
        foreach (
            (string[] command, int code, string reason) in ((string[], int, string)[])
                [
                    (["deblur", cli.At("absent.png"), "-p", "disk:2"], ExitCode.Input, "does not exist"),
                    (["deblur", cli.At("flat.pgm"), "-p", "disk:30"], ExitCode.Psf, "larger than"),
                    (["sharpen", cli.At("flat.pgm")], ExitCode.NotTrusted, "no detail to measure"),
                ]
        )
        {
            string report = cli.At("report." + extension);
            Assert.Equal(code, cli.Run([.. command, "-o", cli.At("out.png"), "--report", report]));
            string text = File.ReadAllText(report);
            Assert.Contains(reason, text, StringComparison.Ordinal);
            if (extension == "json")
                Assert.Empty(JsonSchema.Errors(System.Text.Json.JsonDocument.Parse(text).RootElement, "batch"));
            File.Delete(report);
        }
    }

    [Fact]
    public void A_batch_is_reported_with_what_became_of_every_file()
    {
        using Cli cli = Jobs.Batches.BatchTests.Pictures("in/a.png", "in/c.png");
        File.WriteAllText(cli.At("in/b.png"), "no picture");
        string[] args = ["deblur", cli.At("in"), "-r", "-p", "gaussian:2", "--effort", "fast", "--iterations", "2", "--accept-anyway", "--out-dir"];
        Assert.Equal(ExitCode.SomeFailed, cli.Run([.. args, cli.At("out"), "--report", cli.At("r.html")]));
        string page = File.ReadAllText(cli.At("r.html"));
        foreach (string part in (string[])["2 done, 0 skipped, 1 failed", "a-deblurred.png", "c-deblurred.png", "(exit code 3)", "known format"])
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.Equal(ExitCode.SomeFailed, cli.Run([.. args, cli.At("again"), "--report", cli.At("r.json")]));
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(cli.At("r.json")));
        Assert.Empty(JsonSchema.Errors(json.RootElement, "batch"));
    }
}

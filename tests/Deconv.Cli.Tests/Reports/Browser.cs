using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Xunit;

namespace Deconv.Cli.Tests.Reports;

/// <summary>A page in Chromium, with everything it asked for and complained about.</summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>Where distributions put it.</summary>
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly string _profile = Directory.CreateTempSubdirectory("deconv-browser-").FullName;
    private IPlaywright? _playwright;
    private IBrowserContext? _context;

    public static string? Executable => Places.FirstOrDefault(File.Exists);

    public List<string> Requests { get; } = [];

    public List<string> Complaints { get; } = [];

    public IPage Page => _context!.Pages[0];

    public static async Task<Browser> OpenAsync(string file, int width, int height, ColorScheme scheme = ColorScheme.Light)
    {
        var browser = new Browser { _playwright = await Playwright.CreateAsync() };
        browser._context = await browser._playwright.Chromium.LaunchPersistentContextAsync(
            browser._profile,
            new()
            {
                ExecutablePath = Executable,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = scheme,
                HasTouch = true,
            }
        );
        IPage page = browser.Page;
        page.Request += (_, request) => browser.Requests.Add(request.Url);
        page.Console += (_, message) => browser.Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, message) => browser.Complaints.Add(message);
        await page.GotoAsync(new Uri(file).AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        if (_context is not null)
            await _context.CloseAsync();
        _playwright?.Dispose();
        Directory.Delete(_profile, recursive: true);
    }
}

/// <summary>A test that needs a browser; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Browser.Executable is null)
            Skip = "Chromium is not installed: apt-get install -y --no-install-recommends chromium.";
    }
}

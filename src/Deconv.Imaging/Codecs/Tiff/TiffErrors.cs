using System.Globalization;
using BitMiracle.LibTiff.Classic;
using LibTiff = BitMiracle.LibTiff.Classic.Tiff;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>
/// Collects the errors that LibTiff reports on this thread while it exists; otherwise LibTiff prints them. LibTiff has one handler for all files and
/// calls it on the thread that reads.
/// </summary>
internal sealed class TiffErrors : IDisposable
{
    [ThreadStatic]
    private static TiffErrors? _current;

    private string? _first;

    static TiffErrors() => Handler.Install();

    public TiffErrors() => _current = this;

    /// <summary>Throws if a call failed or an error was reported.</summary>
    /// <exception cref="InvalidDataException">With the first error, without a period.</exception>
    public void Check(bool succeeded)
    {
        if (!succeeded || _first is not null)
            throw new InvalidDataException(_first ?? "no reason given");
    }

    public void Dispose() => _current = null;

    /// <summary>Passes what other code does with LibTiff on to the handler that was there before.</summary>
    private sealed class Handler : TiffErrorHandler
    {
        private TiffErrorHandler _other = new();

        public static void Install()
        {
            var handler = new Handler();
            handler._other = LibTiff.SetErrorHandler(handler) ?? handler._other;
        }

        public override void ErrorHandler(LibTiff tif, string method, string format, params object[] args)
        {
            if (_current is { } errors)
                errors._first ??= string.Format(CultureInfo.InvariantCulture, format, args).TrimEnd('.', '\n');
            else
                _other.ErrorHandler(tif, method, format, args);
        }

        /// <summary>Warnings are about files that are unusual and readable.</summary>
        public override void WarningHandler(LibTiff tif, string method, string format, params object[] args)
        {
            if (_current is null)
                _other.WarningHandler(tif, method, format, args);
        }
    }
}

using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Solvers;

if (args is not [string input, string blur, string output])
{
    Console.Error.WriteLine("usage: restore INPUT PSF OUTPUT   for instance: restore shot.jpg disk:3 sharp.jpg");
    return 2;
}

using var cancel = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true; // ends the work, not the process: what there is will be saved
    cancel.Cancel();
};
var bar = new Progress<DeconvolutionProgress>(p => Console.Error.Write($"\r{p.Fraction:P0}, {p.Remaining.TotalSeconds:F0} s left   "));
var keepTheBest = new RunControl { OnCancel = CancelBehavior.ReturnBest };
try
{
    Psf psf = Psf.Parse(blur, file => PsfFile.Load(file));
    using Photograph shot = ImageFile.Load(input);
    PhotographPlan plan = PhotographRestorer.Plan(shot, psf).With(keepTheBest);
    Console.WriteLine($"{shot.Shape.Width} x {shot.Shape.Height} pixels, {shot.TransferText}; takes up to {plan.PeakBytes >> 20} MiB");
    using PhotographRestoration restored = await Task.Run(() => plan.Run(bar, cancel.Token));
    DeconvolutionResult result = restored.Result;
    Console.WriteLine($"\n{result.StopReason.Kind} after {result.Elapsed.TotalSeconds:F1} s, noise {result.Planes[0].Noise:G3}");
    Console.WriteLine($"{result.Check.Verdict}, chi-square {result.Check.ChiSquare:F2}");
    SaveReport saved = ImageFile.Save(restored.Photograph, output);
    foreach (string warning in saved.Warnings)
        Console.WriteLine($"note: {warning}");
    return 0;
}
catch (Exception e) when (e is ImageFormatException or OutputException or InvalidPsfException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

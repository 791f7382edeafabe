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
try
{
    Psf psf = Psf.Parse(blur, file => PsfFile.Load(file));
    using Photograph shot = ImageFile.Load(input);
    DeconvolutionPlan plan = Deconvolver.Plan(shot.Shape, shot.Color.Count, psf, new() { OnCancel = CancelBehavior.ReturnBest });
    Console.WriteLine($"{shot.Shape.Width} x {shot.Shape.Height} pixels, {shot.TransferText}; takes up to {plan.PeakBytes >> 20} MiB");
    using DeconvolutionResult result = await plan.RunAsync(shot.Color, bar, cancel.Token);
    Console.WriteLine($"\n{result.StopReason.Text}, {result.Elapsed.TotalSeconds:F1} s");
    Console.WriteLine($"{result.Check.Verdict}: {result.Check.Advice}");
    using Photograph restored = shot.With(result.Image.Clone());
    SaveReport saved = ImageFile.Save(restored, output);
    foreach (string warning in saved.Warnings)
        Console.WriteLine($"note: {warning}");
    return 0;
}
catch (Exception e) when (e is ImageFormatException or OutputException or InvalidPsfException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

using System.Globalization;
using System.Text.Json;
using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Output;

/// <summary>The result of a PSF estimation and its levels, as text, as JSON and as images.</summary>
internal sealed class BlindReport(string input, string? levelFolder, bool force)
{
    private readonly List<(BlindPhase Phase, int Start, int Level, int Levels, Shape Latent, PsfDiagnosis Kernel)> _levels = [];

    /// <summary>Records a level, and writes its images if requested.</summary>
    public void Add(BlindLevel level)
    {
        using PlanarImage latent = level.Latent;
        _levels.Add((level.Phase, level.Start, level.Level, level.Levels, latent.Shape, level.Kernel.Diagnose()));
        if (levelFolder is null)
            return;
        Directory.CreateDirectory(levelFolder);
        string name = Path.Combine(
            levelFolder,
            string.Create(CultureInfo.InvariantCulture, $"{level.Start}-{(level.Phase == BlindPhase.Refine ? "r" : "")}{level.Level:00}")
        );
        using var image = new Photograph(latent.Clone()) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Linear };
        ImageFile.Save(image, name + "-latent.png", new SaveOptions { Overwrite = force, Transfer = TransferFunction.Linear });
        PsfFile.Save(level.Kernel, name + "-kernel.png", force);
    }

    /// <summary>One line about the kernel, one about the verdict.</summary>
    public void WriteText(TextWriter writer, BlindResult result)
    {
        Shape size = result.Psf.Shape;
        string spec = result.Spec is null ? "" : " " + result.Spec;
        double seconds = result.EstimateTime.TotalSeconds;
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{input}: PSF {size.Width}×{size.Height}{spec} (bound {result.KernelSize}), estimated from {result.Box} in {seconds:F1} s"
            )
        );
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {Codes.Of(result.Verdict.Outcome)}, probability {result.Verdict.Probability:F2}: {BlindText.Reason(result.Verdict)}"
            )
        );
    }

    /// <summary>The estimate and the verdict.</summary>
    public void Write(Utf8JsonWriter json, BlindResult result)
    {
        json.Nested(
            "estimate",
            () =>
            {
                json.WriteString("path", input);
                json.WriteNumber("bound", result.KernelSize);
                json.WriteNumber("width", result.Psf.Shape.Width);
                json.WriteNumber("height", result.Psf.Shape.Height);
                if (result.Spec is not null)
                    json.WriteString("spec", result.Spec);
                json.WriteString("box", result.Box.ToString());
                json.WriteFinite("seconds", result.EstimateTime.TotalSeconds);
                json.WriteBoolean("canceled", result.Canceled);
            }
        );
        json.Nested(
            "verdict",
            () =>
            {
                BlindVerdict v = result.Verdict;
                json.WriteBoolean("trusted", v.Trusted);
                json.WriteString("code", Codes.Of(v.Outcome));
                json.WriteString("reason", BlindText.Reason(v));
                json.WriteFinite("probability", v.Probability);
                json.WriteFinite("agreement", v.Agreement);
                json.WriteFinite("peakShare", v.PeakShare);
                json.WriteFinite("borderMass", v.BorderMass);
                json.WriteFinite("gain", v.Gain);
                json.WriteFinite("sparsityDrop", v.SparsityDrop);
                json.WriteFinite("edgeSharpness", v.EdgeSharpness);
                json.WriteFinite("support", v.Support);
                json.WriteNumber("lamps", v.Lamps);
                json.WriteBoolean("nonuniform", v.Nonuniform);
            }
        );
        WriteCandidates(json, result.Candidates);
    }

    private static void WriteCandidates(Utf8JsonWriter json, IReadOnlyList<BlindCandidate> candidates)
    {
        json.WriteStartArray("candidates");
        for (int i = 0; i < candidates.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("number", i + 1);
            json.WriteFinite("probability", candidates[i].Probability);
            json.WriteFinite("score", candidates[i].Score);
            json.WriteNumber("width", candidates[i].Psf.Shape.Width);
            json.WriteNumber("height", candidates[i].Psf.Shape.Height);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Every level.</summary>
    public void WriteLevels(Utf8JsonWriter json)
    {
        json.WriteStartArray("levels");
        foreach (var level in _levels)
        {
            json.WriteStartObject();
            json.WriteString("phase", Codes.Of(level.Phase));
            json.WriteNumber("start", level.Start);
            json.WriteNumber("level", level.Level);
            json.WriteNumber("levels", level.Levels);
            json.WriteNumber("width", level.Latent.Width);
            json.WriteNumber("height", level.Latent.Height);
            json.WriteNumber("kernel", level.Kernel.Shape.Width);
            json.WriteFinite("rmsRadius", level.Kernel.RmsRadius);
            json.WriteFinite("borderMass", level.Kernel.BorderMass);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

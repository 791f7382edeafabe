using System.Globalization;
using System.Text;

namespace Deconv.Tests.Numerics.Kernels.Generator;

/// <summary>C# text under construction: indented lines, and locals that are each assigned once.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _indent;
    private int _locals;

    public void Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', 4 * _indent).Append(line);
        _text.Append('\n');
    }

    /// <summary>Several lines at the present indentation.</summary>
    public void Lines(string block)
    {
        foreach (string line in block.ReplaceLineEndings("\n").Trim('\n').Split('\n'))
            Line(line.TrimEnd());
    }

    public void Open(string header)
    {
        Line(header);
        Line("{");
        _indent++;
    }

    public void Close()
    {
        _indent--;
        Line("}");
    }

    /// <summary>Starts a method body whose locals count from v0.</summary>
    public void OpenKernel(string signature)
    {
        _locals = 0;
        Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Open(signature);
    }

    /// <summary>A fresh local that holds an expression; returns its name.</summary>
    public string Let(string expression)
    {
        string name = $"v{_locals++}";
        Line($"var {name} = {expression};");
        return name;
    }

    /// <summary>A float literal that reads back to the same float.</summary>
    public static string Literal(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";

    public override string ToString() => _text.ToString();
}

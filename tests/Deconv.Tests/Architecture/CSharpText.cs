using System.Text;

namespace Deconv.Tests.Architecture;

/// <summary>Takes C# apart: code without comments and literals, and the texts of the string literals.</summary>
internal sealed class CSharpText
{
    private readonly string _text;
    private readonly StringBuilder _code = new();
    private readonly List<string> _strings = [];
    private int _at;

    private CSharpText(string text) => _text = text;

    /// <summary>
    /// Code in which every string literal is an empty one, and the literals in the order in which they end. Escapes are left as they are written; a
    /// hole of an interpolated string is {} there, and its expression is part of the code.
    /// </summary>
    public static (string Code, IReadOnlyList<string> Strings) Split(string text)
    {
        var split = new CSharpText(text);
        split.Code(hole: false);
        return (split._code.ToString(), split._strings);
    }

    /// <summary>Code to the end, or to the brace that closes a hole, which is left.</summary>
    private void Code(bool hole)
    {
        int depth = 0;
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (Here("//"))
                SkipTo("\n", after: false);
            else if (Here("/*"))
                SkipTo("*/", after: true);
            else if (c == '#' && _text.AsSpan(0, _at)[(_text.LastIndexOf('\n', Math.Max(0, _at - 1)) + 1)..].IsWhiteSpace())
                SkipTo("\n", after: false);
            else if (c == '\'')
                Character();
            else if (c is '"' or '$' or '@' && Literal())
                continue;
            else
            {
                if (hole && depth == 0 && c == '}')
                    return;
                depth +=
                    c == '{' ? 1
                    : c == '}' ? -1
                    : 0;
                _code.Append(c);
                _at++;
            }
        }
    }

    /// <summary>A string literal that begins here; false where $ or @ is something else.</summary>
    private bool Literal()
    {
        int quote = _at;
        while (quote < _text.Length && _text[quote] is '$' or '@')
            quote++;
        if (quote == _text.Length || _text[quote] != '"')
            return false;
        string prefix = _text[_at..quote];
        int dollars = prefix.Count(c => c == '$'),
            quotes = Run(quote, '"');
        bool raw = quotes >= 3;
        _at = raw ? quote + quotes : quote + 1;
        _code.Append('"');
        var literal = new StringBuilder();
        bool verbatim = prefix.Contains('@', StringComparison.Ordinal);
        while (_at < _text.Length && !Ends(raw, quotes, verbatim, literal))
        {
            int braces = dollars > 0 ? Run(_at, '{') : 0;
            if (braces > 0 && (raw ? braces >= dollars : braces % 2 == 1))
            {
                _at += braces;
                literal.Append("{}");
                _code.Append("\" ");
                Code(hole: true);
                _code.Append(" \"");
                _at += raw ? dollars : 1;
            }
            else if (braces > 0)
            {
                literal.Append('{', braces);
                _at += braces;
            }
            else
            {
                int length = !raw && !verbatim && _text[_at] == '\\' ? 2 : 1;
                literal.Append(_text, _at, Math.Min(length, _text.Length - _at));
                _at += length;
            }
        }

        _strings.Add(literal.ToString());
        _code.Append('"');
        return true;
    }

    /// <summary>Whether the literal ends here, and steps over its end; over a doubled quote of a verbatim one too, which does not end it.</summary>
    private bool Ends(bool raw, int quotes, bool verbatim, StringBuilder literal)
    {
        while (verbatim && Here("\"\""))
        {
            literal.Append('"');
            _at += 2;
        }

        if (_at >= _text.Length || _text[_at] != '"' || (raw && Run(_at, '"') < quotes))
            return false;
        _at += raw ? quotes : 1;
        return true;
    }

    private void Character()
    {
        _at++;
        while (_at < _text.Length && _text[_at] is not ('\'' or '\n'))
            _at += _text[_at] == '\\' ? 2 : 1;
        _at++;
        _code.Append("' '");
    }

    private int Run(int from, char c)
    {
        int end = from;
        while (end < _text.Length && _text[end] == c)
            end++;
        return end - from;
    }

    private bool Here(string word) => string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0;

    private void SkipTo(string word, bool after)
    {
        int end = _text.IndexOf(word, _at, StringComparison.Ordinal);
        _at =
            end < 0 ? _text.Length
            : after ? end + word.Length
            : end;
    }
}

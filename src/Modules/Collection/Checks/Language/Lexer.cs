using System.Globalization;

namespace Gongxin.Collection.Checks.Language;

// Cuts an expression into tokens. Names of the form come before the words of the language (或有负债 is one name, not "or"),
// except that a word before a bracket is a function.
internal sealed class Lexer(string text, Names names)
{
    private static readonly (string Sign, TokenKind Kind)[] Signs =
    [
        ("<=", TokenKind.LessOrEqual), (">=", TokenKind.GreaterOrEqual), ("<>", TokenKind.Unequal), ("!=", TokenKind.Unequal), ("==", TokenKind.Equal),
        ("&&", TokenKind.And), ("||", TokenKind.Or), ("+-", TokenKind.Tolerance), ("..", TokenKind.Range),
        ("≤", TokenKind.LessOrEqual), ("≥", TokenKind.GreaterOrEqual), ("≠", TokenKind.Unequal), ("±", TokenKind.Tolerance),
        ("<", TokenKind.Less), (">", TokenKind.Greater), ("=", TokenKind.Equal),
        ("+", TokenKind.Plus), ("-", TokenKind.Minus), ("*", TokenKind.Times), ("×", TokenKind.Times), ("/", TokenKind.Over), ("÷", TokenKind.Over),
        ("(", TokenKind.Open), (")", TokenKind.Close), ("[", TokenKind.OpenCell), ("]", TokenKind.CloseCell),
        (",", TokenKind.Comma), ("、", TokenKind.Comma), ("!", TokenKind.Sheet),
    ];

    private readonly string _folded = Names.Fold(text);
    private int _at;

    public List<Token> Run()
    {
        var tokens = new List<Token>();
        while (true)
        {
            while (_at < _folded.Length && _folded[_at] == ' ')
            {
                _at++;
            }

            if (_at == _folded.Length)
            {
                tokens.Add(new Token(TokenKind.End, _at, 0, ""));
                return tokens;
            }

            var token = Next();
            tokens.Add(token);
            _at = token.At + token.Length;
        }
    }

    private Token Next()
    {
        var (name, length) = names.At(_folded, _at);
        if (FunctionHere() is { } function && function.Length >= length)
        {
            return function;
        }

        if (length > 0)
        {
            return new Token(TokenKind.Name, _at, length, name);
        }

        var first = _folded[_at];
        if (first is '{' or '「')
        {
            return QuotedName(first == '{' ? '}' : '」');
        }

        return first == '"' ? QuotedText()
            : char.IsAsciiDigit(first) ? Number()
            : Sign() ?? Keyword() ?? throw Unknown();
    }

    private Token? FunctionHere()
    {
        var end = _at;
        while (end < _folded.Length && (char.IsLetter(_folded[end]) || Names.IsLatin(_folded[end])))
        {
            end++;
        }

        var open = end;
        while (open < _folded.Length && _folded[open] == ' ')
        {
            open++;
        }

        // Chinese runs on: in 且合计(… the function is the end of the run, and the words before it come first.
        return open < _folded.Length && _folded[open] == '(' && Words.Functions.ContainsKey(_folded[_at..end])
            ? new Token(TokenKind.Function, _at, end - _at, _folded[_at..end])
            : null;
    }

    private Token QuotedName(char close)
    {
        var end = _folded.IndexOf(close, _at + 1);
        if (end < 0)
        {
            throw CheckFaultException.At(_at, _folded.Length - _at, "check.quote-open");
        }

        var word = _folded[(_at + 1)..end].Trim();
        var (name, length) = word.Length == 0 ? ("", 0) : names.At(word, 0);
        return length == word.Length && length > 0
            ? new Token(TokenKind.Name, _at, end + 1 - _at, name)
            : throw CheckFaultException.At(_at, end + 1 - _at, "check.unknown-name", word, names.Nearest(word) ?? "—");
    }

    private Token QuotedText()
    {
        var end = _folded.IndexOf('"', _at + 1);
        return end < 0
            ? throw CheckFaultException.At(_at, _folded.Length - _at, "check.quote-open")
            : new Token(TokenKind.Text, _at, end + 1 - _at, text[(_at + 1)..end]);
    }

    private Token Number()
    {
        var end = _at;
        while (end < _folded.Length && (char.IsAsciiDigit(_folded[end]) || (_folded[end] == '.' && end + 1 < _folded.Length && char.IsAsciiDigit(_folded[end + 1]))))
        {
            end++;
        }

        if (end - _at == 4 && _at + 10 <= _folded.Length
            && DateOnly.TryParseExact(_folded.AsSpan(_at, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new Token(TokenKind.Date, _at, 10, _folded.Substring(_at, 10), day.DayNumber);
        }

        if (!decimal.TryParse(_folded.AsSpan(_at, end - _at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            throw CheckFaultException.At(_at, end - _at, "check.number-not-readable", _folded[_at..end]);
        }

        return end < _folded.Length && _folded[end] is '%'
            ? new Token(TokenKind.Percent, _at, end + 1 - _at, "", number / 100)
            : new Token(TokenKind.Number, _at, end - _at, "", number);
    }

    private Token? Sign()
    {
        foreach (var (sign, kind) in Signs)
        {
            if (string.CompareOrdinal(_folded, _at, sign, 0, sign.Length) == 0)
            {
                return new Token(kind, _at, sign.Length, sign);
            }
        }

        return null;
    }

    private Token? Keyword()
    {
        foreach (var (word, kind) in Words.Keywords)
        {
            if (string.Compare(_folded, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
                && (!Names.IsLatin(word[0]) || _at + word.Length >= _folded.Length || !Names.IsLatin(_folded[_at + word.Length])))
            {
                return new Token(kind, _at, word.Length, word);
            }
        }

        return null;
    }

    private CheckFaultException Unknown()
    {
        var end = _at + 1;
        while (end < _folded.Length && (char.IsLetter(_folded[end]) || Names.IsLatin(_folded[end])))
        {
            end++;
        }

        var word = text[_at..end];
        return CheckFaultException.At(_at, end - _at, "check.unknown-name", word, names.Nearest(_folded[_at..end]) ?? "—");
    }
}

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// Solr's query language as far as harvesters use it:
//   any   := all (OR all)*
//   all   := not ((AND)? not)*                    without a word between, all must hold, as CKAN sets it
//   not   := (NOT | ! | - | +)* item
//   item  := '(' any ')' | field ':' value | word
//   value := '(' any ')' | ('[' | '{') from TO to (']' | '}') | "words" | word
internal sealed class SearchParser
{
    public const int LengthMax = 4000;
    private const int DepthMax = 20;

    private readonly string _parameter;
    private readonly string _text;
    private int _at;
    private int _depth;

    private SearchParser(string parameter, string text) => (_parameter, _text) = (parameter, text);

    public static SearchNode Parse(string parameter, string text)
    {
        var parser = new SearchParser(parameter, text.Length <= LengthMax ? text : throw CatalogueRefusals.SearchNotReadable(parameter, text[..100]));
        var node = parser.Any(null);
        return parser.AtEnd ? node : throw parser.Unreadable();
    }

    private bool AtEnd
    {
        get
        {
            while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            {
                _at++;
            }

            return _at == _text.Length;
        }
    }

    private SearchNode Any(string? field)
    {
        if (++_depth > DepthMax)
        {
            throw Unreadable();
        }

        var parts = new List<SearchNode> { All(field) };
        while (TakeWord("OR") || Take("||"))
        {
            parts.Add(All(field));
        }

        _depth--;
        return parts.Count == 1 ? parts[0] : new SearchNode.Any(parts);
    }

    private SearchNode All(string? field)
    {
        var parts = new List<SearchNode>();
        while (!AtEnd && _text[_at] != ')' && !IsNext("OR") && !_text.AsSpan(_at).StartsWith("||"))
        {
            if (parts.Count > 0)
            {
                _ = TakeWord("AND") || Take("&&");
            }

            parts.Add(Not(field));
        }

        return parts.Count switch
        {
            0 => throw Unreadable(),
            1 => parts[0],
            _ => new SearchNode.All(parts),
        };
    }

    private SearchNode Not(string? field)
    {
        var isNot = false;
        while (true)
        {
            if (TakeWord("NOT") || Take("-") || Take("!"))
            {
                isNot = !isNot;
            }
            else if (!Take("+"))
            {
                break;
            }
        }

        var item = Item(field);
        return isNot ? new SearchNode.Not(item) : item;
    }

    private SearchNode Item(string? field)
    {
        if (AtEnd)
        {
            throw Unreadable();
        }

        if (field is not null)
        {
            return Value(field);
        }

        var from = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.' or '-' or '*'))
        {
            _at++;
        }

        if (_at > from && _at < _text.Length && _text[_at] == ':')
        {
            var name = _text[from.._at++];
            return Value(name);
        }

        _at = from;
        return Value(null);
    }

    private SearchNode Value(string? field)
    {
        if (Take("("))
        {
            var inner = Any(field);
            return Take(")") ? inner : throw Unreadable();
        }

        if (!AtEnd && _text[_at] is '[' or '{')
        {
            return Range(field ?? throw Unreadable());
        }

        return Take("\"") ? new SearchNode.Term(field, Until('"'), true) : new SearchNode.Term(field, Word(), false);
    }

    private SearchNode.Range Range(string field)
    {
        var low = _text[_at++] == '[';
        var end = _text.IndexOfAny([']', '}'], _at);
        if (end < 0)
        {
            throw Unreadable();
        }

        var ends = _text[_at..end].Split(" TO ", StringSplitOptions.TrimEntries);
        _at = end + 1;
        return ends.Length == 2 && ends[0].Length > 0 && ends[1].Length > 0
            ? new SearchNode.Range(field, EndOf(ends[0], low), EndOf(ends[1], _text[end] == ']'))
            : throw Unreadable();
    }

    private static RangeEnd? EndOf(string value, bool isIncluded) => value == "*" ? null : new RangeEnd(value.Trim('"'), isIncluded);

    private string Until(char mark)
    {
        var text = new System.Text.StringBuilder();
        for (; _at < _text.Length; _at++)
        {
            if (_text[_at] == mark)
            {
                _at++;
                return text.ToString();
            }

            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            text.Append(_text[_at]);
        }

        throw Unreadable();
    }

    private string Word()
    {
        var text = new System.Text.StringBuilder();
        for (; _at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')' or '"'); _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            text.Append(_text[_at]);
        }

        return text.Length > 0 ? text.ToString() : throw Unreadable();
    }

    private bool Take(string mark)
    {
        if (AtEnd || !_text.AsSpan(_at).StartsWith(mark, StringComparison.Ordinal))
        {
            return false;
        }

        _at += mark.Length;
        return true;
    }

    private bool TakeWord(string word)
    {
        if (!IsNext(word))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private bool IsNext(string word) =>
        !AtEnd && _text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal)
        && (_at + word.Length == _text.Length || char.IsWhiteSpace(_text[_at + word.Length]) || _text[_at + word.Length] == '(');

    private Kernel.Errors.Refusal Unreadable() => CatalogueRefusals.SearchNotReadable(_parameter, _text);
}

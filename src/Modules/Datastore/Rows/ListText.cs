using System.Text;

namespace Gongxin.Datastore.Rows;

// Lists in a query string: parts between commas; a part in double quotes is taken as written, with "" for a quote.
//   select=地区,"a,b"      sort=-"x y",z      agg=count,合计:sum("金额(万元)")
internal ref struct ListText(string text)
{
    private int _at;

    public readonly bool AtEnd => _at >= text.Length;

    public readonly char Peek => _at < text.Length ? text[_at] : '\0';

    public bool Skip(char expected)
    {
        if (Peek != expected || AtEnd)
        {
            return false;
        }

        _at++;
        return true;
    }

    // Up to one of the stops outside quotes, or the end; null when a quote is not closed or text follows it.
    public string? Word(ReadOnlySpan<char> stops)
    {
        if (!Skip('"'))
        {
            var length = text.AsSpan(_at).IndexOfAny(stops);
            var word = length < 0 ? text[_at..] : text.Substring(_at, length);
            _at += word.Length;
            return word;
        }

        var quoted = new StringBuilder();
        while (!AtEnd)
        {
            var next = text[_at++];
            if (next == '"' && !Skip('"'))
            {
                return AtEnd || stops.Contains(Peek) ? quoted.ToString() : null;
            }

            quoted.Append(next);
        }

        return null;
    }

    // The name in f(name): bare names may hold brackets, since only a bracket before a comma or the end closes.
    public string? Bracketed()
    {
        if (Peek == '"')
        {
            var quoted = Word([')']);
            return Skip(')') ? quoted : null;
        }

        for (var end = text.IndexOf(')', _at); end >= 0; end = text.IndexOf(')', end + 1))
        {
            if (end + 1 == text.Length || text[end + 1] == ',')
            {
                var name = text[_at..end];
                _at = end + 1;
                return name;
            }
        }

        return null;
    }
}

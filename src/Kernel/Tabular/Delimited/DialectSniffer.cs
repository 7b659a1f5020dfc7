using System.Text;
using Gongxin.Kernel.Tabular.Encodings;

namespace Gongxin.Kernel.Tabular.Delimited;

/// <summary>
/// Tells delimiter and quote by trying them on the first rows: the right delimiter cuts rows into the same number of
/// cells, more than one, from the first row on. Where no delimiter does, lines are cells.
/// </summary>
internal sealed class DialectSniffer(string path, EncodingChoice encoding, TabularLimits limits)
{
    public const byte NoDelimiter = 0;

    private const int RowsMax = 200;
    private const double ScoreMin = 0.45;

    private static readonly byte[] Delimiters = [(byte)'\t', (byte)',', (byte)';', (byte)'|'];

    /// <summary>The dialect, and the first rows read by it (blank lines left out).</summary>
    public (Dialect Dialect, IReadOnlyList<SampleRow> Rows) Run()
    {
        if (DeclaredDelimiter() is byte declared)
        {
            var dialect = new Dialect(declared, (byte)'"');
            return (dialect, [.. Rows(dialect).Skip(1)]);
        }

        var trials = Delimiters.Select(d => Try(new Dialect(d, (byte)'"'))).ToList();
        var best = trials.MaxBy(t => t.Score)!;
        if (best.Score < ScoreMin)
        {
            best = Try(new Dialect(NoDelimiter, (byte)'"'));
        }

        if (PrefersApostrophe(best))
        {
            best = Try(new Dialect(best.Dialect.Delimiter, (byte)'\''));
        }

        return best.Rows.Count == 0 && best.Fault is not null ? throw best.Fault : (best.Dialect, best.Rows);
    }

    private sealed record Trial(Dialect Dialect, IReadOnlyList<SampleRow> Rows, double Score, TabularException? Fault);

    private Trial Try(Dialect dialect)
    {
        var rows = new List<SampleRow>();
        TabularException? fault = null;
        try
        {
            rows.AddRange(Rows(dialect));
        }
        catch (TabularException e)
        {
            // The file breaks off here when read this way; the rows before it still tell something.
            fault = e;
        }

        return new Trial(dialect, rows, Score(rows), fault);
    }

    private IEnumerable<SampleRow> Rows(Dialect dialect)
    {
        using var scanner = new RecordScanner(Utf8Source.Open(path, encoding), dialect, limits);
        var bytes = 0L;
        for (var count = 0; count < RowsMax && bytes < limits.SampleBytes && scanner.Next(); count += scanner.IsBlank ? 0 : 1)
        {
            bytes += scanner.End - scanner.Start + 1;
            if (!scanner.IsBlank)
            {
                yield return Row(scanner, dialect);
            }
        }
    }

    private SampleRow Row(RecordScanner scanner, Dialect dialect)
    {
        if (scanner.CellCount > limits.ColumnsMax + 1)
        {
            // Too wide to be kept; the count alone refuses the file.
            return new SampleRow(scanner.Number, new string[scanner.CellCount]);
        }

        var cells = new string[scanner.CellCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Encoding.UTF8.GetString(scanner.Cell(i));
        }

        foreach (var i in scanner.EscapedCells)
        {
            var quote = ((char)dialect.Quote).ToString();
            cells[i] = cells[i].Replace(quote + quote, quote, StringComparison.Ordinal);
        }

        return new SampleRow(scanner.Number, cells);
    }

    private static double Score(List<SampleRow> rows)
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        var usual = rows.GroupBy(r => r.Cells.Count).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First();
        if (usual.Key < 2)
        {
            return 0;
        }

        // A first row that is cut, but not like the others, was not written with this delimiter. One cell may be a title line.
        var first = rows[0].Cells.Count;
        var header = first == usual.Key || first == usual.Key - 1 || (first == 1 && rows.Count > 2) ? 1.0 : 0.7;
        return header * usual.Count() / rows.Count * (1 + (0.01 * Math.Log2(usual.Key)));
    }

    // 'a','b': cells in apostrophes throughout, and none in quotes.
    private static bool PrefersApostrophe(Trial trial)
    {
        var cells = trial.Rows.SelectMany(r => r.Cells).Where(c => !string.IsNullOrWhiteSpace(c)).Take(2000).ToList();
        var wrapped = cells.Count(c => c.Length >= 2 && c[0] == '\'' && c[^1] == '\'');
        return wrapped > 0 && wrapped * 2 >= cells.Count;
    }

    // "sep=;" in the first line is how Excel is told the delimiter.
    private byte? DeclaredDelimiter()
    {
        using var source = Utf8Source.Open(path, encoding);
        var head = new byte[64];
        var length = source.Read(head);
        var line = head.AsSpan(0, length);
        return line.Length >= 6 && line.StartsWith("sep="u8) && line[5] is (byte)'\r' or (byte)'\n' && line[4] is < 0x80 and not (byte)'"' ? line[4] : null;
    }
}

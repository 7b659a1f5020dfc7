using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows;

// Writes rows as JSON objects. Numbers are JSON numbers with all their digits (a reader that only knows doubles rounds
// beyond 2^53); what JSON has no number for (NaN, infinity) is a string.
internal sealed class RowJson : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Utf8JsonWriter _json;
    private readonly ColumnSchema[] _columns;
    private readonly JsonEncodedText[] _names;

    public RowJson(IBufferWriter<byte> to, IReadOnlyList<OutputColumn> columns)
    {
        _json = new Utf8JsonWriter(to, Options);
        _columns = [.. columns.Select(column => column.Schema)];
        _names = [.. columns.Select(column => JsonEncodedText.Encode(column.Name, Options.Encoder))];
    }

    public long Length => _json.BytesCommitted + _json.BytesPending;

    public Utf8JsonWriter Json => _json;

    public void Row<TCells>(in TCells cells)
        where TCells : struct, IRowCells
    {
        _json.WriteStartObject();
        for (var at = 0; at < _columns.Length; at++)
        {
            _json.WritePropertyName(_names[at]);
            Cell(cells, at);
        }

        _json.WriteEndObject();
    }

    public void Dispose() => _json.Dispose();

    private void Cell<TCells>(in TCells cells, int at)
        where TCells : struct, IRowCells
    {
        if (cells.IsEmpty(at))
        {
            _json.WriteNullValue();
            return;
        }

        var column = _columns[at];
        if (column.Type is ColumnType.Text)
        {
            _json.WriteStringValue(cells.Utf8(at));
            return;
        }

        Span<byte> text = stackalloc byte[WrittenForm.LengthMax];
        text = text[..WrittenForm.Write(column, cells.Value(at), text)];
        if (IsBare(column.Type, text))
        {
            _json.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            _json.WriteStringValue(text);
        }
    }

    // Written without quotes.
    private static bool IsBare(ColumnType type, ReadOnlySpan<byte> text) => type switch
    {
        ColumnType.Integer or ColumnType.Decimal or ColumnType.Boolean => true,
        ColumnType.Number => char.IsAsciiDigit((char)text[^1]),
        _ => false,
    };
}

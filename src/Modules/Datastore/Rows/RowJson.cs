using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.DuckDb;
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

    // The first vector of a chunk at offset belongs to the first column.
    public void Row(DuckDBDataReader reader, int offset, int row)
    {
        _json.WriteStartObject();
        for (var at = 0; at < _columns.Length; at++)
        {
            _json.WritePropertyName(_names[at]);
            Cell(_columns[at], reader.Vector(offset + at), row);
        }

        _json.WriteEndObject();
    }

    public void Dispose() => _json.Dispose();

    private void Cell(ColumnSchema column, VectorReader vector, int row)
    {
        if (vector.IsNull(row))
        {
            _json.WriteNullValue();
            return;
        }

        switch (column.Type)
        {
            case ColumnType.Text:
                _json.WriteStringValue(vector.GetUtf8(row));
                break;
            case ColumnType.Boolean:
                _json.WriteBooleanValue(vector.GetBoolean(row));
                break;
            default:
                Span<byte> text = stackalloc byte[WrittenForm.LengthMax];
                text = text[..CellReader.Write(column, vector, row, text)];
                if (IsNumber(column.Type, text))
                {
                    _json.WriteRawValue(text, skipInputValidation: true);
                }
                else
                {
                    _json.WriteStringValue(text);
                }

                break;
        }
    }

    private static bool IsNumber(ColumnType type, ReadOnlySpan<byte> text) => type switch
    {
        ColumnType.Integer or ColumnType.Decimal => true,
        ColumnType.Number => char.IsAsciiDigit((char)text[^1]),
        _ => false,
    };
}

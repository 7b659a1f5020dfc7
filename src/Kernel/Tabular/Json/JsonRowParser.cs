using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>
/// Writes one JSON element as a row: texts unescaped, numbers and nested values as they are written, null as absent.
/// </summary>
internal sealed class JsonRowParser(JsonLayout layout, int columnCount, TabularLimits limits)
{
    private readonly JsonReaderOptions _options = new() { MaxDepth = limits.JsonDepthMax };
    private readonly long[] _seenInRow = new long[columnCount];
    private long _rows;

    /// <summary>The fault for which the row was refused, or null when it was added.</summary>
    public Finding? Add(CellBatch batch, long number, ReadOnlySpan<byte> element)
    {
        _rows++;
        batch.AddRow(number);
        var fault = Parse(batch, element);
        if (fault is not RowFault found)
        {
            return null;
        }

        batch.DropLastRow();
        return new Finding(number, null, found.Code, FindingText.Excerpt(element), found.Args);
    }

    private readonly record struct RowFault(string Code, params string[] Args);

    private RowFault? Parse(CellBatch batch, ReadOnlySpan<byte> element)
    {
        // The JSON reader takes any bytes inside strings.
        if (!Utf8.IsValid(element))
        {
            return new RowFault(FindingCodes.RowInvalidEncoding);
        }

        try
        {
            var reader = new Utf8JsonReader(element, _options);
            reader.Read();
            RowFault? fault = reader.TokenType switch
            {
                JsonTokenType.StartArray when layout.IsArrays => AddArray(batch, element, ref reader),
                JsonTokenType.StartObject when layout.IsGeoJson => AddFeature(batch, element, ref reader),
                JsonTokenType.StartObject when !layout.IsArrays => AddObject(batch, element, ref reader),
                _ => new RowFault(FindingCodes.RowNotAnObject),
            };

            // The element must also end here, which matters for a line of NDJSON.
            return reader.TrySkip() && !reader.Read() ? fault : new RowFault(FindingCodes.RowNotJson);
        }
        catch (JsonException)
        {
            return JsonNesting.Deepest(element) > limits.JsonDepthMax
                ? new RowFault(FindingCodes.RowTooDeep, Text(limits.JsonDepthMax))
                : new RowFault(FindingCodes.RowNotJson);
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a surrogate pair stands for no character.
            return new RowFault(FindingCodes.RowInvalidEncoding);
        }
    }

    private RowFault? AddArray(CellBatch batch, ReadOnlySpan<byte> element, ref Utf8JsonReader reader)
    {
        RowFault? fault = null;
        var width = 0;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (width < columnCount)
            {
                fault ??= AddValue(batch, width, element, ref reader);
            }

            reader.Skip();
            width++;
        }

        return width > columnCount ? new RowFault(FindingCodes.RowTooManyCells, Text(width), Text(columnCount)) : fault;
    }

    private RowFault? AddObject(CellBatch batch, ReadOnlySpan<byte> element, ref Utf8JsonReader reader)
    {
        RowFault? fault = null;
        var expected = 0;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var column = layout.Keys.Find(ref reader, expected);
            if (column < 0)
            {
                // Only a line that could not be read to its end when keys were gathered has a new key.
                return new RowFault(FindingCodes.RowNotJson);
            }

            fault ??= Repeats(column);
            reader.Read();
            fault ??= AddValue(batch, column, element, ref reader);
            reader.Skip();
            expected = column + 1;
        }

        return fault;
    }

    private RowFault? AddFeature(CellBatch batch, ReadOnlySpan<byte> element, ref Utf8JsonReader reader)
    {
        RowFault? fault = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var column = reader.ValueTextEquals("id"u8) ? layout.FeatureIdColumn : reader.ValueTextEquals("geometry"u8) ? layout.GeometryColumn : -1;
            var isProperties = reader.ValueTextEquals("properties"u8);
            reader.Read();
            if (isProperties && reader.TokenType is JsonTokenType.StartObject)
            {
                var inProperties = AddObject(batch, element, ref reader);
                fault ??= inProperties;
            }
            else if (column >= 0)
            {
                fault ??= Repeats(column) ?? AddValue(batch, column, element, ref reader);
            }

            reader.Skip();
        }

        return fault;
    }

    // Which of two values counts is said nowhere, and programs differ.
    private RowFault? Repeats(int column)
    {
        if (_seenInRow[column] == _rows)
        {
            return new RowFault(FindingCodes.RowDuplicateKey, layout.ColumnKey(column));
        }

        _seenInRow[column] = _rows;
        return null;
    }

    private RowFault? AddValue(CellBatch batch, int column, ReadOnlySpan<byte> element, ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType is JsonTokenType.String)
        {
            return AddText(batch, column, ref reader);
        }

        var from = (int)reader.TokenStartIndex;
        reader.Skip();
        var raw = element[from..(int)reader.BytesConsumed];
        if (raw.Length > limits.CellBytesMax)
        {
            return new RowFault(FindingCodes.RowCellTooLong, Text(limits.CellBytesMax));
        }

        batch.SetCell(column, raw);
        return null;
    }

    private RowFault? AddText(CellBatch batch, int column, ref Utf8JsonReader reader)
    {
        var written = reader.ValueSpan;
        if (written.Length > limits.CellBytesMax)
        {
            return new RowFault(FindingCodes.RowCellTooLong, Text(limits.CellBytesMax));
        }

        if (!reader.ValueIsEscaped)
        {
            batch.SetCell(column, written);
            return null;
        }

        var room = batch.Reserve(written.Length);
        var length = reader.CopyString(room);
        if (room[..length].Contains((byte)0))
        {
            // \u0000: no engine stores a NUL in a text.
            return new RowFault(FindingCodes.RowInvalidEncoding);
        }

        batch.Commit(column, length);
        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

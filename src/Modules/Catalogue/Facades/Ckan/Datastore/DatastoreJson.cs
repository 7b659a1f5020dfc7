using System.Text.Json;
using Gongxin.Catalogue.Metadata;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Facades.Ckan.Datastore;

// Columns and cells in JSON.
internal static class DatastoreJson
{
    public static void WriteFields(Utf8JsonWriter json, bool withRowId, IEnumerable<ColumnSchema> columns)
    {
        json.WriteStartArray("fields");
        if (withRowId)
        {
            json.WriteStartObject();
            json.WriteString("id", DatastoreTable.RowId);
            json.WriteString("type", "int");
            json.WriteEndObject();
        }

        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("id", column.Name);
            json.WriteString("type", DatastoreTable.TypeOf(column.Type));
            if ((column.Title ?? column.Description ?? column.Unit) is not null)
            {
                json.WriteStartObject("info");
                json.WriteString("label", column.Title ?? "");
                json.WriteString("notes", column.Description ?? "");
                json.WriteGiven("unit", column.Unit);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteObject(Utf8JsonWriter json, RowPage page, RowView row, bool withRowId)
    {
        json.WriteStartObject();
        if (withRowId)
        {
            json.WriteNumber(DatastoreTable.RowId, row.Row!.Value);
        }

        for (var at = 0; at < row.Cells.Count; at++)
        {
            json.WritePropertyName(page.Columns[at].Name);
            WriteCell(json, page.Columns[at].Type, row.Cells[at]);
        }

        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, RowPage page, RowView row, bool withRowId)
    {
        json.WriteStartArray();
        if (withRowId)
        {
            json.WriteNumberValue(row.Row!.Value);
        }

        for (var at = 0; at < row.Cells.Count; at++)
        {
            WriteCell(json, page.Columns[at].Type, row.Cells[at]);
        }

        json.WriteEndArray();
    }

    // Numbers with all their digits; those that JSON lacks are texts.
    private static void WriteCell(Utf8JsonWriter json, ColumnType type, string? cell)
    {
        switch (type)
        {
            case var _ when cell is null:
                json.WriteNullValue();
                break;
            case ColumnType.Boolean:
                json.WriteBooleanValue(cell == "true");
                break;
            case ColumnType.Integer or ColumnType.Decimal:
            case ColumnType.Number when char.IsAsciiDigit(cell[^1]):
                json.WriteRawValue(cell, skipInputValidation: true);
                break;
            default:
                json.WriteStringValue(cell);
                break;
        }
    }
}

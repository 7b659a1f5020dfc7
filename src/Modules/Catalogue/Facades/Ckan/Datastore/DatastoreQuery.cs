using System.Text.Json;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Facades.Ckan.Datastore;

// Parameters of datastore_search and of dumps as a query of rows.
internal static class DatastoreQuery
{
    public const int LimitDefault = 100;

    public static RowQuery Of(CkanParameters given, DatastoreTable table)
    {
        if (given.Flag("distinct", false))
        {
            throw CatalogueRefusals.QueryNotReadable("distinct", "true");
        }

        return RowQuery.Everything with
        {
            Filters = [.. Filters(given), .. FieldWords(given, table)],
            Words = given.IsMap("q") ? null : given.Text("q"),
            Select = [.. given.List("fields").Where(name => name != DatastoreTable.RowId || !table.HasRowId)],
            Sort = Sorts(given, table),
            Limit = given.Number("limit", LimitDefault, RowQuery.LimitMax),
            Offset = given.Number("offset", 0, int.MaxValue),
        };
    }

    // Whether the answer has the row's number.
    public static bool WithRowId(CkanParameters given, DatastoreTable table) =>
        table.HasRowId && given.List("fields") is var fields && (fields.Count == 0 || fields.Contains(DatastoreTable.RowId, StringComparer.Ordinal));

    private static IEnumerable<RowFilter> Filters(CkanParameters given)
    {
        if (given.Map("filters") is not { } filters)
        {
            yield break;
        }

        foreach (var filter in filters.EnumerateObject())
        {
            if (filter.Value.ValueKind is JsonValueKind.Object)
            {
                foreach (var bound in filter.Value.EnumerateObject())
                {
                    yield return new RowFilter(filter.Name, OperatorOf(bound.Name), [ValueOf(bound.Value)]);
                }
            }
            else if (filter.Value.ValueKind is JsonValueKind.Array)
            {
                yield return new RowFilter(filter.Name, FilterOperator.In, [.. filter.Value.EnumerateArray().Select(ValueOf)]);
            }
            else
            {
                yield return filter.Value.ValueKind is JsonValueKind.Null
                    ? new RowFilter(filter.Name, FilterOperator.Null, ["true"])
                    : new RowFilter(filter.Name, FilterOperator.Eq, [ValueOf(filter.Value)]);
            }
        }
    }

    private static FilterOperator OperatorOf(string name) => name switch
    {
        "gt" => FilterOperator.Gt,
        "gte" => FilterOperator.Ge,
        "lt" => FilterOperator.Lt,
        "lte" => FilterOperator.Le,
        "eq" => FilterOperator.Eq,
        _ => throw CatalogueRefusals.QueryNotReadable("filters", name),
    };

    private static string ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => CkanParameters.StringOf("filters", value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw CatalogueRefusals.QueryNotReadable("filters", value.GetRawText()),
    };

    // q={"column": "words"}
    private static IEnumerable<RowFilter> FieldWords(CkanParameters given, DatastoreTable table)
    {
        if (!given.IsMap("q") || given.Map("q") is not { } fields)
        {
            yield break;
        }

        foreach (var field in fields.EnumerateObject())
        {
            var words = CkanParameters.StringOf("q", field.Value.ValueKind is JsonValueKind.String
                ? field.Value
                : throw CatalogueRefusals.QueryNotReadable("q", field.Value.GetRawText()));
            yield return table.Column(field.Name)?.Type is ColumnType.Text
                ? new RowFilter(field.Name, FilterOperator.Like, [$"*{Escaped(words)}*"])
                : new RowFilter(field.Name, FilterOperator.Eq, [words]);
        }
    }

    private static string Escaped(string words) =>
        words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);

    // "a desc, \"b c\" asc"; rows that are equal go by _id in any case.
    private static List<RowSort> Sorts(CkanParameters given, DatastoreTable table)
    {
        var sorts = new List<RowSort>();
        foreach (var part in given.List("sort"))
        {
            var descending = part.EndsWith(" desc", StringComparison.OrdinalIgnoreCase);
            var name = (descending ? part[..^5] : part.EndsWith(" asc", StringComparison.OrdinalIgnoreCase) ? part[..^4] : part).Trim();
            name = name.Length > 1 && name[0] == '"' && name[^1] == '"' ? name[1..^1] : name;
            if (name != DatastoreTable.RowId || !table.HasRowId)
            {
                sorts.Add(new RowSort(name, descending));
            }
            else if (descending)
            {
                throw CatalogueRefusals.QueryNotReadable("sort", part);
            }
            else
            {
                break;
            }
        }

        return sorts;
    }
}

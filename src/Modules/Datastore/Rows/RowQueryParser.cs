using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;
using Microsoft.Extensions.Primitives;

namespace Gongxin.Datastore.Rows;

// Turns a query string into a RowQuery. A parameter is one of the reserved words or names a column:
//   [col.]<column>[__<operator>]=value
// "col." makes any column reachable, also one named like a reserved word; a trailing "__op" is read as an operator
// whenever what stands before it is a column, so a column whose own name ends like that is written with its operator.
internal sealed class RowQueryParser
{
    private const string Escape = "col.";

    private static readonly Dictionary<string, FilterOperator> Operators =
        Enum.GetValues<FilterOperator>().ToDictionary(NameOf, StringComparer.Ordinal);

    private readonly HashSet<string> _columns;
    private readonly List<RowFilter> _filters = [];
    private RowQuery _query = RowQuery.Everything;

    private RowQueryParser(TableSchema schema) =>
        _columns = schema.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);

    public static RowQuery Parse(TableSchema schema, IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        var parser = new RowQueryParser(schema);
        foreach (var (name, values) in parameters)
        {
            parser.Take(name, [.. values.Select(value => value ?? "")]);
        }

        return parser._query with { Filters = parser._filters };
    }

    public static string NameOf(FilterOperator op) => op.ToString().ToLowerInvariant();

    private void Take(string name, string[] values)
    {
        switch (name)
        {
            case "select":
                _query = _query with { Select = [.. values.SelectMany(value => Names(name, value))] };
                break;
            case "group":
                _query = _query with { Group = [.. values.SelectMany(value => Names(name, value))] };
                break;
            case "sort":
                _query = _query with { Sort = [.. values.SelectMany(Sorts)] };
                break;
            case "agg":
                _query = _query with { Aggregates = [.. values.SelectMany(AggregateText.Parse)] };
                break;
            case "limit":
                _query = _query with { Limit = Limit(Single(name, values)) };
                break;
            case "cursor":
                _query = _query with { Cursor = Single(name, values) };
                break;
            case "q":
                _query = _query with { Words = Single(name, values) };
                break;
            case "version" or "as_of":
                break;
            default:
                TakeFilter(name, values);
                break;
        }
    }

    private void TakeFilter(string parameter, string[] values)
    {
        var name = parameter.StartsWith(Escape, StringComparison.Ordinal) ? parameter[Escape.Length..] : parameter;
        var mark = name.LastIndexOf("__", StringComparison.Ordinal);
        var isOperator = mark >= 0 && _columns.Contains(name[..mark]);
        if (isOperator && Operators.TryGetValue(name[(mark + 2)..], out var op))
        {
            AddFilter(name[..mark], op, values);
        }
        else if (_columns.Contains(name))
        {
            AddFilter(name, FilterOperator.Eq, values);
        }
        else
        {
            throw isOperator
                ? DatastoreRefusals.UnknownOperator(parameter, name[(mark + 2)..])
                : DatastoreRefusals.UnknownColumn(parameter, name);
        }
    }

    // The same column given twice with equality is a choice, as a form with checkboxes sends it.
    private void AddFilter(string column, FilterOperator op, string[] values)
    {
        if (op is FilterOperator.In)
        {
            _filters.Add(new RowFilter(column, op, [.. values.SelectMany(value => Names(column + "__in", value))]));
        }
        else if (op is FilterOperator.Eq && values.Length > 1)
        {
            _filters.Add(new RowFilter(column, FilterOperator.In, values));
        }
        else
        {
            _filters.AddRange(values.Select(value => new RowFilter(column, op, [value])));
        }
    }

    private static List<string> Names(string parameter, string value)
    {
        var list = new ListText(value);
        var names = new List<string>();
        while (!list.AtEnd)
        {
            names.Add(list.Word([',']) ?? throw DatastoreRefusals.BadValue(parameter, value));
            if (list.Skip(',') && list.AtEnd)
            {
                names.Add("");
            }
        }

        return names;
    }

    private static List<RowSort> Sorts(string value)
    {
        var list = new ListText(value);
        var sorts = new List<RowSort>();
        while (!list.AtEnd)
        {
            var descending = list.Skip('-');
            sorts.Add(new RowSort(list.Word([',']) ?? throw DatastoreRefusals.BadValue("sort", value), descending));
            list.Skip(',');
        }

        return sorts;
    }

    private static string? Single(string parameter, string[] values) => values.Length switch
    {
        0 => null,
        1 => values[0].Length == 0 ? null : values[0],
        _ => throw DatastoreRefusals.Repeated(parameter),
    };

    private static int Limit(string? value)
    {
        if (value is null)
        {
            return RowQuery.LimitDefault;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit <= RowQuery.LimitMax
            ? limit
            : throw DatastoreRefusals.BadValue("limit", value);
    }
}

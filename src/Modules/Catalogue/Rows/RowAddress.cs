using Gongxin.Contracts.Datastore;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gongxin.Catalogue.Rows;

// The part of a page's address that asks for rows. Parameters are those of the rows API, so that a filtered preview, its
// download and its API call have the same query; what only the page understands begins with "view.".
internal sealed class RowAddress
{
    public const string Own = "view.";
    public const string FilterColumn = Own + "column";
    public const string FilterOperator = Own + "operator";
    public const string FilterValue = Own + "value";
    public const string Language = "lang";
    public const int PageSize = 20;
    private const int PageSizeMax = 100;

    private static readonly string[] Places = ["cursor", "limit", "select", "group", "agg", "version", "as_of"];
    private static readonly string[] NoFilters = ["q", "sort"];
    private static readonly string[] Operators = [.. Enum.GetNames<FilterOperator>().Select(n => n.ToLowerInvariant())];

    private readonly List<KeyValuePair<string, StringValues>> _parameters;

    public RowAddress(IQueryCollection query) =>
        _parameters = [.. query.Where(p => !p.Key.StartsWith(Own, StringComparison.Ordinal) && p.Key != Language && p.Value.Any(v => v is { Length: > 0 }))];

    // What the preview asks for; columns, groups and versions are not the page's to choose.
    public IEnumerable<KeyValuePair<string, StringValues>> Preview => _parameters.Where(p => p.Key is "cursor" or "limit" || !Places.Contains(p.Key));

    // Filters, words and order: what a download of the same rows asks for.
    public IEnumerable<KeyValuePair<string, StringValues>> Narrowing => _parameters.Where(p => !Places.Contains(p.Key));

    public bool IsNarrowed => Narrowing.Any(p => p.Key != "sort");

    // Each filter with the parameter that carries it, so that it can be taken off.
    public IReadOnlyList<Filter> Filters =>
    [
        .. from parameter in Narrowing
           where !NoFilters.Contains(parameter.Key)
           let split = Split(parameter.Key)
           select new Filter(parameter.Key, split.Column, split.Operator, string.Join(" / ", parameter.Value.ToArray())),
    ];

    public string Query => QueryString.Create(Narrowing).Value ?? "";

    public static RowQuery Sized(RowQuery query, bool limitGiven) =>
        query with { Limit = limitGiven ? Math.Min(query.Limit, PageSizeMax) : PageSize };

    // The parameter of a new filter; always with its operator, which also reaches columns named like reserved words.
    public static string Parameter(string column, string op) => $"{column}__{(Operators.Contains(op) ? op : "eq")}";

    // The filter form's three fields become one parameter of the rows API, so that filters add up and can be shared. Null when the
    // form was not sent.
    public static string? WithFilter(PageAddress address)
    {
        if (address[FilterOperator] is not { } op)
        {
            return null;
        }

        var column = address[FilterColumn];
        var value = op == "null" ? address[FilterValue] is "false" ? "false" : "true" : address[FilterValue];
        var filter = column is { Length: > 0 } && value is { Length: > 0 } ? Parameter(column, op) : FilterColumn;
        return address.With(
            (FilterColumn, null), (FilterOperator, null), (FilterValue, null), (filter, filter == FilterColumn ? null : value));
    }

    // A column in a list such as sort=.
    public static string InList(string column) =>
        column.AsSpan().ContainsAny(',', '"') || column.StartsWith('-') || column != column.Trim()
            ? $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : column;

    private static (string Column, string Operator) Split(string parameter)
    {
        var name = parameter.StartsWith("col.", StringComparison.Ordinal) ? parameter[4..] : parameter;
        var at = name.LastIndexOf("__", StringComparison.Ordinal);
        return at > 0 && Operators.Contains(name[(at + 2)..]) ? (name[..at], name[(at + 2)..]) : (name, "eq");
    }

    internal sealed record Filter(string Parameter, string Column, string Operator, string Value);
}

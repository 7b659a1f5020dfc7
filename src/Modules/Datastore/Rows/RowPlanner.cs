using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows;

internal sealed class RowPlanner
{
    private const int FiltersMax = 64;
    private const int ValuesMax = 1000;
    private const int WordsMax = 10;
    private const int SortsMax = 8;
    private const int GroupsMax = 8;
    private const int AggregatesMax = 20;

    private readonly StoredVersion _version;
    private readonly RowQuery _query;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    private RowPlanner(StoredVersion version, RowQuery query)
    {
        _version = version;
        _query = query;
        foreach (var column in version.Schema.Columns)
        {
            _positions.TryAdd(column.Name, _positions.Count);
        }
    }

    public static RowPlan Plan(StoredVersion version, RowQuery query)
    {
        var planner = new RowPlanner(version, query);
        var output = query.IsGrouped ? planner.GroupOutput() : planner.RowOutput();
        return new RowPlan(
            version,
            [.. Bounded(query.Filters, FiltersMax, "filter").Select(planner.Filter)],
            planner.Words(),
            output,
            query.IsGrouped ? planner.GroupSorts(output) : planner.RowSorts(),
            query.IsGrouped,
            Math.Clamp(query.Limit, 0, RowQuery.LimitMax),
            Math.Max(0, query.Offset));
    }

    private PlanFilter Filter(RowFilter filter)
    {
        var parameter = $"{filter.Column}__{RowQueryParser.NameOf(filter.Operator)}";
        var position = Position(parameter, filter.Column);
        var column = _version.Schema.Columns[position];
        if (!Fits(filter.Operator, column.Type))
        {
            throw DatastoreRefusals.OperatorNotForType(parameter, RowQueryParser.NameOf(filter.Operator), column.Type);
        }

        var meant = filter.Operator is FilterOperator.Null ? TruthSchema : column;
        var values = Bounded(filter.Values, ValuesMax, parameter).Select(value => Value(parameter, meant, value)).ToArray();
        if (values.Length != 1 && filter.Operator is not FilterOperator.In)
        {
            throw DatastoreRefusals.TooMany(parameter, 1);
        }

        return new PlanFilter(position, filter.Operator, values);
    }

    private static ColumnSchema TruthSchema { get; } = new() { Name = "", Type = ColumnType.Boolean };

    private static bool Fits(FilterOperator op, ColumnType type) => op switch
    {
        FilterOperator.Like or FilterOperator.Prefix => type is ColumnType.Text,
        FilterOperator.Gt or FilterOperator.Ge or FilterOperator.Lt or FilterOperator.Le => type is not ColumnType.Boolean,
        _ => true,
    };

    private static CellValue Value(string parameter, ColumnSchema column, string text) =>
        CellValue.TryParse(column, text, out var value) ? value : throw DatastoreRefusals.ValueNotOfType(parameter, text, column.Type);

    private string[] Words()
    {
        var words = (_query.Words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Bounded(words, WordsMax, "q");
        return [.. words.Distinct(StringComparer.Ordinal)];
    }

    private List<OutputColumn> RowOutput()
    {
        var output = new List<OutputColumn>();
        if (_query.Select.Count == 0)
        {
            output.AddRange(_version.Schema.Columns.Select((column, at) => new OutputColumn(column.Name, column, at)));
            return output;
        }

        foreach (var name in Bounded(_query.Select, _version.Schema.Columns.Count, "select"))
        {
            AddColumn(output, "select", name);
        }

        return output;
    }

    private List<OutputColumn> GroupOutput()
    {
        if (_query.Select.Count > 0)
        {
            throw DatastoreRefusals.NotWithGroups("select");
        }

        var output = new List<OutputColumn>();
        foreach (var name in Bounded(_query.Group, GroupsMax, "group"))
        {
            AddColumn(output, "group", name);
        }

        var aggregates = _query.Aggregates.Count > 0 ? _query.Aggregates : [new RowAggregate(AggregateFunction.Count, null, "count")];
        foreach (var aggregate in Bounded(aggregates, AggregatesMax, "agg"))
        {
            Add(output, "agg", Aggregate(aggregate));
        }

        return output;
    }

    private void AddColumn(List<OutputColumn> output, string parameter, string name)
    {
        var position = Position(parameter, name);
        Add(output, parameter, new OutputColumn(name, _version.Schema.Columns[position], position));
    }

    private static void Add(List<OutputColumn> output, string parameter, OutputColumn column)
    {
        if (output.Exists(other => string.Equals(other.Name, column.Name, StringComparison.Ordinal)))
        {
            throw DatastoreRefusals.DuplicateName(parameter, column.Name);
        }

        output.Add(column);
    }

    private OutputColumn Aggregate(RowAggregate aggregate)
    {
        if (aggregate.Column is null)
        {
            return aggregate.Function is AggregateFunction.Count
                ? new OutputColumn(aggregate.Name, AggregateSchema.Of(aggregate, null), null, aggregate.Function)
                : throw DatastoreRefusals.BadValue("agg", aggregate.Name);
        }

        var position = Position("agg", aggregate.Column);
        var column = _version.Schema.Columns[position];
        return AggregateSchema.Fits(aggregate.Function, column.Type)
            ? new OutputColumn(aggregate.Name, AggregateSchema.Of(aggregate, column), position, aggregate.Function)
            : throw DatastoreRefusals.OperatorNotForType("agg", aggregate.Name, column.Type);
    }

    private List<PlanSort> RowSorts() =>
        [.. Bounded(_query.Sort, SortsMax, "sort").Select(sort => new PlanSort(Position("sort", sort.Column), sort.Descending)).DistinctBy(sort => sort.Position)];

    // Ends in the grouped columns, so that the order of groups is total.
    private List<PlanSort> GroupSorts(List<OutputColumn> output)
    {
        var sorts = new List<PlanSort>();
        foreach (var sort in Bounded(_query.Sort, SortsMax, "sort"))
        {
            var position = output.FindIndex(column => string.Equals(column.Name, sort.Column, StringComparison.Ordinal));
            sorts.Add(position >= 0 ? new PlanSort(position, sort.Descending) : throw DatastoreRefusals.UnknownColumn("sort", sort.Column));
        }

        sorts.AddRange(Enumerable.Range(0, _query.Group.Count).Select(position => new PlanSort(position, false)));
        return [.. sorts.DistinctBy(sort => sort.Position)];
    }

    private int Position(string parameter, string column) =>
        _positions.TryGetValue(column, out var position) ? position : throw DatastoreRefusals.UnknownColumn(parameter, column);

    private static IReadOnlyList<T> Bounded<T>(IReadOnlyList<T> list, int max, string parameter) =>
        list.Count <= max ? list : throw DatastoreRefusals.TooMany(parameter, max);
}

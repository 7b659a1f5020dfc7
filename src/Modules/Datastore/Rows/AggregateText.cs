using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Rows;

// The parameter agg: [name:]function[(column)], …  The name in the answer is the function as written, unless one is given.
internal static class AggregateText
{
    private static readonly Dictionary<string, AggregateFunction> Functions = new(StringComparer.Ordinal)
    {
        ["count"] = AggregateFunction.Count,
        ["count_distinct"] = AggregateFunction.CountDistinct,
        ["sum"] = AggregateFunction.Sum,
        ["avg"] = AggregateFunction.Avg,
        ["min"] = AggregateFunction.Min,
        ["max"] = AggregateFunction.Max,
        ["median"] = AggregateFunction.Median,
    };

    public static List<RowAggregate> Parse(string value)
    {
        var list = new ListText(value);
        var aggregates = new List<RowAggregate>();
        while (!list.AtEnd)
        {
            aggregates.Add(One(ref list) ?? throw DatastoreRefusals.BadValue("agg", value));
            if (!list.AtEnd && !list.Skip(','))
            {
                throw DatastoreRefusals.BadValue("agg", value);
            }
        }

        return aggregates;
    }

    private static RowAggregate? One(ref ListText list)
    {
        string? alias = null;
        var word = list.Word([':', '(', ',']);
        if (word is not null && list.Skip(':'))
        {
            alias = word;
            word = list.Word(['(', ',']);
        }

        if (word is null || !Functions.TryGetValue(word, out var function))
        {
            return null;
        }

        string? column = null;
        if (list.Skip('('))
        {
            column = list.Bracketed();
            if (column is null)
            {
                return null;
            }
        }

        if (column is null && function is not AggregateFunction.Count)
        {
            return null;
        }

        return new RowAggregate(function, column, alias ?? (column is null ? word : $"{word}({column})"));
    }
}

using System.Linq.Expressions;

namespace Gongxin.Kernel.Data;

/// <summary>Rows of one or of several ids, where it is nearly always one.</summary>
public static class IdQueries
{
    /// <summary>
    /// The rows that have one of these ids. One id is asked for by equality, so that the database goes by the same index, and in its order, as if
    /// there were never more.
    /// </summary>
    public static IQueryable<T> OfOne<T, TId>(this IQueryable<T> rows, Expression<Func<T, TId>> id, IReadOnlyList<TId> ids)
        where TId : struct
    {
        // Values in a closure become parameters of the statement.
        Expression condition = ids is [var only]
            ? Expression.Equal(id.Body, Expression.Property(Expression.Constant(new Held<TId>(only)), nameof(Held<int>.Content)))
            : Expression.Call(
                typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TId)], Expression.Property(Expression.Constant(new Held<IReadOnlyList<TId>>(ids)), nameof(Held<int>.Content)), id.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(condition, id.Parameters));
    }

    private sealed record Held<TValue>(TValue Content);
}

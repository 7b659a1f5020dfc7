using System.Linq.Expressions;
using Gongxin.Catalogue.Datasets;

namespace Gongxin.Catalogue.Facades.Records;

// Conditions on datasets that add up to one that the database understands.
internal static class Conditions
{
    public static Expression<Func<Dataset, bool>> Always { get; } = d => true;

    public static Expression<Func<Dataset, bool>> Never { get; } = d => false;

    public static Expression<Func<Dataset, bool>> And(Expression<Func<Dataset, bool>> left, Expression<Func<Dataset, bool>> right) =>
        ReferenceEquals(left, Always) ? right : ReferenceEquals(right, Always) ? left : Join(left, right, Expression.AndAlso);

    public static Expression<Func<Dataset, bool>> Or(Expression<Func<Dataset, bool>> left, Expression<Func<Dataset, bool>> right) =>
        Join(left, right, Expression.OrElse);

    public static Expression<Func<Dataset, bool>> Not(Expression<Func<Dataset, bool>> condition) =>
        Expression.Lambda<Func<Dataset, bool>>(Expression.Not(condition.Body), condition.Parameters);

    private static Expression<Func<Dataset, bool>> Join(
        Expression<Func<Dataset, bool>> left, Expression<Func<Dataset, bool>> right, Func<Expression, Expression, BinaryExpression> join)
    {
        var dataset = left.Parameters[0];
        var same = new Renamed(right.Parameters[0], dataset).Visit(right.Body);
        return Expression.Lambda<Func<Dataset, bool>>(join(left.Body, same), dataset);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

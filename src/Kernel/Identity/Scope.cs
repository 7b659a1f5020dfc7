using System.Linq.Expressions;

namespace Gongxin.Kernel.Identity;

/// <summary>
/// Row rights as part of the query. Whoever may not see a row gets an answer in which it does not exist: put
/// <c>InScope</c> into every query of what belongs to organisations, before counting and paging.
/// </summary>
/// <example>
/// <code>
/// var mine = db.Submissions.InScope(actor, CollectionPermissions.Review, s => s.OrganisationId, s => s.Region);
/// </code>
/// </example>
public static class Scope
{
    /// <summary>The rows on which the actor holds the permission.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="actor">Who asks. The node itself, and a key of the node that has the permission, see every row.</param>
    /// <param name="permission">What is to be done with the rows; grants of roles without it do not count.</param>
    /// <param name="organisation">The organisation that a row belongs to.</param>
    /// <param name="region">The GB/T 2260 code of the division that a row belongs to; without it, grants for a region reach no row.</param>
    public static IQueryable<T> InScope<T>(
        this IQueryable<T> rows, Actor actor, Permission permission, Expression<Func<T, Guid>> organisation, Expression<Func<T, string?>>? region = null)
    {
        if (actor.Kind is ActorKind.System || (actor.Kind is ActorKind.Application && actor.KeyOrganisation is null && actor.May(permission)))
        {
            return rows;
        }

        var row = Expression.Parameter(typeof(T), "row");
        var organisationOfRow = Inline(organisation, row);
        var regionOfRow = region is null ? null : Inline(region, row);
        var reach = ReachesOf(actor, permission).Select(g => Condition(g, organisationOfRow, regionOfRow)).OfType<Expression>()
            .Aggregate((Expression?)null, (all, one) => all is null ? one : Expression.OrElse(all, one));
        return rows.Where(Expression.Lambda<Func<T, bool>>(reach ?? Expression.Constant(false), row));
    }

    /// <summary>True when the actor holds the permission for a row of this organisation and region; for writes, beside the query.</summary>
    public static bool Reaches(this Actor actor, Permission permission, Guid? organisation, string? region) =>
        actor.Kind is ActorKind.System
        || (actor.Kind is ActorKind.Application && actor.KeyOrganisation is null && actor.May(permission))
        || ReachesOf(actor, permission).Any(g => g.Reaches(organisation, region));

    /// <summary>True when what the grant permits holds for a row of this organisation and region.</summary>
    public static bool Reaches(this ActorGrant grant, Guid? organisation, string? region) =>
        (grant.OrganisationId is null || grant.OrganisationId == organisation)
        && (grant.Region is null || region?.StartsWith(PrefixOf(grant.Region), StringComparison.Ordinal) is true);

    /// <summary>The digits that all codes inside a division begin with: <c>330000</c> is <c>33</c>, <c>330100</c> is <c>3301</c>.</summary>
    public static string PrefixOf(string region)
    {
        var end = region.Length;
        while (end > 2 && end % 2 == 0 && region[end - 1] == '0' && region[end - 2] == '0')
        {
            end -= 2;
        }

        return region[..end];
    }

    private static IEnumerable<ActorGrant> ReachesOf(Actor actor, Permission permission) => actor.KeyOrganisation is { } own
        ? actor.May(permission) ? [new ActorGrant("", own, null, actor.Permissions)] : []
        : actor.Grants.Where(g => g.Permissions.Contains(permission.Name));

    private static Expression? Condition(ActorGrant grant, Expression organisation, Expression? region)
    {
        if (grant.Region is not null && region is null)
        {
            return null;
        }

        Expression all = Expression.Constant(true);
        if (grant.OrganisationId is { } id)
        {
            all = Expression.Equal(organisation, Value(id));
        }

        if (grant.Region is { } code)
        {
            var inside = Expression.Call(region!, nameof(string.StartsWith), null, Value(PrefixOf(code)));
            all = grant.OrganisationId is null ? inside : Expression.AndAlso(all, inside);
        }

        return all;
    }

    // A value in a closure becomes a parameter of the statement, so that all actors share one prepared statement.
    private static MemberExpression Value<TValue>(TValue value)
        where TValue : notnull =>
        Expression.Property(Expression.Constant(new Held<TValue>(value)), nameof(Held<TValue>.Content));

    private static Expression Inline<T, TValue>(Expression<Func<T, TValue>> selector, ParameterExpression row) =>
        new Replace(selector.Parameters[0], row).Visit(selector.Body);

    private sealed record Held<TValue>(TValue Content);

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}

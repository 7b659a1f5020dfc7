using Microsoft.AspNetCore.Builder;

namespace Gongxin.Kernel.Http;

/// <summary>Names the parameters that a route reads from the query itself, so that the API's description is complete.</summary>
/// <param name="Names">Parameters with fixed names.</param>
/// <param name="Columns">True when the names of a dataset's columns are parameters too.</param>
public sealed record TakesQuery(IReadOnlyList<string> Names, bool Columns);

/// <summary>Route side of <see cref="TakesQuery"/>.</summary>
public static class TakesQueryExtensions
{
    public static TBuilder TakesQuery<TBuilder>(this TBuilder route, bool columns, params string[] names)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new TakesQuery(names, columns));
}

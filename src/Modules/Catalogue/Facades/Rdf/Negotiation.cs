using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Catalogue.Facades.Rdf;

// What a reader accepts, of the serialisations and of pages for people.
internal static class Negotiation
{
    private const string Html = "text/html";
    private const string PlainJson = "application/json";

    // Null when a page is wanted. What is accepted may be given without any of ours among it: then it is refused.
    public static RdfFormat? FormatOf(HttpRequest request)
    {
        var accepted = Accepted(request);
        if (accepted.Count == 0)
        {
            return RdfFormat.All[0];
        }

        foreach (var type in accepted)
        {
            if (type.MediaType.Equals(Html, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            if (Named(type) is { } format)
            {
                return format;
            }

            if (type.MatchesAllTypes || (type.MatchesAllSubTypes && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)))
            {
                return RdfFormat.All[0];
            }
        }

        throw NotOffered();
    }

    // True when RDF is asked for by name, before any page.
    public static bool WantsRdf(HttpRequest request) =>
        Accepted(request).FirstOrDefault(type => Named(type) is not null || type.MediaType.Equals(Html, StringComparison.OrdinalIgnoreCase)) is { } first
        && !first.MediaType.Equals(PlainJson, StringComparison.OrdinalIgnoreCase)
        && Named(first) is not null;

    public static RdfFormat Of(string extension) => RdfFormat.ByExtension(extension) ?? throw NotOffered();

    private static Refusal NotOffered() => CatalogueRefusals.FormatNotOffered(string.Join(", ", RdfFormat.All.Select(f => $"{f.MediaType} (.{f.Extension})")));

    private static RdfFormat? Named(MediaTypeHeaderValue type) =>
        RdfFormat.All.FirstOrDefault(format => type.MediaType.Equals(format.MediaType, StringComparison.OrdinalIgnoreCase))
        ?? (type.MediaType.Equals(PlainJson, StringComparison.OrdinalIgnoreCase) ? RdfFormat.ByExtension("jsonld") : null);

    private static IReadOnlyList<MediaTypeHeaderValue> Accepted(HttpRequest request) =>
        [.. request.GetTypedHeaders().Accept.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1)];
}

// Metadata of a route that shares its address with a page and answers only who asks for RDF.
internal sealed class OnlyForRdf
{
    public static OnlyForRdf Instance { get; } = new();
}

internal sealed class OnlyForRdfPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(e => e.Metadata.GetMetadata<OnlyForRdf>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var wanted = Negotiation.WantsRdf(httpContext.Request);
        for (var at = 0; at < candidates.Count; at++)
        {
            if (candidates.IsValidCandidate(at) && !wanted && candidates[at].Endpoint.Metadata.GetMetadata<OnlyForRdf>() is not null)
            {
                candidates.SetValidity(at, false);
            }
        }

        return Task.CompletedTask;
    }
}

using Gongxin.Catalogue.Resources.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Resources.Compiling;

// Everything that a content does not meet, without keeping it.
internal static class CheckResource
{
    public sealed record Response(IReadOnlyList<ResourceFindingView> Findings);

    public static async Task<Ok<Response>> Handle(ResourceContent content, ResourceFindings findings, CancellationToken ct)
    {
        var tidy = StoredContent.Tidy(content);
        return TypedResults.Ok(new Response(ResourceFindingView.Of(await findings.OfAsync(tidy, null, ct))));
    }
}

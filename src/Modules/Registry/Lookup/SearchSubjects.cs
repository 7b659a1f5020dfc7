using System.Globalization;
using Gongxin.Contracts.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Registry.Lookup;

// Subjects by what somebody types. The best ones, not a list to page through: the register is not handed out name by name.
internal static class SearchSubjects
{
    public const int LimitUsual = 20;

    public sealed record Response(string Query, IReadOnlyList<FoundSubject> Items);

    public static async Task<Ok<Response>> Handle(string? q, int? limit, ISubjectNames names, CancellationToken ct)
    {
        if (limit is < 1 or > FoundSubject.LimitMax)
        {
            throw RegistryRefusals.QueryNotReadable("limit", limit.Value.ToString(CultureInfo.InvariantCulture));
        }

        return TypedResults.Ok(new Response(q ?? "", await names.SearchAsync(q ?? "", limit ?? LimitUsual, ct)));
    }
}

using Gongxin.Contracts.Registry;
using Gongxin.Registry.Names;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Registry.Screening;

// Says of each name of a list whether the register has its subject.
internal static class ScreenNames
{
    public sealed record Request(IReadOnlyList<string>? Names);

    // The thresholds stand beside the answers, so that whoever keeps them knows by what they were given.
    public sealed record Response(double HitMin, double PossibleMin, IReadOnlyList<ScreenedName> Items);

    public static async Task<Ok<Response>> Handle(Request request, ISubjectNames names, CancellationToken ct)
    {
        if (request.Names is not { Count: > 0 and <= ScreenedName.NamesMax })
        {
            throw RegistryRefusals.NamesCount(ScreenedName.NamesMax);
        }

        return TypedResults.Ok(new Response(NameMatch.HitMin, NameMatch.PossibleMin, await names.ScreenAsync([.. request.Names], ct)));
    }
}

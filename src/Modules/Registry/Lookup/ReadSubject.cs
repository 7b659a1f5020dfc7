using Gongxin.Contracts.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Registry.Lookup;

// A subject by its credit code or any other identifier, present or former.
internal static class ReadSubject
{
    public static async Task<Ok<SubjectView>> Handle(string code, HttpContext http, SubjectLookup lookup, CancellationToken ct) =>
        TypedResults.Ok(await lookup.FindAsync(code, http, ct));

    public static async Task<Ok<SubjectHistoryView>> HandleHistory(string code, HttpContext http, SubjectLookup lookup, CancellationToken ct) =>
        TypedResults.Ok(await lookup.HistoryAsync(await lookup.FindAsync(code, http, ct), ct));

    public static async Task<Ok<IReadOnlyList<RelationView>>> HandleRelations(string code, HttpContext http, SubjectLookup lookup, CancellationToken ct) =>
        TypedResults.Ok(await lookup.RelationsAsync(await lookup.FindAsync(code, http, ct), ct));
}

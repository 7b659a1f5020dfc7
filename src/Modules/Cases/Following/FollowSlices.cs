using Gongxin.Cases.Applying;
using Gongxin.Cases.Casework;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gongxin.Cases.Following;

internal static class ReadProgress
{
    public static async Task<Ok<CaseView>> Handle(string number, [FromHeader(Name = "Case-Code")] string? code, FollowCase cases, CancellationToken ct) =>
        TypedResults.Ok(await cases.ReadAsync(number, code, ct));
}

internal static class SayWords
{
    public static async Task<Ok<CaseView>> Handle(string number, [FromHeader(Name = "Case-Code")] string? code, ApplicantWords words, FollowCase cases, CancellationToken ct) =>
        TypedResults.Ok(await cases.SayAsync(number, code, words, [], ct));

    // Files come with a supplement: multipart, field "files".
    public static async Task<Ok<CaseView>> HandleFiles(string number, [FromHeader(Name = "Case-Code")] string? code, HttpRequest request, FollowCase cases, IBlobs blobs, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            throw CasesRefusals.FileNotUsable(StoredFile.BytesMax);
        }

        // Nobody fills the node's disk without a case of his own.
        await cases.ReadAsync(number, code, ct);
        var form = await request.ReadFormAsync(ct);
        var files = await StoredFile.KeepAsync([.. form.Files], blobs, ct);
        return TypedResults.Ok(await cases.SayAsync(number, code, new("supplement", form["text"]), files, ct));
    }
}

// The forms of the public pages. Number and code travel in a protected cookie of half an hour, never in an address.
internal static class CaseForms
{
    public static async Task<RedirectHttpResult> HandleFollow([FromForm] string? number, [FromForm] string? code, HttpContext http, FollowCase cases, FollowCookie cookie, CancellationToken ct)
    {
        try
        {
            await cases.ReadAsync(number ?? "", code, ct);
        }
        catch (Refusal refusal) when (refusal.Status == StatusCodes.Status404NotFound)
        {
            return TypedResults.LocalRedirect("/cases?failed=true");
        }

        cookie.Set(http, number!.Trim().ToUpperInvariant(), code!);
        return TypedResults.LocalRedirect("/cases/mine");
    }

    public static async Task<RedirectHttpResult> HandleWords(HttpContext http, FollowCase cases, FollowCookie cookie, IBlobs blobs, CancellationToken ct)
    {
        var (number, code) = cookie.Read(http.Request) ?? throw CasesRefusals.NotFound();
        var form = await http.Request.ReadFormAsync(ct);
        await cases.ReadAsync(number, code, ct);
        var files = await StoredFile.KeepAsync([.. form.Files], blobs, ct);
        await cases.SayAsync(number, code, new(form["step"], form["text"]), files, ct);
        return TypedResults.LocalRedirect("/cases/mine");
    }
}

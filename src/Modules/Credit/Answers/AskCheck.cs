using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Answers;

// Answers business systems: does anything stand for or against these subjects?
internal static class AskCheck
{
    /// <param name="Purpose">licensing, procurement, funding, qualification, award, supervision or other.</param>
    /// <param name="CaseNumber">Number of the case for which it is asked.</param>
    /// <param name="Subjects">Codes or names, up to 1000.</param>
    public sealed record Request(string? Purpose, string? CaseNumber, IReadOnlyList<string>? Subjects);

    public sealed record Response(IReadOnlyList<CheckAnswer> Items);

    public static async Task<Ok<Response>> Handle(Request request, CheckDesk desk, CurrentActor current)
    {
        var answers = await desk.AskAsync(CheckQuestion.Of(request.Purpose, request.CaseNumber, request.Subjects), current.Actor);
        return TypedResults.Ok(new Response(answers));
    }
}

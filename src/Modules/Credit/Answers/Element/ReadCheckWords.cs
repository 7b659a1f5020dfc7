using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Gongxin.Credit.Answers.Element;

// /credit/check/words.json: what the element of a check says, in the language of the page that shows it. Pages of other sites read it, too.
internal static class ReadCheckWords
{
    // Everybody may read them, without credentials.
    private const string AnySite = "*";

    private static readonly string[] Texts =
    [
        "purpose", "choosePurpose", "caseNumber", "subject", "button", "missing", "asking", "notReached", "notSignedIn", "subjectName", "facts", "fact", "more", "measures", "measure",
        "moreMeasures", "greenChannel", "greenChannelYes", "at", "proofNumber", "what.notInRegister", "what.nameNotCertain",
    ];

    private static readonly string[] Standings = ["under-objection", "under-repair"];

    // The same words as on the page of checks, but for those of the element alone.
    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        ["purpose"] = "Check.Purpose",
        ["choosePurpose"] = "Check.ChoosePurpose",
        ["caseNumber"] = "Check.CaseNumber",
        ["button"] = "Check.Button",
        ["subjectName"] = "Subject.Name",
        ["facts"] = "Check.Facts",
        ["fact"] = "Check.Fact",
        ["more"] = "Check.More",
        ["measure"] = "Check.Measure",
        ["moreMeasures"] = "Check.MoreMeasures",
        ["greenChannelYes"] = "Check.GreenChannel",
        ["what.notInRegister"] = "Check.WhatVerdict.NotInRegister",
        ["what.nameNotCertain"] = "Check.WhatVerdict.NameNotCertain",
    };

    public sealed record Words(
        IReadOnlyDictionary<string, string> Texts, IReadOnlyDictionary<string, string> Purposes, IReadOnlyDictionary<string, string> Verdicts, IReadOnlyDictionary<string, string> Standings);

    public static Ok<Words> Handle(HttpContext http, IStringLocalizer<CreditText> text, IStringLocalizer<ActsText> acts)
    {
        http.Response.Headers.AccessControlAllowOrigin = AnySite;
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new Words(
            Texts.ToDictionary(t => t, t => text[Shared.GetValueOrDefault(t, "CheckElement." + t)].Value),
            Enum.GetNames<CheckPurpose>().Select(p => p.ToLowerInvariant()).ToDictionary(p => p, p => text["Check.Purpose." + p].Value),
            Enum.GetNames<CheckVerdict>().ToDictionary(v => char.ToLowerInvariant(v[0]) + v[1..], v => text["Check.Verdict." + v].Value),
            Standings.ToDictionary(s => s, s => acts["Standing." + s].Value)));
    }
}

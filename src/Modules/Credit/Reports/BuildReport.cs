using Gongxin.Contracts.Registry;
using Gongxin.Credit.Standing;
using Gongxin.Kernel.Identifiers;
using Gongxin.Kernel.Time;

namespace Gongxin.Credit.Reports;

// Puts together what stands about a subject today, in the ten parts of a report.
internal sealed class BuildReport(WholeSubjects subjects, WhatStands standing, TimeProvider clock)
{
    // More facts of one source are counted, not listed.
    private const int FactsMax = 1000;
    private const int UsccLength = 18;

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.code-not-usable</c></exception>
    public static string CodeOf(string? text) =>
        text is { Length: <= 40 } && IdentifierRules.Normalise(text.Trim()) is { Length: UsccLength } code && code.All(char.IsAsciiLetterOrDigit)
            ? code
            : throw CreditRefusals.CodeNotUsable();

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.code-not-usable</c>: nobody has that code, and nobody can have it.</exception>
    public async Task<(SubjectId Subject, ReportBody Body)> RunAsync(string uscc, CancellationToken ct)
    {
        if (await subjects.FindAsync(uscc, ct) is { } whole)
        {
            return (whole.View.Id, await BodyOfAsync(whole, ct));
        }

        return IdentifierRules.CheckUscc(uscc) is IdentifierCheck.Valid or IdentifierCheck.WrongOrganisationCode
            ? (SubjectId.Of(IdentifierKind.Uscc, uscc), new ReportBody(ReportFinding.NotInRegister, null, [], []))
            : throw CreditRefusals.CodeNotUsable();
    }

    private async Task<ReportBody> BodyOfAsync(WholeSubject whole, CancellationToken ct)
    {
        var subject = whole.View;
        var known = await subjects.KnownAsAsync(whole, ct);
        var page = await standing.AllAsync(subject.Id, clock.LegalToday(), FactsMax, ct);
        var advice = page.Facts.Where(f => f.RepairFrom is not null).Select(f => new ReportAdvice(f.Number, f.RepairFrom!.Value)).ToList();
        return new(
            page.Totals.Values.Sum() > 0 ? ReportFinding.Records : ReportFinding.Nothing,
            new ReportSubject(subject.Name, subject.Uscc, subject.Kind, subject.State, subject.Region, IdentifierRules.IsOfDemonstration(subject.Uscc))
            {
                KnownAs = known.Count == 0 ? null : [.. known.Select(k => new ReportKnownAs(k.Code, k.Name, k.JudgedOn))],
            },
            [.. Enum.GetValues<ReportPart>().Select(part => SectionOf(part, page, advice.Count))],
            advice);
    }

    private ReportSection SectionOf(ReportPart part, StandingPage page, int adviceCount) => new(
        part,
        standing.IsKept(part),
        part switch { ReportPart.Registration => 1, ReportPart.Advice => adviceCount, _ => page.Totals.GetValueOrDefault(part) },
        [.. page.Facts.Where(f => f.Part == part).Select(ReportFact.Of)]);
}

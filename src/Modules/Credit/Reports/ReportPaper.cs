using Gongxin.Credit.Standing;
using Gongxin.Kernel.Identifiers;
using Gongxin.Ui;
using Gongxin.Ui.Paper;
using Gongxin.Ui.Words;
using Microsoft.Extensions.Localization;

namespace Gongxin.Credit.Reports;

// A report as PDF: what its page says, in the same order and words, in the language of the request.
internal sealed class ReportPaper(PaperFont font, IStringLocalizer<CreditText> text, IStringLocalizer<ActsText> acts, IStringLocalizer<UiText> shared)
{
    public const string MediaType = "application/pdf";

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.no-paper-font</c></exception>
    public void Require()
    {
        if (!font.IsThere)
        {
            throw CreditRefusals.NoPaperFont();
        }
    }

    /// <param name="site">Address of the site, under which the code for cameras leads to the page of verification.</param>
    public byte[] Of(ReportDocument document, string site)
    {
        var (subject, minute) = (document.Body.Subject, Format.Minute(document.IssuedAt));
        var title = subject is null ? text["Report.NotInRegisterTitle", document.Uscc] : text["Report.Title", subject.Name];
        using var paper = new PaperWriter(font, new(
            title, document.Issuer.Length > 0 ? document.Issuer : document.Site, $"{document.Site} · {document.Number} · {document.Code} · {minute}", $"{document.Site} {document.Number}", document.IssuedAt));
        paper.Title(title);
        if (IdentifierRules.IsOfDemonstration(document.Uscc))
        {
            paper.Note(shared["Demonstration.What"]);
        }

        paper.PairsBeside(HeadOf(document, minute), site + ReportAddress.VerifyPath(document.Number, document.Code), text["Report.QrWhat"]);
        if (document.Body.Finding is not ReportFinding.Records)
        {
            paper.Note(text["Report.Finding." + document.Body.Finding, minute]);
        }

        if (subject is not null)
        {
            WriteSummary(paper, document.Body.Sections);
            foreach (var section in document.Body.Sections)
            {
                paper.Heading(text["Report.Part." + section.Part]);
                WriteSection(paper, section, subject, document.Body.Advice);
            }
        }

        paper.Heading(text["Report.Notes"]);
        foreach (var note in (string[])["Report.Notes1", "Report.Notes2", "Report.Notes3"])
        {
            paper.Paragraph(text[note]);
        }

        return paper.Finish();
    }

    // Kinds that have no text of their own, such as codes of lists, are shown as they are.
    public static string KindOf(ReportFact fact, IStringLocalizer<CreditText> text) => text["Kind." + fact.Kind] is { ResourceNotFound: false } kind ? kind.Value : fact.Kind;

    private IEnumerable<(string Key, string Value)> HeadOf(ReportDocument document, string minute)
    {
        yield return (text["Report.Number"], document.Number);
        yield return (text["Report.CheckCode"], document.Code);
        yield return (text["Report.IssuedAt"], minute);
        yield return (text["Report.Form"], Format.Count(document.Format));
        yield return (text["Report.Site"], document.Site);
        if (document.Issuer.Length > 0)
        {
            yield return (text["Report.Issuer"], document.Issuer);
        }

        yield return (text["Report.DataState"], text["Report.DataStateValue", minute, Format.Count(document.LedgerSize)]);
    }

    private void WriteSummary(PaperWriter paper, IReadOnlyList<ReportSection> sections)
    {
        paper.Heading(text["Report.Summary"]);
        paper.Pairs(sections.Where(s => s.Part is not (ReportPart.Registration or ReportPart.Advice))
            .Select(s => (text["Report.Part." + s.Part].Value, s.IsKept ? Format.Count(s.Total) : text["Report.NotKept"].Value)), wideKeys: true);
    }

    private void WriteSection(PaperWriter paper, ReportSection section, ReportSubject subject, IReadOnlyList<ReportAdvice> advice)
    {
        if (!section.IsKept)
        {
            paper.Muted(text["Report.NotKept"]);
        }
        else if (section.Part is ReportPart.Registration)
        {
            paper.Pairs(
            [
                (text["Subject.Name"], subject.Name), (text["Subject.Uscc"], subject.Uscc ?? ""), (text["Subject.State"], text["State." + subject.State]),
                (text["Subject.Region"], subject.Region ?? text["Subject.NoRegion"]),
                .. (subject.KnownAs ?? []).Select(k => (text["Subject.KnownAs"].Value, text["Subject.KnownAsOne", k.Name, k.Code ?? "", Format.Date(k.JudgedOn)].Value)),
            ]);
        }
        else if (section.Part is ReportPart.Advice)
        {
            WriteAdvice(paper, advice);
        }
        else if (section.Facts.Count == 0)
        {
            paper.Paragraph(text["Report.None"]);
        }
        else
        {
            WriteFacts(paper, section);
        }
    }

    private void WriteAdvice(PaperWriter paper, IReadOnlyList<ReportAdvice> advice)
    {
        if (advice.Count == 0)
        {
            paper.Paragraph(text["Report.Advice.None"]);
        }

        foreach (var one in advice)
        {
            paper.Paragraph(text["Report.Advice.Repair", one.Number, Format.Date(one.RepairFrom)]);
        }
    }

    private void WriteFacts(PaperWriter paper, ReportSection section)
    {
        if (section.Total > section.Facts.Count)
        {
            paper.Paragraph(text["Report.More", Format.Count(section.Total), Format.Count(section.Facts.Count)]);
        }

        foreach (var fact in section.Facts)
        {
            var standing = fact.Standing is { } open ? $" · {acts["Standing." + open]}" : "";
            paper.Entry($"{fact.Number} · {KindOf(fact, text)}{standing}",
            [
                (text["Report.What"], fact.Name), (text["Report.Basis"], fact.LegalBasis ?? text["Report.NoBasis"]), (text["Report.By"], fact.DecidedBy),
                (text["Report.Since"], Format.Date(fact.Since)), (text["Report.Until"], fact.Until is { } until ? Format.Date(until) : text["Publicity.NoEnd"]),
                (text["Report.Source"], fact.Source ?? fact.DecidedBy),
            ]);
        }
    }
}

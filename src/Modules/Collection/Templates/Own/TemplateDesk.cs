using System.Globalization;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Templates.Own;

// Makes templates of one's own: begins and saves drafts, puts editions into force and withdraws them.
internal sealed class TemplateDesk(CollectionDb db, TemplateShelf shelf, ICodeLists lists)
{
    // Empty, or from what there is: a ready template, or an edition of one's own.
    public async Task<Guid> BeginAsync(NewTemplate asked, Action<Guid>? remember, CancellationToken ct)
    {
        var code = asked.Code.Trim();
        if (!TemplateRules.IsCode(code) || code == "drafts")
        {
            throw CollectionRefusals.TemplateCodeNotValid(OwnTemplate.CodeMax);
        }

        if (shelf.IsReady(code) || await db.Templates.AnyAsync(t => t.Code == code, ct))
        {
            throw CollectionRefusals.TemplateCodeTaken(code);
        }

        var organisation = db.Me.Organisation ?? Guid.Empty;
        if (!db.Me.Reaches(CollectionPermissions.Run, organisation, null))
        {
            throw CollectionRefusals.RegionNotReached();
        }

        var content = asked.Content ?? (asked.From is { Length: > 0 } from ? (await shelf.GetAsync(from, asked.FromEdition, ct)).Content : Empty());
        var title = string.IsNullOrWhiteSpace(asked.Title) ? content.Title : asked.Title.Trim();
        var template = OwnTemplate.Begin(organisation, Bounded(content with { Code = code, Title = title, TitleEn = asked.Title is null ? content.TitleEn : "" }), db.Me, db.Now);
        db.Whole.Add(template);
        db.Audit("TemplateBegun", SubjectOf(template), new { template.Code, asked.From, asked.FromEdition });
        remember?.Invoke(template.Id.Value);
        await db.SaveAsync(ct);
        return template.Id.Value;
    }

    public async Task<DraftView> ReadAsync(Guid id, CancellationToken ct) => ViewOf(await FindAsync(id, ct));

    public async Task<IReadOnlyList<DraftItem>> ListAsync(CancellationToken ct) =>
        await Mine().AsNoTracking().OrderBy(t => t.Code).Take(ListedMax).Select(t => new DraftItem(t.Id.Value, t.Code, t.Title, t.Edition, t.IsChanged, t.SavedByName, t.SavedAt)).ToListAsync(ct);

    public async Task<IReadOnlyList<EditionView>> EditionsAsync(string code, CancellationToken ct) =>
        await db.Editions.AsNoTracking().Where(e => e.Code == code).OrderByDescending(e => e.Edition).Select(e => new EditionView(e.Edition, e.PublishedAt, e.Digest, e.WithdrawnAt)).ToListAsync(ct);

    public async Task<DraftView> SaveAsync(Guid id, int version, TemplateContent content, CancellationToken ct)
    {
        var template = await FindAsync(id, ct);
        RequireVersion(template, version, content);
        template.Save(Bounded(content), db.Me, db.Now);
        db.Audit("TemplateSaved", SubjectOf(template), new { sheets = content.Sheets.Count, checks = content.Checks.Count });
        await db.SaveAsync(ct);
        return ViewOf(template);
    }

    // As it is; what stands against it is told by the first fault, and whole by the draft.
    public async Task<int> PublishAsync(Guid id, int version, CancellationToken ct)
    {
        var template = await FindAsync(id, ct);
        RequireVersion(template, version, template.Draft);
        var draft = template.Draft;
        if (TemplateRules.Of(draft, lists) is [var fault, ..])
        {
            throw CollectionRefusals.TemplateNotValid(fault.Place, MessageOf(fault));
        }

        var edition = template.Publish(new TemplateForm(draft, lists), db.Me, db.Now);
        db.Whole.Add(edition);
        db.Audit("TemplatePublished", SubjectOf(template), new { edition.Code, edition.Edition, edition.Digest });
        await db.SaveAsync(ct);
        return edition.Edition;
    }

    public async Task WithdrawAsync(string code, int number, CancellationToken ct)
    {
        var template = await Mine().SingleOrDefaultAsync(t => t.Code == code, ct) ?? throw CollectionRefusals.TemplateNotFound(code);
        var edition = await db.Editions.SingleOrDefaultAsync(e => e.Code == code && e.Edition == number, ct) ?? throw CollectionRefusals.TemplateNotFound($"{code} {number}");
        edition.Withdraw(db.Me, db.Now);
        db.Audit("TemplateWithdrawn", SubjectOf(template), new { code, edition = number });
        await db.SaveAsync(ct);
    }

    // The draft as a form to try, once nothing stands against it.
    public async Task<TemplateForm> TryAsync(Guid id, CancellationToken ct)
    {
        var draft = (await FindAsync(id, ct)).Draft;
        return TemplateRules.Of(draft, lists) is [var fault, ..] ? throw CollectionRefusals.TemplateNotValid(fault.Place, MessageOf(fault)) : new TemplateForm(draft, lists);
    }

    private const int ListedMax = 500;

    private IQueryable<OwnTemplate> Mine() => db.Templates.InScope(db.Me, CollectionPermissions.Run, t => t.OrganisationId);

    private async Task<OwnTemplate> FindAsync(Guid id, CancellationToken ct)
    {
        var templateId = OwnTemplateId.From(id);
        return await Mine().SingleOrDefaultAsync(t => t.Id == templateId, ct) ?? throw CollectionRefusals.TemplateNotFound(id.ToString());
    }

    private static void RequireVersion(OwnTemplate template, int version, TemplateContent wanted)
    {
        if (template.Version != version)
        {
            throw CollectionRefusals.TemplateChanged(template.SavedByName, string.Join("、", TemplateChanges.Between(template.Draft, wanted)));
        }
    }

    private DraftView ViewOf(OwnTemplate template)
    {
        var draft = template.Draft;
        return new DraftView
        {
            Id = template.Id.Value, Version = template.Version, Edition = template.Edition, IsChanged = template.IsChanged, SavedByName = template.SavedByName, SavedAt = template.SavedAt,
            Template = draft, Faults = [.. TemplateRules.Of(draft, lists).Select(f => new TemplateFaultView(f.Place, MessageOf(f), f.At, f.Length))],
        };
    }

    // What is beyond all measure is not kept even as a draft.
    private static TemplateContent Bounded(TemplateContent content) =>
        content.Sheets.Count > TemplateRules.SheetsMax || content.Checks.Count > TemplateRules.ChecksMax || content.Title.Length > TemplateRules.TitleMax
        || content.Sheets.Any(s => s.Columns.Count > TemplateRules.ColumnsMax || s.Rows.Count > TemplateRules.RowsMax) || content.Checks.Any(c => c.Expression.Length > Checks.CheckRule.ExpressionMax)
            ? throw CollectionRefusals.TemplateTooLarge(TemplateRules.SheetsMax, TemplateRules.ColumnsMax, TemplateRules.RowsMax, TemplateRules.ChecksMax)
            : content;

    private static string MessageOf(TemplateFault fault) => new Checks.Language.CheckFault(fault.Code, fault.At ?? 0, fault.Length ?? 0, fault.Args).Message(CultureInfo.CurrentUICulture);

    public TemplateContent Empty() => new()
    {
        Code = "", Edition = 1, Content = lists.Find("association-collection-contents")!.Items[0].Code, Cycle = lists.Find("update-cycles")!.Items[0].Code,
        Title = "", TitleEn = "", Summary = "", SummaryEn = "", Sheets = [],
    };

    private static string SubjectOf(OwnTemplate template) => $"template:{template.Id.Value}";
}

using Gongxin.Collection.Periods;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Templates.Own;

// Every form that can be asked for: those that come with the program, and the editions that were put into force here.
internal sealed class TemplateShelf(CollectionDb db, ReadyTemplates ready, PeriodForms forms)
{
    private const int ListedMax = 500;

    public async Task<TemplateForm?> FindAsync(string code, int? edition, CancellationToken ct)
    {
        // A task names the edition only of what was made here: that it goes on even if the program once brings the same code.
        var known = ready.All.FirstOrDefault(t => t.Content.Code == code);
        if (known is not null && edition is null)
        {
            return known;
        }

        // Without a number the newest that takes tasks, or else the newest.
        var all = db.Editions.AsNoTracking().Where(e => e.Code == code);
        var found = await (edition is { } number ? all.Where(e => e.Edition == number) : all.OrderBy(e => e.WithdrawnAt != null).ThenByDescending(e => e.Edition)).FirstOrDefaultAsync(ct);
        return found is not null ? forms.Of(found.Digest, found.FormJson) : known?.Content.Edition == edition ? known : null;
    }

    public async Task<TemplateForm> GetAsync(string code, int? edition, CancellationToken ct) => await FindAsync(code, edition, ct) ?? throw CollectionRefusals.TemplateNotFound(code);

    // For a task that begins: an edition that was withdrawn is not given out.
    public async Task<TemplateForm> GiveOutAsync(string code, int? edition, CancellationToken ct)
    {
        var form = await GetAsync(code, edition, ct);
        var number = form.Content.Edition;
        return await db.Editions.AnyAsync(e => e.Code == code && e.Edition == number && e.WithdrawnAt != null, ct) ? throw CollectionRefusals.EditionWithdrawn(code, number) : form;
    }

    // The ready ones, then the newest edition of each of one's own that takes tasks.
    public async Task<IReadOnlyList<TemplateForm>> ListAsync(CancellationToken ct)
    {
        var own = await db.Editions.AsNoTracking().Where(e => e.WithdrawnAt == null && !db.Editions.Any(n => n.Code == e.Code && n.Edition > e.Edition && n.WithdrawnAt == null))
            .OrderBy(e => e.Code).Take(ListedMax).ToListAsync(ct);
        return [.. ready.All, .. own.Select(e => forms.Of(e.Digest, e.FormJson))];
    }

    public async Task<IReadOnlyDictionary<(string Code, int? Edition), int>> CellCountsAsync(IReadOnlyCollection<(string Code, int? Edition)> asked, CancellationToken ct)
    {
        var codes = asked.Where(a => a.Edition is not null).Select(a => a.Code).Distinct().ToList();
        var own = await db.Editions.Where(e => codes.Contains(e.Code)).Select(e => new { e.Code, e.Edition, e.CellCount }).ToListAsync(ct);
        return ready.All.Select(t => (Key: (t.Content.Code, (int?)null), t.CellCount))
            .Concat(own.Select(e => (Key: (e.Code, (int?)e.Edition), e.CellCount))).ToDictionary(c => c.Key, c => c.CellCount);
    }

    public bool IsReady(string code) => ready.All.Any(t => t.Content.Code == code);
}

using Gongxin.Collection.Workbooks.Kept;
using Gongxin.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Workbooks;

// What the pages and the API show of workbooks and remembered mappings.
public sealed class WorkbookReads
{
    public const int PageSize = 50;

    private readonly WorkbookDb _db;
    private readonly WorkbookForms _forms;

    internal WorkbookReads(WorkbookDb db, WorkbookForms forms) => (_db, _forms) = (db, forms);

    public Task<WorkbookView> ReadAsync(Guid id, CancellationToken ct) => _forms.ReadAsync(id, ct);

    public async Task<PageOf<WorkbookItem>> ListAsync(Guid? before, CancellationToken ct)
    {
        var mine = _db.Workbooks.AsNoTracking();
        var total = await mine.LongCountAsync(ct);
        if (before is { } last)
        {
            // Ids are in the order of time.
            var mark = HandedWorkbookId.From(last);
            mine = mine.Where(w => w.Id < mark);
        }

        var page = await mine.OrderByDescending(w => w.Id).Take(PageSize + 1).ToListAsync(ct);
        return new PageOf<WorkbookItem>(
            [.. page.Take(PageSize).Select(w => new WorkbookItem(w.Id.Value, w.FileName, w.Template, w.Period, w.At, w.ByName, w.MappingId is not null))],
            total, page.Count > PageSize ? page[PageSize - 1].Id.Value.ToString() : null);
    }

    public async Task<PageOf<MappingItem>> MappingsAsync(CancellationToken ct)
    {
        var mappings = await _db.Mappings.AsNoTracking().Where(m => !m.IsForgotten).OrderByDescending(m => m.Id).Take(PageSize).ToListAsync(ct);
        var total = await _db.Mappings.LongCountAsync(m => !m.IsForgotten, ct);
        return new PageOf<MappingItem>([.. mappings.Select(ItemOf)], total, null);
    }

    private static MappingItem ItemOf(RememberedMapping mapping)
    {
        var tables = mapping.Content.Tables;
        return new MappingItem(
            mapping.Id.Value, mapping.Name, mapping.Template, mapping.At, mapping.ByName, tables.Count(t => t.Columns.Concat(t.Rows).Any(p => p.IsTaken)), tables.Sum(t => t.Columns.Concat(t.Rows).Count(p => p.IsTaken)));
    }
}

using System.Globalization;
using Gongxin.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions.Held;

// What waits for a person, and what was decided: for reviewers and auditors.
internal sealed class HeldReads(CatalogueDb catalogue)
{
    private const int PageSize = 50;

    // `state`: waiting when none is said, or all. `after`: tables to pass over, which is also what `next` holds.
    public async Task<PageOf<HeldView>> ListAsync(string? state, int after, CancellationToken ct)
    {
        var (tables, from) = (catalogue.Held.AsNoTracking(), Math.Max(0, after));
        if (state != "all")
        {
            var wanted = StateOf(state ?? HeldView.NameOf(HeldState.Waiting));
            tables = tables.Where(h => h.State == wanted);
        }

        var total = await tables.LongCountAsync(ct);
        var page = await tables.OrderByDescending(h => h.Id).Skip(from).Take(PageSize).ToListAsync(ct);
        var end = from + page.Count;
        return new PageOf<HeldView>([.. page.Select(HeldView.Of)], total, end < total ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<HeldView> ReadAsync(Guid id, CancellationToken ct) => HeldView.Of(await FindAsync(catalogue.Held.AsNoTracking(), id, ct));

    public static async Task<HeldTable> FindAsync(IQueryable<HeldTable> tables, Guid id, CancellationToken ct)
    {
        var wanted = new HeldTableId(id);
        return await tables.SingleOrDefaultAsync(h => h.Id == wanted, ct) ?? throw CatalogueRefusals.HeldNotFound(id);
    }

    private static HeldState StateOf(string name) => Array.Find(Enum.GetValues<HeldState>(), s => HeldView.NameOf(s) == name) is var state && HeldView.NameOf(state) == name
        ? state
        : throw CatalogueRefusals.QueryNotReadable("state", name);
}

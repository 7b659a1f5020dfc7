using Gongxin.Collection.Templates;
using Gongxin.Collection.Templates.Own;
using Gongxin.Collection.Workbooks.Kept;
using Gongxin.Collection.Workbooks.Labels;
using Gongxin.Collection.Workbooks.Mapping;
using Gongxin.Collection.Workbooks.Reading;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Grids;
using Gongxin.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Workbooks;

// Takes workbooks for a form, finds the mapping that fits them, and keeps the mappings that people confirm.
internal sealed class WorkbookForms(WorkbookDb db, TemplateShelf templates, IBlobs blobs)
{
    // How many remembered mappings are tried, the youngest first.
    private const int TriedMax = 20;

    public async Task<Guid> TakeAsync(string template, BlobRef blob, string fileName, string? period, CancellationToken ct)
    {
        var asked = PeriodOf(period);
        var grids = Open(blob.Sha256, ct);
        var form = await FormAsync(template, grids, ct);
        var workbook = HandedWorkbook.Take(template, blob, fileName, asked?.ToString(), db.Me, db.Now);
        if (OwnForm.Is(grids))
        {
            // Refused now, while whoever handed it in is there.
            OwnForm.Read(form, grids);
        }
        else if (await FittingAsync(workbook, FoundTable.In(grids), ct) is ({ } mapping, []))
        {
            workbook.MapWith(mapping);
        }

        db.Add(workbook);
        db.Audit("WorkbookHandedIn", $"workbook:{workbook.Id.Value}", new { template, blob.Sha256, blob.Length, mapping = workbook.MappingId?.Value });
        await db.SaveAsync(ct);
        return workbook.Id.Value;
    }

    public async Task<WorkbookView> ReadAsync(Guid id, CancellationToken ct)
    {
        var workbook = await FindAsync(id, ct);
        var grids = Open(workbook.Sha256, ct);
        var form = await FormAsync(workbook.Template, grids, ct);
        if (OwnForm.Is(grids))
        {
            return View(workbook, ReadingWay.OwnForm, OwnForm.Read(form, grids));
        }

        var tables = FoundTable.In(grids);
        var period = PeriodOf(workbook.Period);
        if (workbook.MappingId is { } mappingId)
        {
            var mapping = (await db.Mappings.AsNoTracking().SingleAsync(m => m.Id == mappingId, ct)).Content;
            var fit = FitMapping.Of(mapping, tables);
            return View(workbook, ReadingWay.Mapping, ReadWorkbook.Run(form, fit, period)) with { Mapping = mapping, MappingId = mappingId.Value, Tables = TablesOf(tables) };
        }

        var (_, changes) = await FittingAsync(workbook, tables, ct);
        var proposal = ProposeMapping.Of(form.Content, tables);
        return View(workbook, ReadingWay.Proposal, ReadWorkbook.Run(form, FitMapping.Of(proposal, tables), period))
            with { Mapping = proposal, Changes = changes, Tables = TablesOf(tables) };
    }

    public async Task ConfirmAsync(Guid id, string? name, WorkbookMapping mapping, CancellationToken ct)
    {
        var workbook = await FindAsync(id, ct);
        var form = await FormAsync(workbook.Template, [], ct);
        MappingRules.Check(form.Content, mapping);
        var fit = FitMapping.Of(mapping, FoundTable.In(Open(workbook.Sha256, ct)));
        if (fit.Changes.Count > 0)
        {
            throw CollectionRefusals.MappingNotValid(string.Join("; ", fit.Changes.Select(c => $"{c.Sheet}: {c.What}")));
        }

        var called = name?.Trim() is { Length: > 0 and <= RememberedMapping.NameMax } given ? given : Path.GetFileNameWithoutExtension(workbook.FileName);
        var remembered = RememberedMapping.Confirm(workbook, called, mapping, db.Me, db.Now);
        db.Add(remembered);
        workbook.MapWith(remembered);
        db.Audit("WorkbookMapped", $"workbook:{id}", new { mapping = remembered.Id.Value, places = mapping.Tables.Sum(t => t.Columns.Concat(t.Rows).Count(p => p.IsTaken)) });
        await db.SaveAsync(ct);
    }

    public async Task ForgetAsync(Guid id, CancellationToken ct)
    {
        var mappingId = RememberedMappingId.From(id);
        var mapping = await db.Mappings.SingleOrDefaultAsync(m => m.Id == mappingId && !m.IsForgotten, ct) ?? throw CollectionRefusals.WorkbookNotFound();
        mapping.Forget();
        db.Audit("MappingForgotten", $"mapping:{id}");
        await db.SaveAsync(ct);
    }

    // An empty form says which edition it is of; another workbook is read for the newest.
    private async Task<TemplateForm> FormAsync(string code, IReadOnlyList<SheetGrid> grids, CancellationToken ct) =>
        (OwnForm.EditionOf(grids) is { } edition ? await templates.FindAsync(code, edition, ct) : null) ?? await templates.GetAsync(code, null, ct);

    private async Task<HandedWorkbook> FindAsync(Guid id, CancellationToken ct)
    {
        var workbookId = HandedWorkbookId.From(id);
        return await db.Workbooks.SingleOrDefaultAsync(w => w.Id == workbookId, ct) ?? throw CollectionRefusals.WorkbookNotFound();
    }

    // The youngest remembered mapping that fits without changes; else what is different for the one that fits best.
    private async Task<(RememberedMapping? Mapping, IReadOnlyList<LayoutChange> Changes)> FittingAsync(HandedWorkbook workbook, IReadOnlyList<FoundTable> tables, CancellationToken ct)
    {
        var known = await db.Mappings.AsNoTracking().Where(m => m.Template == workbook.Template && m.OrganisationId == workbook.OrganisationId && !m.IsForgotten)
            .OrderByDescending(m => m.Id).Take(TriedMax).ToListAsync(ct);
        var tried = known.Select(m => (Mapping: m, FitMapping.Of(m.Content, tables).Changes)).ToList();
        var best = tried.OrderBy(t => t.Changes.Count).FirstOrDefault();
        return best.Mapping is null ? (null, []) : best;
    }

    private IReadOnlyList<SheetGrid> Open(string sha256, CancellationToken ct)
    {
        try
        {
            return SheetGrids.Read(blobs.PathOf(sha256), ct);
        }
        catch (TabularException unreadable)
        {
            throw FindingRefusal.Of(unreadable.Finding);
        }
    }

    private static MonthSpan? PeriodOf(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : MonthSpan.Find(NormalForm.Compatible(text).Replace(" ", "", StringComparison.Ordinal)) ?? throw CollectionRefusals.PeriodNotReadable(text);

    private static WorkbookView View(HandedWorkbook workbook, ReadingWay way, WorkbookReading reading) => new()
    {
        Id = workbook.Id.Value, FileName = workbook.FileName, Sha256 = workbook.Sha256, Template = workbook.Template, Period = workbook.Period,
        At = workbook.At, ByName = workbook.ByName, Way = way, Reading = reading,
    };

    private static List<TableView> TablesOf(IReadOnlyList<FoundTable> tables) => [.. tables.Select(found =>
    {
        var grid = found.Table.Grid;
        var rows = found.Table.Rows;
        string Sample(int column) => rows.Select(r => grid.TextAt(r.Row, column)).FirstOrDefault(t => t.Length > 0) ?? "";
        return new TableView(
            grid.Name, found.Ordinal, SheetGrid.AddressOf(found.Table.HeaderFirst, found.Table.Columns[0].Column), found.Table.Captions,
            [.. found.ListColumns.Select(c => new LabelView(LabelSignature.Of(c.Labels), c.Written, Sample(c.Column)))],
            [.. found.Labels.Rows.Select(r => new LabelView(LabelSignature.Of(r.Labels), r.Written, found.Labels.Columns is [var first, ..] ? grid.TextAt(r.Row, first.Column) : ""))],
            rows.Count);
    })];
}

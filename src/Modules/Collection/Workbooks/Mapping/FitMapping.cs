namespace Gongxin.Collection.Workbooks.Mapping;

// Finds the tables of a remembered mapping again in another workbook, or says what has changed.
internal static class FitMapping
{
    public static WorkbookFit Of(WorkbookMapping mapping, IReadOnlyList<FoundTable> tables)
    {
        var left = tables.ToList();
        var fitted = new List<FittedTable>();
        var changes = new List<LayoutChange>();
        foreach (var wanted in mapping.Tables)
        {
            var found = left.Where(t => t.Table.Grid.Name == wanted.Sheet).Concat(left)
                .Select((table, order) => (table, order, Changes: ChangesOf(wanted, table)))
                .OrderBy(c => c.Changes.Count).ThenBy(c => c.order).FirstOrDefault();
            if (found.table is null || SharesNothing(wanted, found.table))
            {
                changes.Add(new LayoutChange(LayoutChangeKind.TableGone, wanted.Sheet, Name(wanted)));
                continue;
            }

            left.Remove(found.table);
            fitted.Add(new FittedTable(wanted, found.table));
            changes.AddRange(found.Changes);
        }

        // A table that nobody has looked at may hold what the form asks for.
        changes.AddRange(left.Where(t => t.Table.Rows.Count > 0).Select(t => new LayoutChange(LayoutChangeKind.TableNew, t.Table.Grid.Name, string.Join('、', SignaturesOfColumns(t)))));
        return new WorkbookFit(fitted, changes);
    }

    private static List<LayoutChange> ChangesOf(TableMapping wanted, FoundTable found)
    {
        var sheet = found.Table.Grid.Name;
        var columns = Differences(wanted.Columns, SignaturesOfColumns(found, wanted.List is not null), sheet, LayoutChangeKind.ColumnGone, LayoutChangeKind.ColumnNew);
        return wanted.List is not null
            ? [.. columns]
            : [.. columns, .. Differences(wanted.Rows, [.. found.Labels.Rows.Select(r => LabelSignature.Of(r.Labels)).Distinct()], sheet, LayoutChangeKind.RowGone, LayoutChangeKind.RowNew)];
    }

    // What was not taken may go without notice; what is new may be what is asked for.
    private static IEnumerable<LayoutChange> Differences(IReadOnlyList<Place> known, IReadOnlyList<string> present, string sheet, LayoutChangeKind gone, LayoutChangeKind added) =>
        known.Where(p => p.IsTaken && !present.Contains(p.Label)).Select(p => new LayoutChange(gone, sheet, p.Label))
            .Concat(present.Where(s => s.Length > 0 && known.All(p => p.Label != s)).Select(s => new LayoutChange(added, sheet, s)));

    private static bool SharesNothing(TableMapping wanted, FoundTable found) =>
        !SignaturesOfColumns(found, wanted.List is not null).Intersect(wanted.Columns.Select(c => c.Label), StringComparer.Ordinal).Any(s => s.Length > 0)
        && !found.Labels.Rows.Select(r => LabelSignature.Of(r.Labels)).Intersect(wanted.Rows.Select(r => r.Label), StringComparer.Ordinal).Any(s => s.Length > 0);

    private static List<string> SignaturesOfColumns(FoundTable found, bool asList = false) =>
        [.. (asList ? found.ListColumns : found.Labels.Columns).Select(c => LabelSignature.Of(c.Labels)).Distinct()];

    private static string Name(TableMapping table) => string.Join('、', table.Columns.Where(c => c.IsTaken).Select(c => c.Label));
}

internal sealed record FittedTable(TableMapping Mapping, FoundTable Found);

// Without changes the workbook is read; with changes it is refused, and a person maps it anew.
internal sealed record WorkbookFit(IReadOnlyList<FittedTable> Tables, IReadOnlyList<LayoutChange> Changes);

public enum LayoutChangeKind
{
    TableGone,
    TableNew,
    ColumnGone,
    ColumnNew,
    RowGone,
    RowNew,
}

// What of the layout is not as it was when it was mapped.
public sealed record LayoutChange(LayoutChangeKind Kind, string Sheet, string What);

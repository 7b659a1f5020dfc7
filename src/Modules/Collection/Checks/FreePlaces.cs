using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Checks.Language;

namespace Gongxin.Collection.Checks;

// The places that an expression over a sheet of cells leaves open: every column of numbers where it names rows, every row where it
// names columns, one place where it names whole cells.
internal static class FreePlaces
{
    public static IReadOnlyList<FreePlace> Of(FormShape shape, int sheet, Syntax syntax)
    {
        var (byRow, byColumn) = (false, false);
        foreach (var item in Binder.ItemsOf(syntax).Where(i => i.Inner is null))
        {
            var of = item.Sheet is null ? sheet : shape.SheetOf(item.Sheet);
            if (of < 0 || shape.Sheets[of].IsList)
            {
                continue;
            }

            var isRow = shape.Sheets[of].Rows.Any(r => r.Name == item.Name);
            byRow |= isRow;
            byColumn |= !isRow;
            if (byRow && byColumn)
            {
                throw CheckFaultException.At(item, "check.mixed", item.Name);
            }
        }

        var cells = shape.Sheets[sheet];
        return byRow ? [.. cells.Columns.Where(c => c.Kind is ValueKind.Number).Select(c => new FreePlace(null, c.Name))]
            : byColumn ? [.. cells.Rows.Select(r => new FreePlace(r.Name, null))]
            : [default];
    }
}

using Gongxin.Collection.Templates;

namespace Gongxin.Collection.Workbooks.Mapping;

// What a mapping must be before it is remembered: its places are places of the form, and a table is either of a list or of cells.
internal static class MappingRules
{
    private const int TablesMax = 200;
    private const int PlacesMax = 20_000;

    public static void Check(TemplateContent form, WorkbookMapping mapping)
    {
        if (mapping.Tables.Count is 0 or > TablesMax || mapping.Tables.Sum(t => t.Columns.Count + t.Rows.Count) > PlacesMax)
        {
            throw CollectionRefusals.MappingNotValid($"1–{TablesMax} tables, {PlacesMax} places");
        }

        foreach (var table in mapping.Tables)
        {
            var places = table.Columns.Concat(table.Rows).ToList();
            if (places.GroupBy(p => (p.Label, IsRow: table.Rows.Contains(p))).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw CollectionRefusals.MappingNotValid($"{table.Sheet}: {twice.Key.Label}");
            }

            foreach (var place in places.Where(p => p.IsTaken))
            {
                Check(form, table, place);
            }
        }

        if (!mapping.Tables.Any(t => t.Columns.Concat(t.Rows).Any(p => p.IsTaken)))
        {
            throw CollectionRefusals.MappingNotValid("—");
        }
    }

    private static void Check(TemplateContent form, TableMapping table, Place place)
    {
        var sheet = table.List ?? place.Sheet;
        var found = form.Sheets.Where(s => sheet is null || s.Name == sheet).ToList();
        var isList = table.List is not null;
        var fits = found.Exists(s => (s.Rows.Count == 0) == isList
            && (place.Row is null || (!isList && s.Rows.Any(r => r.Name == place.Row)))
            && (place.Column is null || s.Columns.Any(c => c.Name == place.Column)));
        if (!fits)
        {
            throw CollectionRefusals.MappingNotValid($"{table.Sheet}: {place.Label} → {place.Sheet}/{place.Row}/{place.Column}");
        }
    }
}

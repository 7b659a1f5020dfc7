using System.Globalization;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks.Mapping;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Collection.Workbooks;

// The choices of the mapping page: a select for each column and row, named c.TABLE.NUMBER and r.TABLE.NUMBER, whose value says a
// place of the form. A choice of a list's column makes its whole table one of that list.
internal static class ChosenPlaces
{
    private const char Between = '\u001F';
    private const string OfList = "list";
    private const string OfCells = "cells";

    public static string Name(string kind, int table, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}.{table}.{number}");

    public static string Value(TableMapping table, Place place) => !place.IsTaken ? ""
        : string.Join(Between, table.List is null ? OfCells : OfList, table.List ?? place.Sheet ?? "", place.Row ?? "", place.Column ?? "");

    // Every place that a row or column can stand for.
    public static IEnumerable<(string Value, string Group, string Label)> Choices(TemplateContent form)
    {
        foreach (var sheet in form.Sheets)
        {
            var title = TemplateQueries.Pick(sheet.Name, sheet.NameEn);
            if (sheet.Rows.Count == 0)
            {
                foreach (var column in sheet.Columns)
                {
                    yield return (string.Join(Between, OfList, sheet.Name, "", column.Name), title, TemplateQueries.Pick(column.Name, column.NameEn));
                }

                continue;
            }

            foreach (var row in sheet.Rows)
            {
                yield return (string.Join(Between, OfCells, sheet.Name, row.Name, ""), title, TemplateQueries.Pick(row.Name, row.NameEn));
            }

            foreach (var column in sheet.Columns)
            {
                yield return (string.Join(Between, OfCells, "", "", column.Name), title, "↓ " + TemplateQueries.Pick(column.Name, column.NameEn));
            }

            foreach (var (row, column) in sheet.Rows.SelectMany(r => sheet.Columns.Where(c => !r.Closed.Contains(c.Name)).Select(c => (r, c))))
            {
                yield return (string.Join(Between, OfCells, sheet.Name, row.Name, column.Name), title, $"{TemplateQueries.Pick(row.Name, row.NameEn)} ↓ {TemplateQueries.Pick(column.Name, column.NameEn)}");
            }
        }
    }

    public static WorkbookMapping Of(WorkbookView view, IFormCollection fields) => new() { Tables = [.. view.Tables.Select((table, t) => Of(table, t, fields))] };

    private static TableMapping Of(TableView table, int number, IFormCollection fields)
    {
        var columns = table.Columns.Select((c, i) => Of(c, fields[Name("c", number, i)].ToString())).DistinctBy(p => p.Place.Label).ToList();
        var lists = columns.Select(c => c.List).Where(l => l is not null).Distinct().ToList();
        if (lists.Count > 1)
        {
            throw CollectionRefusals.MappingNotValid($"{table.Sheet}: {string.Join('、', lists)}");
        }

        return new TableMapping
        {
            Sheet = table.Sheet,
            Ordinal = table.Ordinal,
            List = lists.FirstOrDefault(),
            Columns = [.. columns.Select(c => c.Place)],
            Rows = lists.Count > 0 ? [] : [.. table.Rows.Select((r, i) => Of(r, fields[Name("r", number, i)].ToString()).Place).DistinctBy(p => p.Label)],
        };
    }

    private static (Place Place, string? List) Of(LabelView label, string choice)
    {
        var parts = choice.Split(Between);
        if (parts.Length != 4)
        {
            return (new Place { Label = label.Label }, null);
        }

        static string? Given(string part) => part.Length == 0 ? null : part;
        return (new Place { Label = label.Label, Sheet = Given(parts[1]), Row = Given(parts[2]), Column = Given(parts[3]) }, parts[0] == OfList ? parts[1] : null);
    }
}

using Microsoft.Extensions.Localization;

namespace Gongxin.Standards.CodeLists;

// The headings and the coded values of the lists' own columns, in the reader's language.
internal static class ColumnTitles
{
    private static readonly HashSet<string> Coded =
        ["certainty", "code_origin", "day_kind", "direction", "bound", "unit", "level"];

    public static string Of(IStringLocalizer text, string column) => text["Column." + column];

    public static string Value(IStringLocalizer text, string column, string cell) =>
        Coded.Contains(column) && text[$"Value.{cell}"] is { ResourceNotFound: false } known ? known : cell;
}

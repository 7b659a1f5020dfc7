using System.Globalization;

namespace Gongxin.Kernel.Tabular.Workbooks.Layout;

/// <summary>Statistical forms number their columns in a row of its own below the names: 甲 乙 1 2 3.</summary>
internal static class ColumnNumbers
{
    private const string Stems = "甲乙丙丁戊己庚辛";

    public static bool Are(SheetRow row, int firstColumn, int lastColumn)
    {
        var stems = 0;
        var numbers = 0;
        for (var column = firstColumn; column <= lastColumn; column++)
        {
            var text = row[column].Trim('(', ')', '（', '）', '[', ']');
            if (text.Length == 1 && numbers == 0 && stems < Stems.Length && text[0] == Stems[stems])
            {
                stems++;
            }
            else if (text == (numbers + 1).ToString(CultureInfo.InvariantCulture))
            {
                numbers++;
            }
            else
            {
                return false;
            }
        }

        return stems > 0 && numbers > 0;
    }
}

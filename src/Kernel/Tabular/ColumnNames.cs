using System.Globalization;
using System.Text;

namespace Gongxin.Kernel.Tabular;

/// <summary>Makes names of a header usable as column names: not empty, without blanks around or line breaks, unique.</summary>
internal static class ColumnNames
{
    private const int LengthMax = 255;

    // The stored table's own column: where in the file a row came from.
    private const string RowNumber = "_row";

    public static string Numbered(int position) => string.Create(CultureInfo.InvariantCulture, $"column_{position}");

    /// <summary>Every repair that changes a name beyond blanks is a finding. Names are unique without regard to case, as in SQL.</summary>
    public static IReadOnlyList<string> Repair(IEnumerable<string> cells, long? row, List<Finding> findings)
    {
        var written = cells.Select(Clean).ToList();

        // Names that stand in the file as they are keep their place; made-up ones go around them.
        var taken = new HashSet<string>(written, StringComparer.OrdinalIgnoreCase) { RowNumber };
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { RowNumber };
        var names = new List<string>(written.Count);
        foreach (var name in written)
        {
            var position = names.Count + 1;
            if (name.Length == 0)
            {
                var made = Free(Numbered(position), taken);
                findings.Add(new Finding(row, made, FindingCodes.HeaderEmptyName, null, position.ToString(CultureInfo.InvariantCulture), made));
                names.Add(made);
            }
            else if (!seen.Add(name))
            {
                var made = Free(name, taken);
                findings.Add(new Finding(row, made, FindingCodes.HeaderDuplicateName, name, name, made));
                names.Add(made);
            }
            else
            {
                names.Add(name);
            }
        }

        return names;
    }

    // "name", then "name_2", "name_3" …
    private static string Free(string name, HashSet<string> taken)
    {
        for (var number = 2; ; number++)
        {
            if (taken.Add(name))
            {
                return name;
            }

            var stem = name.EndsWith(string.Create(CultureInfo.InvariantCulture, $"_{number - 1}"), StringComparison.Ordinal) && number > 2
                ? name[..name.LastIndexOf('_')]
                : name;
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}");
        }
    }

    private static string Clean(string cell)
    {
        var name = new StringBuilder(cell.Length);
        var blank = false;
        foreach (var letter in cell)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '\uFEFF' or '\u200B')
            {
                blank = name.Length > 0;
                continue;
            }

            if (blank)
            {
                name.Append(' ');
                blank = false;
            }

            name.Append(letter);
        }

        var length = Math.Min(name.Length, LengthMax);
        if (length > 0 && char.IsHighSurrogate(name[length - 1]))
        {
            length--;
        }

        return name.ToString(0, length);
    }
}

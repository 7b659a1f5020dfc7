using System.Text;

namespace Gongxin.Datastore.Rows;

// Patterns with * and ? of the operator "like". The common shapes become plain searches, which DuckDB does several
// times faster than a pattern with an escape character.
internal static class LikePattern
{
    private const char Escape = '\\';

    public static string Condition(string column, string pattern)
    {
        var parts = Split(pattern);
        if (parts is [var whole])
        {
            return $"{column} = {CellValue.SqlText(whole)}";
        }

        if (parts is ["", "*", var middle, "*", ""])
        {
            return $"contains({column}, {CellValue.SqlText(middle)})";
        }

        if (parts is [var start, "*", ""])
        {
            return $"starts_with({column}, {CellValue.SqlText(start)})";
        }

        return parts is ["", "*", var end]
            ? $"ends_with({column}, {CellValue.SqlText(end)})"
            : $"{column} LIKE {CellValue.SqlText(ToSql(parts))} ESCAPE '{Escape}'";
    }

    // The beginning that such a pattern means, when it means nothing else.
    public static string? PrefixOf(string pattern) => Split(pattern) is [var start, "*", ""] ? start : null;

    // Literal parts at even places, wildcards between them.
    private static List<string> Split(string pattern)
    {
        var parts = new List<string>();
        var literal = new StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] is '*' or '?')
            {
                parts.Add(literal.ToString());
                parts.Add(pattern[at].ToString());
                literal.Clear();
            }
            else
            {
                at += pattern[at] == Escape && at + 1 < pattern.Length ? 1 : 0;
                literal.Append(pattern[at]);
            }
        }

        parts.Add(literal.ToString());
        return parts;
    }

    private static string ToSql(List<string> parts)
    {
        var sql = new StringBuilder();
        for (var at = 0; at < parts.Count; at++)
        {
            if (at % 2 == 1)
            {
                sql.Append(parts[at] == "*" ? '%' : '_');
                continue;
            }

            foreach (var character in parts[at])
            {
                sql.Append(character is '%' or '_' or Escape ? "\\" : "").Append(character);
            }
        }

        return sql.ToString();
    }
}

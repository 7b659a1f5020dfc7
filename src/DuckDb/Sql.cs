namespace Gongxin.DuckDb;

/// <summary>Quoting for the places where SQL takes no parameter: names, paths of COPY, settings.</summary>
public static class Sql
{
    public static string Literal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        RefuseNul(text);
        return "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
    }

    public static string Name(string identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        RefuseNul(identifier);
        return "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    // The C API takes SQL up to the first NUL: what follows would be cut off silently.
    internal static void RefuseNul(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A NUL character cannot stand in SQL text.", nameof(text));
        }
    }
}

using System.Text;

namespace Gongxin.Kernel.Text;

/// <summary>
/// Reads the platform's own reference files: UTF-8, commas, quotes doubled, a header, every row as long as the header.
/// Files that others hand in are read by the tabular kernel, which forgives and reports; this one only throws.
/// </summary>
public sealed class OwnCsv
{
    private OwnCsv(IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        Columns = columns;
        Rows = rows;
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>Place of a column; throws when the file has no such column.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return i;
            }
        }

        throw new InvalidDataException($"The column {column} is missing.");
    }

    /// <exception cref="InvalidDataException">The file is not of the form described above.</exception>
    public static OwnCsv Read(TextReader reader)
    {
        var rows = new List<string[]>();
        while (ReadRow(reader) is { } row)
        {
            if (rows.Count > 0 && row.Length != rows[0].Length)
            {
                throw new InvalidDataException($"Row {rows.Count + 1} has {row.Length} cells, the header {rows[0].Length}.");
            }

            rows.Add(row);
        }

        return rows.Count > 0 ? new OwnCsv(rows[0], rows[1..]) : throw new InvalidDataException("The file has no header.");
    }

    public static OwnCsv ReadFile(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return Read(reader);
    }

    /// <summary>Reads a file that is embedded in an assembly.</summary>
    public static OwnCsv ReadEmbedded(System.Reflection.Assembly assembly, string name)
    {
        var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The file {name} is missing from {assembly.GetName().Name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader);
    }

    private static string[]? ReadRow(TextReader reader)
    {
        if (reader.ReadLine() is not { } line)
        {
            return null;
        }

        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; ; i++)
        {
            if (i == line.Length)
            {
                if (!quoted)
                {
                    break;
                }

                // A line break inside quotes belongs to the cell.
                line = reader.ReadLine() ?? throw new InvalidDataException("A quote is not closed.");
                cell.Append('\n');
                i = -1;
            }
            else if (line[i] == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}

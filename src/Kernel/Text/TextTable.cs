using System.Text;

namespace Gongxin.Kernel.Text;

// Reads the generated tables: UTF-8 lines, those that begin with # are remarks.
internal static class TextTable
{
    public static IEnumerable<string> Lines(string name)
    {
        var stream = typeof(TextTable).Assembly.GetManifestResourceStream($"Gongxin.Kernel.Text.{name}")
            ?? throw new InvalidOperationException($"The table {name} is missing from the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}

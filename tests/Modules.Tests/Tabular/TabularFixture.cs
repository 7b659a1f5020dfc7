using System.Text;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Tabular;

// Writes a file, opens it, and hands back its rows as text.
internal static class TabularFixture
{
    public sealed record ReadTable(
        TabularFormat Format, string? Encoding, IReadOnlyList<string> Columns, List<string?[]> Rows, List<long> Numbers, List<Finding> Findings, long RowsRead, long RowsRefused);

    public static ReadTable Read(string text, string fileName = "file", TabularLimits? limits = null) => Read(Encoding.UTF8.GetBytes(text), fileName, limits);

    public static ReadTable Read(byte[] bytes, string fileName = "file", TabularLimits? limits = null)
    {
        using var file = new TemporaryFile(bytes);
        using var tabular = TabularReader.Open(file.Path, fileName, limits);
        return ReadFirst(tabular);
    }

    public static ReadTable ReadFirst(TabularFile tabular)
    {
        var table = tabular.Tables[0];
        var findings = new List<Finding>([.. tabular.Findings, .. table.HeaderFindings]);
        using var reader = table.OpenRows();
        reader.OnFinding = findings.Add;
        var batch = new CellBatch(table.Columns.Count);
        var rows = new List<string?[]>();
        var numbers = new List<long>();
        while (reader.Read(batch, CancellationToken.None))
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                numbers.Add(batch.RowNumber(row));
                rows.Add([.. Enumerable.Range(0, batch.ColumnCount).Select(c => batch.IsAbsent(row, c) ? null : Encoding.UTF8.GetString(batch.Cell(row, c)))]);
            }
        }

        Assert.Equal(reader.RowsRead, rows.Count + reader.RowsRefused);
        return new ReadTable(tabular.Format, tabular.Encoding, table.Columns, rows, numbers, findings, reader.RowsRead, reader.RowsRefused);
    }

    public static Finding Refused(Action read) => Assert.Throws<TabularException>(read).Finding;

    public static TableSurvey SurveyOf(string text, TableSchema? given = null)
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text));
        using var tabular = TabularReader.Open(file.Path, "file.csv");
        return Survey.Run(tabular.Tables[0], given, null, CancellationToken.None);
    }

    public sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(byte[] bytes)
        {
            File.WriteAllBytes(Path, bytes);
        }

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"gongxin-{Guid.CreateVersion7():N}");

        public void Dispose() => File.Delete(Path);
    }
}

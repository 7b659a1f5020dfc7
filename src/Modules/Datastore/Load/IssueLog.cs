using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>
/// Everything found while a table is typed: counted exactly, the first findings kept in file order, and every cell that was
/// set aside written to the quarantine. For one thread at a time.
/// </summary>
internal sealed class IssueLog(string table, IReadOnlyList<ColumnSchema> columns, QuarantineSpill quarantine)
{
    private readonly List<Finding> _kept = [];
    private readonly List<Finding> _ofBatch = [];
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly string? _table = table.Length == 0 ? null : table;

    public IReadOnlyList<Finding> Kept => _kept;
    public IReadOnlyDictionary<string, long> Counts => _counts;

    private bool IsFull => _kept.Count >= LoadedTable.FindingsMax;

    /// <summary>A row that was refused or padded.</summary>
    public void Add(Finding finding)
    {
        Count(finding.Code);
        if (!IsFull)
        {
            _ofBatch.Add(finding);
        }
    }

    /// <summary>A cell that was set aside.</summary>
    public void Add(long row, int column, string code, ReadOnlySpan<byte> text)
    {
        Count(code);
        quarantine.Write(row, column, code, text);
        if (!IsFull)
        {
            _ofBatch.Add(new Finding(row, columns[column].Name, code, FindingText.Excerpt(text), ArgsOf(columns[column], code)) { Table = _table });
        }
    }

    /// <summary>Puts the findings of a batch, which come column by column, into the order of the file.</summary>
    public void EndBatch()
    {
        if (_ofBatch.Count > 0)
        {
            _kept.AddRange(_ofBatch.OrderBy(finding => finding.Row).Take(LoadedTable.FindingsMax - _kept.Count));
            _ofBatch.Clear();
        }
    }

    private void Count(string code) => _counts[code] = _counts.GetValueOrDefault(code) + 1;

    private static string[] ArgsOf(ColumnSchema column, string code) => code switch
    {
        FindingCodes.CellTooShort => [Number(column.MinLength)],
        FindingCodes.CellTooLong => [Number(column.MaxLength)],
        FindingCodes.CellOutOfRange => [column.Minimum ?? "−∞", column.Maximum ?? "+∞"],
        FindingCodes.CellPattern => [column.Pattern ?? ""],
        _ => [],
    };

    private static string Number(int? value) => (value ?? 0).ToString(CultureInfo.InvariantCulture);
}

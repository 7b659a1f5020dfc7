using System.Buffers.Text;
using System.Text;

namespace Gongxin.Kernel.Tabular.Workbooks.Writing;

/// <summary>One sheet on its way out: bytes are gathered and sent in large pieces.</summary>
internal sealed class SheetStream : IDisposable
{
    private const int SendFrom = 128 * 1024;
    private const int NumberRoom = 16;

    private readonly Stream _to;
    private readonly byte[][] _columns;
    private readonly Utf8Buffer _pending = new(SendFrom + (64 * 1024));
    private readonly byte[] _row = new byte[NumberRoom];
    private int _rowLength;
    private int _column;

    public SheetStream(Stream to, IReadOnlyList<ColumnSchema> columns, bool isFirst)
    {
        _to = to;
        _columns = [.. columns.Select((_, i) => Encoding.ASCII.GetBytes($"<c r=\"{CellRange.ColumnName(i)}"))];
        _pending.Append(Encoding.UTF8.GetBytes(SheetHead.Of(columns, isFirst)));
        BeginRow();
        foreach (var column in columns)
        {
            WriteText(XlsxText.Cut(Encoding.UTF8.GetBytes(column.Name)), CellStyles.Header);
        }

        EndRow();
    }

    /// <summary>Rows so far, the header included.</summary>
    public int RowCount { get; private set; }

    public void BeginRow()
    {
        RowCount++;
        _column = 0;
        Utf8Formatter.TryFormat(RowCount, _row, out _rowLength);
        _pending.Append("<row r=\""u8);
        _pending.Append(_row.AsSpan(0, _rowLength));
        _pending.Append("\">"u8);
    }

    public void EndRow()
    {
        _pending.Append("</row>\n"u8);
        if (_pending.Length >= SendFrom)
        {
            Send();
        }
    }

    public void PassCell() => _column++;

    /// <summary>A cell whose value needs no escaping.</summary>
    /// <param name="type">The attribute of its type, or nothing for a number.</param>
    /// <param name="style">Its style.</param>
    /// <param name="value">Its value as XML.</param>
    public void WriteCell(ReadOnlySpan<byte> type, CellStyle style, ReadOnlySpan<byte> value)
    {
        Open(style);
        _pending.Append(type);
        _pending.Append("><v>"u8);
        _pending.Append(value);
        _pending.Append("</v></c>"u8);
    }

    public void WriteText(ReadOnlySpan<byte> utf8, CellStyle style)
    {
        Open(style);
        _pending.Append(XlsxText.NeedsSpace(utf8) ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8 : " t=\"inlineStr\"><is><t>"u8);
        XlsxText.Escape(utf8, _pending);
        _pending.Append("</t></is></c>"u8);
    }

    public void End()
    {
        _pending.Append("</sheetData></worksheet>"u8);
        Send();
    }

    public void Dispose() => _to.Dispose();

    private void Open(CellStyle style)
    {
        _pending.Append(_columns[_column++]);
        _pending.Append(_row.AsSpan(0, _rowLength));
        _pending.Append(style.Attribute);
    }

    private void Send()
    {
        _to.Write(_pending.Written);
        _pending.Clear();
    }
}

using System.Buffers;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Rows;

// Where rows of a page go, one by one: JSON bytes or texts. It is full when the page has reached its bytes.
internal abstract class RowAnswer
{
    public abstract bool IsFull { get; }

    public abstract void Add<TCells>(in TCells cells, long? number)
        where TCells : struct, IRowCells;

    public abstract void End(long total, string? next);
}

internal sealed class JsonAnswer : RowAnswer, IDisposable
{
    private readonly RowJson _rows;
    private readonly int _bytesMax;

    public JsonAnswer(IBufferWriter<byte> to, IReadOnlyList<OutputColumn> columns, int bytesMax)
    {
        _rows = new RowJson(to, columns);
        _bytesMax = bytesMax;
        _rows.Json.WriteStartObject();
        _rows.Json.WriteStartArray("items"u8);
    }

    public override bool IsFull => _rows.Length >= _bytesMax;

    public override void Add<TCells>(in TCells cells, long? number) => _rows.Row(cells);

    public override void End(long total, string? next)
    {
        _rows.Json.WriteEndArray();
        _rows.Json.WriteNumber("total"u8, total);
        _rows.Json.WriteString("next"u8, next);
        _rows.Json.WriteEndObject();
        _rows.Json.Flush();
    }

    public void Dispose() => _rows.Dispose();
}

internal sealed class TextAnswer(RowPlan plan, int bytesMax) : RowAnswer
{
    private readonly List<RowView> _rows = [];
    private long _characters;

    public RowPage Page { get; private set; } = new([], [], 0, null);

    public override bool IsFull => _characters * sizeof(char) >= bytesMax;

    public override void Add<TCells>(in TCells cells, long? number)
    {
        var texts = new string?[plan.Output.Count];
        for (var at = 0; at < texts.Length; at++)
        {
            texts[at] = RowCells.Text(cells, plan.Output[at].Schema, at);
            _characters += texts[at]?.Length ?? 0;
        }

        _rows.Add(new RowView(number, texts));
    }

    public override void End(long total, string? next)
    {
        var columns = plan.Output.Select(column =>
            new RowPageColumn(column.Name, column.Schema.Type, column.Function is null ? column.Schema : null));
        Page = new RowPage([.. columns], _rows, total, next);
    }
}

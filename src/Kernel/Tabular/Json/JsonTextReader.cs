using System.Text.Json;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>Rows of the list that a scan has found in a JSON text. A row's number is its position in the list.</summary>
internal sealed class JsonTextReader(JsonText text, JsonLayout layout, JsonRowParser parser) : RowReader
{
    private bool _started;
    private bool _ended;

    public override long BytesRead => text.BytesRead;

    public override bool Read(CellBatch batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        batch.Clear();
        if (!_started && layout.Ordinal is not JsonLayout.WholeText)
        {
            GoToList();
        }

        _started = true;

        while (!_ended && !batch.IsFull)
        {
            if (!text.ReadElement(out var element))
            {
                _ended = true;
                break;
            }

            _ended = layout.Ordinal is JsonLayout.WholeText;

            if (text.Element == 1 && layout.HasHeader)
            {
                continue;
            }

            RowsRead++;
            if (parser.Add(batch, text.Element, element) is Finding fault)
            {
                RowsRefused++;
                OnFinding?.Invoke(fault);
            }
        }

        return batch.RowCount > 0;
    }

    protected override void Dispose(bool disposing)
    {
        text.Dispose();
        base.Dispose(disposing);
    }

    // Lists inside lists are not counted, as in the scan.
    private void GoToList()
    {
        var ordinal = 0;
        while (text.Read())
        {
            if (text.Token is not JsonTokenType.StartArray)
            {
                continue;
            }

            text.Element = 0;
            if (ordinal++ == layout.Ordinal)
            {
                return;
            }

            while (text.ReadElement(out _))
            {
            }
        }
    }
}

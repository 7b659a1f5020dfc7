using System.Text.Json;
using System.Text.Unicode;
using Gongxin.Kernel.Tabular.Delimited;
using Gongxin.Kernel.Tabular.Encodings;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>A JSON value per line. A bad line costs only itself. A row's number is its line.</summary>
internal sealed class NdJsonReader(RecordScanner lines, JsonLayout layout, JsonRowParser parser) : RowReader
{
    private bool _pastHeader;

    public override long BytesRead => lines.BytesRead;

    public static RecordScanner Lines(string path, EncodingChoice encoding, TabularLimits limits) =>
        new(Utf8Source.Open(path, encoding), new Dialect(DialectSniffer.NoDelimiter, 0), limits);

    /// <summary>Gathers the keys of all lines that can be read.</summary>
    public static JsonLayout Scan(string path, EncodingChoice encoding, TabularLimits limits, CancellationToken ct)
    {
        using var lines = Lines(path, encoding, limits);
        var layout = new JsonLayout("", 0, isGeoJson: false, limits);
        while (lines.Next())
        {
            ct.ThrowIfCancellationRequested();
            if (lines.IsBlank || !Utf8.IsValid(lines.Text))
            {
                continue;
            }

            try
            {
                layout.Add(lines.Text);
            }
            catch (JsonException e) when (lines.IsUnended && !lines.Text.TrimEnd(" \t"u8).EndsWith("}"u8))
            {
                throw new TabularException(new Finding(lines.Number, null, FindingCodes.FileCutOff, FindingText.Excerpt(lines.Text)), e);
            }
            catch (JsonException)
            {
                // The line will be refused when it is read as a row.
            }
        }

        return layout;
    }

    public override bool Read(CellBatch batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        batch.Clear();
        while (!batch.IsFull && lines.Next())
        {
            if (lines.IsBlank)
            {
                continue;
            }

            if (layout.HasHeader && !_pastHeader)
            {
                _pastHeader = true;
                continue;
            }

            RowsRead++;
            if (parser.Add(batch, lines.Number, lines.Text) is Finding fault)
            {
                RowsRefused++;
                OnFinding?.Invoke(fault);
            }
        }

        return batch.RowCount > 0;
    }

    protected override void Dispose(bool disposing)
    {
        lines.Dispose();
        base.Dispose(disposing);
    }
}

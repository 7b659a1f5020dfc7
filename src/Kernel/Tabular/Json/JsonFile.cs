using Gongxin.Kernel.Tabular.Encodings;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>A file of JSON, either one text with a list in it or a value per line. Its keys are gathered from the whole file.</summary>
internal sealed class JsonFile : TabularFile
{
    private readonly EncodingChoice _encoding;

    private JsonFile(TabularFormat format, EncodingChoice encoding, TabularTable table, IReadOnlyList<Finding> findings)
    {
        Format = format;
        _encoding = encoding;
        Tables = [table];
        Findings = findings;
    }

    public override TabularFormat Format { get; }
    public override string? Encoding => _encoding.Name;
    public override IReadOnlyList<TabularTable> Tables { get; }
    public override IReadOnlyList<Finding> Findings { get; }

    public static JsonFile Open(string path, string fileName, EncodingChoice encoding, TabularLimits limits, CancellationToken ct)
    {
        var format = JsonStart.HasValuePerLine(path, encoding, limits) ? TabularFormat.NdJson : TabularFormat.Json;
        var table = format is TabularFormat.NdJson ? OpenLines(path, encoding, limits, ct) : OpenText(path, encoding, limits, ct);
        return new JsonFile(format, encoding, table, FileExtension.Check(fileName, format));
    }

    private static JsonTable OpenText(string path, EncodingChoice encoding, TabularLimits limits, CancellationToken ct)
    {
        var layout = ScanText(path, encoding, limits, ct) ?? ScanObject(path, encoding, limits, ct);
        return new JsonTable(layout, columns => new JsonTextReader(
            new JsonText(Utf8Source.Open(path, encoding), limits, CancellationToken.None), layout, new JsonRowParser(layout, columns, limits)));
    }

    private static JsonLayout? ScanText(string path, EncodingChoice encoding, TabularLimits limits, CancellationToken ct)
    {
        using var text = new JsonText(Utf8Source.Open(path, encoding), limits, ct);
        return new JsonScan(text, limits).Run();
    }

    private static JsonLayout ScanObject(string path, EncodingChoice encoding, TabularLimits limits, CancellationToken ct)
    {
        using var text = new JsonText(Utf8Source.Open(path, encoding), limits, ct);
        var layout = new JsonLayout("", JsonLayout.WholeText, isGeoJson: false, limits);
        text.ReadElement(out var element);
        layout.Add(element);
        return layout;
    }

    private static JsonTable OpenLines(string path, EncodingChoice encoding, TabularLimits limits, CancellationToken ct)
    {
        var layout = NdJsonReader.Scan(path, encoding, limits, ct);
        return new JsonTable(layout, columns => new NdJsonReader(NdJsonReader.Lines(path, encoding, limits), layout, new JsonRowParser(layout, columns, limits)));
    }
}

/// <summary>The one table of a JSON file.</summary>
internal sealed class JsonTable : TabularTable
{
    private readonly Func<int, RowReader> _open;

    public JsonTable(JsonLayout layout, Func<int, RowReader> open)
    {
        _open = open;
        (Columns, HeaderFindings) = layout.Columns();
        if (Columns.Count == 0)
        {
            throw new TabularException(new Finding(null, null, FindingCodes.JsonNotATable));
        }
    }

    public override string Name => "";
    public override IReadOnlyList<string> Columns { get; }
    public override IReadOnlyList<Finding> HeaderFindings { get; }

    public override RowReader OpenRows() => _open(Columns.Count);
}

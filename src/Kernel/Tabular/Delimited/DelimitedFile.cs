using Gongxin.Kernel.Tabular.Encodings;

namespace Gongxin.Kernel.Tabular.Delimited;

/// <summary>A text file with rows in lines and cells between delimiters.</summary>
internal sealed class DelimitedFile : TabularFile
{
    private readonly EncodingChoice _encoding;

    private DelimitedFile(EncodingChoice encoding, DelimitedTable table, IReadOnlyList<Finding> findings)
    {
        _encoding = encoding;
        Format = table.Dialect.Delimiter == '\t' ? TabularFormat.Tsv : TabularFormat.Csv;
        Tables = [table];
        Findings = findings;
    }

    public override TabularFormat Format { get; }
    public override string? Encoding => _encoding.Name;
    public override IReadOnlyList<TabularTable> Tables { get; }
    public override IReadOnlyList<Finding> Findings { get; }

    public static DelimitedFile Open(string path, EncodingChoice encoding, IReadOnlyList<Finding> findings, TabularLimits limits)
    {
        var (dialect, rows) = new DialectSniffer(path, encoding, limits).Run();
        if (rows.Count == 0)
        {
            throw new TabularException(new Finding(null, null, FindingCodes.FileEmpty));
        }

        var header = HeaderChoice.Of(rows, limits);
        if (!encoding.AllValid && header.Columns.Any(name => name.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            // Names cannot be refused one by one as rows can.
            throw new TabularException(new Finding(header.LastRowBeforeData, null, FindingCodes.FileMixedEncoding));
        }

        return new DelimitedFile(encoding, new DelimitedTable(path, encoding, dialect, header, limits), findings);
    }
}

/// <summary>The one table of a delimited file.</summary>
internal sealed class DelimitedTable(string path, EncodingChoice encoding, Dialect dialect, HeaderChoice header, TabularLimits limits) : TabularTable
{
    public Dialect Dialect => dialect;
    public override string Name => "";
    public override IReadOnlyList<string> Columns => header.Columns;
    public override IReadOnlyList<Finding> HeaderFindings => header.Findings;

    public override RowReader OpenRows() =>
        new DelimitedRowReader(new RecordScanner(Utf8Source.Open(path, encoding), dialect, limits), header, dialect.Quote, !encoding.AllValid, limits);
}

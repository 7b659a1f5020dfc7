namespace Gongxin.Kernel.Tabular;

/// <summary>Compares the name of a file with what its content turned out to be.</summary>
internal static class FileExtension
{
    /// <summary>A finding when the name promises something else; names that promise nothing fit everything.</summary>
    public static IReadOnlyList<Finding> Check(string fileName, TabularFormat format)
    {
        var extension = Path.GetExtension(fileName).ToUpperInvariant();
        var fits = extension switch
        {
            ".CSV" or ".TSV" or ".TAB" or ".TXT" or ".DAT" => format is TabularFormat.Csv or TabularFormat.Tsv,
            ".JSON" or ".GEOJSON" or ".NDJSON" or ".JSONL" => format is TabularFormat.Json or TabularFormat.NdJson,
            ".XLS" => format is TabularFormat.Xls,
            ".XLSX" or ".XLSM" or ".XLSB" => format is TabularFormat.Xlsx,
            ".PDF" or ".DOC" or ".DOCX" or ".XML" or ".HTML" or ".HTM" or ".ZIP" or ".PARQUET" => false,
            _ => true,
        };
        return fits ? [] : [new Finding(null, null, FindingCodes.FileWrongExtension, fileName, Path.GetExtension(fileName), format.ToString())];
    }
}

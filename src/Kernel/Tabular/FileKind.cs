using Gongxin.Kernel.Tabular.Workbooks;
using Gongxin.Kernel.Tabular.Workbooks.Xlsx;

namespace Gongxin.Kernel.Tabular;

/// <summary>What a file is by its first bytes, before it is looked at as text.</summary>
internal static class FileKind
{
    private static readonly (byte[] Start, string Name)[] Known =
    [
        ("%PDF"u8.ToArray(), "PDF"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "PNG"),
        ([0xFF, 0xD8, 0xFF], "JPEG"),
        ("GIF8"u8.ToArray(), "GIF"),
        ("II*\0"u8.ToArray(), "TIFF"),
        ("MM\0*"u8.ToArray(), "TIFF"),
        ([0x1F, 0x8B], "gzip"),
        ("7z\xBC\xAF"u8[..2].ToArray(), "7z"),
        ("Rar!"u8.ToArray(), "RAR"),
        ("BZh"u8.ToArray(), "bzip2"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
        ("PAR1"u8.ToArray(), "Parquet"),
        ("SQLite format 3"u8.ToArray(), "SQLite"),
        ("{\\rtf"u8.ToArray(), "RTF"),
        ("\u007fELF"u8.ToArray(), "ELF"),
    ];

    /// <summary>The kind of workbook, or null for a text file.</summary>
    /// <exception cref="TabularException">The file is of a kind that is no table.</exception>
    public static TabularFormat? Workbook(string path, ReadOnlySpan<byte> head)
    {
        // A compound file, or the bare stream that Excel 2 to 4 wrote.
        if (head is [0xD0, 0xCF, 0x11, 0xE0, ..] or [9, 0 or 2 or 4, 4 or 6, 0, ..])
        {
            return TabularFormat.Xls;
        }

        if (head is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..])
        {
            return HasWorkbook(path) ? TabularFormat.Xlsx : throw NotATable("zip");
        }

        foreach (var (start, name) in Known)
        {
            if (head.StartsWith(start))
            {
                throw NotATable(name);
            }
        }

        return IsMarkup(head) ? throw NotATable("HTML/XML") : null;
    }

    private static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        var text = CellText.Trim(head);
        if (text.Length < 5 || text[0] != '<')
        {
            return false;
        }

        Span<byte> lower = stackalloc byte[5];
        for (var i = 0; i < lower.Length; i++)
        {
            lower[i] = (byte)(text[i] | 0x20);
        }

        return lower.SequenceEqual("<html"u8) || lower.StartsWith("<!"u8) || lower.StartsWith("<?"u8) || lower.SequenceEqual("<tabl"u8)
            || lower.SequenceEqual("<meta"u8) || lower.SequenceEqual("<head"u8) || lower.SequenceEqual("<body"u8);
    }

    private static bool HasWorkbook(string path)
    {
        try
        {
            using var package = XlsxPackage.Open(path, WorkbookLimits.Default);
            return package.HasWorkbook;
        }
        catch (TabularException)
        {
            // A damaged archive: whether it was a workbook is for the workbook reader to say.
            return true;
        }
    }

    private static TabularException NotATable(string kind) => new(new Finding(null, null, FindingCodes.FileNotATable, null, kind));
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using ExcelDataReader;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Tabular.Workbooks;

// Goal: of the files that made other readers fail, each gives its rows or a refusal with a documented code, in short time, and
// what can be compared with another reader is the same.
public sealed class SpreadsheetSetTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    private static readonly string? Folder = Find();

    [Fact]
    public async Task Every_file_gives_tables_or_a_documented_refusal()
    {
        Assert.SkipWhen(Folder is null, "The spreadsheet set is not beside the repository.");
        var read = 0;
        foreach (var path in Files())
        {
            // The guard is not a measure of speed: it ends a reader that would go on for ever.
            var work = Task.Run(() => Outcome(path));
            Assert.True(await Task.WhenAny(work, Task.Delay(Guard)) == work, $"{path} takes too long.");
            read += await work is null ? 1 : 0;
        }

        Assert.InRange(read, 100, int.MaxValue);
    }

    [Theory]
    [InlineData("agile_AES256_SHA512_CBC_pwd_password.xlsx", FindingCodes.WorkbookPassword)]
    [InlineData("standard_AES128_SHA1_ECB_pwd_password.xlsx", FindingCodes.WorkbookPassword)]
    [InlineData("Test_git_issue_242_xor_pwd_password.xls", FindingCodes.WorkbookPassword)]
    [InlineData("Test10x10.xlsb", FindingCodes.WorkbookXlsbNotSupported)]
    [InlineData("EmptyZipFile.xlsx", FindingCodes.FileNotATable)]
    [InlineData("Test_git_issue_382_oom.xls", FindingCodes.WorkbookCorrupt)]
    [InlineData("Test_git_issue_224_simple.xlsx", FindingCodes.FileEmpty)]
    [InlineData("Test_Issue_11570_FAT_1.xls", null)]
    [InlineData("Test_git_issue_385_backslash.xlsx", FindingCodes.FileHeaderTooShort)]
    [InlineData("Test_git_issue289.xlsx", FindingCodes.WorkbookPassword)]
    [InlineData("Fillreport.xlsx", null)]
    [InlineData("as3xls_BIFF3.xls", null)]
    public void What_becomes_of_known_files(string name, string? code)
    {
        Assert.SkipWhen(Folder is null, "The spreadsheet set is not beside the repository.");
        Assert.Equal(code, Outcome(Path.Combine(Folder!, name))?.Code);
    }

    [Fact]
    public void Values_are_those_of_another_reader()
    {
        Assert.SkipWhen(Folder is null, "The spreadsheet set is not beside the repository.");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var compared = 0;
        var differences = new List<string>();
        foreach (var path in Files().Where(p => Outcome(p) is null))
        {
            using var file = TabularReader.Open(path, path);
            foreach (var table in file.Tables.Where(t => t.Columns.Count > 0))
            {
                compared += Compare(path, file.Tables.Count == 1 ? null : table.Name, table, differences);
            }
        }

        Assert.Empty(differences);
        Assert.InRange(compared, 100_000, int.MaxValue);
    }

    // The workbook of two formats holds the same, so the two readers must agree.
    [Fact]
    public void Xls_and_xlsx_of_the_same_name_give_the_same_rows()
    {
        Assert.SkipWhen(Folder is null, "The spreadsheet set is not beside the repository.");
        var equal = 0;
        foreach (var xlsx in Files().Where(p => p.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)))
        {
            var xls = Path.ChangeExtension(xlsx, ".xls");
            if (!File.Exists(xls) || Outcome(xls) is not null || Outcome(xlsx) is not null)
            {
                continue;
            }

            equal += Rows(xls).SequenceEqual(Rows(xlsx), StringComparer.Ordinal) ? 1 : 0;
        }

        Assert.InRange(equal, 20, int.MaxValue);
    }

    [Fact]
    public void Damaged_binary_workbooks_never_give_anything_but_a_refusal()
    {
        Assert.SkipWhen(Folder is null, "The spreadsheet set is not beside the repository.");
        var random = new Random(19);
        var files = Files().Where(p => p.EndsWith(".xls", StringComparison.Ordinal) && new FileInfo(p).Length < 40_000).ToList();
        var refused = 0;
        for (var i = 0; i < 150; i++)
        {
            var bytes = File.ReadAllBytes(files[i % files.Count]);
            for (var change = random.Next(1, 10); change > 0; change--)
            {
                bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            }

            using var file = new TabularFixture.TemporaryFile(bytes[..(i % 5 == 0 ? random.Next(bytes.Length / 2, bytes.Length) : bytes.Length)]);
            refused += Outcome(file.Path) is null ? 0 : 1;
        }

        Assert.InRange(refused, 20, 150);
    }

    private static List<string> Rows(string path)
    {
        using var file = TabularReader.Open(path, path);
        return [.. TabularFixture.ReadFirst(file).Rows.Select(r => string.Join('|', r))];
    }

    private static Finding? Outcome(string path)
    {
        try
        {
            using var file = TabularReader.Open(path, Path.GetFileName(path));
            foreach (var table in file.Tables.Where(t => t.Columns.Count > 0))
            {
                using var rows = table.OpenRows();
                var batch = new CellBatch(table.Columns.Count);
                while (rows.Read(batch, CancellationToken.None))
                {
                }
            }

            return null;
        }
        catch (TabularException e)
        {
            Assert.Matches("^(workbook|file)\\.[a-z-]+$", e.Finding.Code);
            return e.Finding;
        }
    }

    // Numbers and texts; days are in another form there, and errors are not there at all.
    private static int Compare(string path, string? sheet, TabularTable table, List<string> differences)
    {
        using var stream = File.OpenRead(path);
        if (Open(stream) is not IExcelDataReader other)
        {
            return 0;
        }

        using var _ = other;
        var cells = new HashSet<(long Row, string Text)>();
        do
        {
            while ((sheet is null || other.Name == sheet) && other.Read())
            {
                for (var column = 0; column < other.FieldCount; column++)
                {
                    if (other.GetValue(column) is string or double or bool or int)
                    {
                        cells.Add((other.Depth + 1L, Text(other.GetValue(column))));
                    }
                }
            }
        }
        while (other.NextResult());

        using var rows = table.OpenRows();
        var batch = new CellBatch(table.Columns.Count);
        var compared = 0;
        while (rows.Read(batch, CancellationToken.None))
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                for (var column = 0; column < batch.ColumnCount; column++)
                {
                    var text = Encoding.UTF8.GetString(batch.Cell(row, column));
                    if (text.Length == 0 || IsOwnForm(text))
                    {
                        continue;
                    }

                    compared++;
                    if (!cells.Contains((batch.RowNumber(row), text)))
                    {
                        differences.Add($"{Path.GetFileName(path)} {batch.RowNumber(row)}: {text}");
                    }
                }
            }
        }

        return compared;
    }

    // The other reader fails on columns without a width.
    private static IExcelDataReader? Open(FileStream stream)
    {
        try
        {
            return ExcelReaderFactory.CreateReader(stream);
        }
        catch (ArgumentNullException)
        {
            return null;
        }
    }

    private static string Text(object value) => value switch
    {
        bool isTrue => isTrue ? "true" : "false",
        double number => Number(number),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Number(double number)
    {
        var rounded = double.Parse(number.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Abs(rounded) is (< 1e-19 or >= 1e20) and not 0
            ? rounded.ToString("0.##############E+0", CultureInfo.InvariantCulture)
            : decimal.Parse(number.ToString("E14", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static bool IsOwnForm(string text) =>
        text[^1] == '%' || text[0] == '#' || (text[0] == '0' && text.Length > 1 && char.IsAsciiDigit(text[1]))
        || (text.Length >= 7 && char.IsAsciiDigit(text[0]) && (text.Contains('-', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal)));

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder!).Where(p => Path.GetExtension(p) is ".xls" or ".xlsx" or ".xlsb").Order(StringComparer.Ordinal);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "..", "shared", "data", "spreadsheets");
            if (File.Exists(Path.Combine(folder.FullName, "Gongxin.slnx")) && Directory.Exists(found))
            {
                return found;
            }
        }

        return null;
    }
}

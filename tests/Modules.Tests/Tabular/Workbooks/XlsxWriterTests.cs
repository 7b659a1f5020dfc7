using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Workbooks;

namespace Gongxin.Modules.Tests.Tabular.Workbooks;

// Goal: what is written is a valid workbook, and is read again as the same values by this and by another reader.
public sealed class XlsxWriterTests
{
    private static readonly ColumnSchema[] Columns =
    [
        Column("文本", ColumnType.Text), Column("整数", ColumnType.Integer), Column("小数", ColumnType.Decimal), Column("浮点", ColumnType.Number), Column("是否", ColumnType.Boolean),
        Column("日期", ColumnType.Date), Column("时间", ColumnType.DateTime), Column("月份", ColumnType.YearMonth), Column("年份", ColumnType.Year),
    ];

    [Fact]
    public void Values_of_every_type_come_back()
    {
        var table = Read(Write(Columns, writer =>
        {
            Row(writer, "甲", 12, 1250, 0.1, true, new DateOnly(2024, 3, 1), new DateTime(2024, 3, 1, 12, 30, 45), new DateOnly(2024, 3, 31), new DateOnly(2024, 5, 5));
            Row(writer, "乙", -999_999_999_999_999, -5, 1.5e300, false, new DateOnly(1900, 1, 1), new DateTime(9999, 12, 31, 23, 59, 59), new DateOnly(1900, 2, 1), new DateOnly(1949, 1, 1));
            Row(writer, "丙", 0, 0, -2.5, false, new DateOnly(1900, 3, 1), new DateTime(2024, 3, 1, 0, 0, 0, 5), new DateOnly(2000, 1, 1), new DateOnly(1, 1, 1));
        }));
        Assert.Equal(Columns.Select(c => c.Name), table.Columns);
        Assert.Equal(
            [
                ["甲", "12", "12.5", "0.1", "true", "2024-03-01", "2024-03-01 12:30:45", "2024-03", "2024"],
                ["乙", "-999999999999999", "-0.05", "1.5E+300", "false", "1900-01-01", "9999-12-31 23:59:59", "1900-02", "1949"],
                ["丙", "0", "0", "-2.5", "false", "1900-03-01", "2024-03-01 00:00:00.005", "2000-01", "1"],
            ],
            table.Rows);
    }

    [Fact]
    public void What_a_spreadsheet_cannot_hold_is_text_with_all_its_digits()
    {
        var table = Read(Write([Column("类", ColumnType.Text), Column("值", ColumnType.Decimal)], writer =>
        {
            Pair(writer, "整数", w => w.WriteInteger(110101199001011234));
            Pair(writer, "小数", w => w.WriteDecimal(Int128.Parse("-123456789012345678901234567", System.Globalization.CultureInfo.InvariantCulture), 9));
            Pair(writer, "早", w => w.WriteDate(new DateOnly(1899, 12, 31)));
            Pair(writer, "早月", w => w.WriteYearMonth(new DateOnly(1880, 5, 31)));
            Pair(writer, "早时", w => w.WriteDateTime(new DateTime(1850, 1, 2, 3, 4, 5)));
            Pair(writer, "细时", w => w.WriteDateTime(new DateTime(2024, 1, 2, 3, 4, 5).AddTicks(10)));
            Pair(writer, "非数", w => w.WriteNumber(double.NaN));
            Pair(writer, "空", w => w.WriteBlank());
        }));
        Assert.Equal(
            ["110101199001011234", "-123456789012345678.901234567", "1899-12-31", "1880-05", "1850-01-02 03:04:05", "2024-01-02 03:04:05.000001", "NaN", null],
            table.Rows.Select(r => r[1]));
        Assert.Empty(table.Findings);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("+86 10")]
    [InlineData("001")]
    [InlineData("2024-03-01")]
    [InlineData(" 前后有空 ")]
    [InlineData("一  二")]
    [InlineData("行1\n行2\r\n行3\t")]
    [InlineData("a<b>&\"c'")]
    [InlineData("\u0001\u000b\u001f")]
    [InlineData("_x0041_")]
    [InlineData("_x005F_x0041__")]
    [InlineData("_xZZZZ_ __x1_")]
    [InlineData("\uFFFE\uFFFF\uFFFD")]
    [InlineData("😀𠀀")]
    [InlineData("ｆｕｌｌ")]
    public void Texts_come_back_as_they_are(string text)
    {
        var file = Write([Column("a", ColumnType.Text), Column("b", ColumnType.Text)], writer => Pair(writer, "x", w => w.WriteText(Encoding.UTF8.GetBytes(text))));
        Assert.Equal(text, Read(file).Rows[0][1]);
        Validate(file);
    }

    [Fact]
    public void A_text_too_long_for_a_cell_says_how_much_is_missing()
    {
        var text = string.Concat(Enumerable.Repeat("长😀", 20_000));
        using var stream = new MemoryStream();
        using var writer = new XlsxWriter(stream);
        writer.BeginSheet("s", [Column("a", ColumnType.Text)]);
        writer.BeginRow();
        writer.WriteText(Encoding.UTF8.GetBytes(text));
        writer.EndRow();
        writer.Complete();
        var cell = Read(stream.ToArray()).Rows[0][0]!;
        var end = cell.IndexOf('…', StringComparison.Ordinal);
        Assert.Equal(1, writer.TextsCut);
        Assert.InRange(cell.Length, XlsxWriter.TextLengthMax - 20, XlsxWriter.TextLengthMax);
        Assert.Equal(text[..end], cell[..end]);
        Assert.Equal($"…(+{text.Length - end})", cell[end..]);
    }

    [Fact]
    public void A_full_sheet_goes_on_in_the_next_one_with_its_header()
    {
        using var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream, rowsMax: 4))
        {
            writer.BeginSheet("数据/表", [Column("a", ColumnType.Integer), Column("b", ColumnType.Integer)]);
            for (var i = 0; i < 7; i++)
            {
                writer.BeginRow();
                writer.WriteInteger(i);
                writer.WriteInteger(i * i);
                writer.EndRow();
            }

            writer.Complete();
        }

        using var file = new TabularFixture.TemporaryFile(stream.ToArray());
        using var tabular = TabularReader.Open(file.Path, "book.xlsx");
        Assert.Equal(["数据_表", "数据_表 (2)", "数据_表 (3)"], tabular.Tables.Select(t => t.Name));
        Assert.All(tabular.Tables, t => Assert.Equal(["a", "b"], t.Columns));
        Assert.Equal([3L, 3L, 1L], tabular.Tables.Select(RowCount));
        Validate(stream.ToArray());
    }

    [Theory]
    [InlineData("", "Sheet")]
    [InlineData("'a'", "a")]
    [InlineData("a[b]:c*d?e/f\\g", "a_b__c_d_e_f_g")]
    [InlineData("History", "_History")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一")]
    public void Names_of_sheets_become_those_that_spreadsheets_allow(string name, string expected)
    {
        var file = Write([Column("a", ColumnType.Text)], _ => { }, name);
        using var zip = SpreadsheetDocument.Open(new MemoryStream(file), false);
        Assert.Equal(expected, zip.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single().Name);
        Validate(file);
    }

    [Fact]
    public void A_whole_file_is_valid_and_read_the_same_by_another_reader()
    {
        var random = new Random(7);
        var texts = new[] { "甲", "a&b", "=x", " y ", "长文本" + new string('z', 300) };
        var file = Write(Columns, writer =>
        {
            for (var i = 0; i < 3000; i++)
            {
                var day = new DateOnly(1950, 1, 1).AddDays(random.Next(40_000));
                Row(writer, texts[i % texts.Length], random.NextInt64(-1_000_000_000_000, 1_000_000_000_000), random.Next(-100_000, 100_000), Math.Round(random.NextDouble() * 1000, 6),
                    i % 2 == 0, day, day.ToDateTime(TimeOnly.MinValue).AddSeconds(random.Next(86_400)), day, day);
            }
        });
        Validate(file);

        var ours = Read(file).Rows;
        Assert.Equal(3000, ours.Count);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var other = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        other.Read();
        for (var row = 0; other.Read(); row++)
        {
            var culture = System.Globalization.CultureInfo.InvariantCulture;
            Assert.Equal(
                [
                    other.GetString(0), other.GetDouble(1).ToString("F0", culture), other.GetDouble(2).ToString(culture), other.GetDouble(3).ToString(culture),
                    other.GetBoolean(4) ? "true" : "false", other.GetDateTime(5).ToString("yyyy-MM-dd", culture), other.GetDateTime(6).ToString("yyyy-MM-dd HH:mm:ss", culture),
                    other.GetDateTime(7).ToString("yyyy-MM", culture), other.GetDouble(8).ToString(culture),
                ],
                ours[row].AsEnumerable());
        }
    }

    [Fact]
    public void The_same_rows_make_the_same_bytes_also_on_a_stream_that_cannot_seek()
    {
        static void Rows(XlsxWriter writer) => Row(writer, "甲", 1, 2, 3, true, new DateOnly(2024, 1, 1), new DateTime(2024, 1, 1), new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 1));
        var first = Write(Columns, Rows);
        Assert.Equal(first, Write(Columns, Rows));

        using var stream = new MemoryStream();
        using (var forward = new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            Assert.False(forward.CanSeek);
            using var writer = new XlsxWriter(forward);
            writer.BeginSheet("s", Columns);
            Rows(writer);
            writer.Complete();
        }

        stream.Position = 0;
        using var back = new BrotliStream(stream, CompressionMode.Decompress);
        using var copy = new MemoryStream();
        back.CopyTo(copy);
        Assert.Equal(Read(first).Rows, Read(copy.ToArray()).Rows);
    }

    [Fact]
    public void Many_rows_take_no_more_memory_than_few()
    {
        static long Allocated(int rows)
        {
            using var writer = new XlsxWriter(Stream.Null);
            writer.BeginSheet("s", Columns);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rows; i++)
            {
                writer.BeginRow();
                writer.WriteText("文本文本<>"u8);
                writer.WriteInteger(i);
                writer.WriteDecimal(i, 2);
                writer.WriteNumber(i / 7.0);
                writer.WriteBoolean(true);
                writer.WriteDate(new DateOnly(2024, 1, 1));
                writer.WriteDateTime(new DateTime(2024, 1, 1, 1, 1, 1));
                writer.EndRow();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(100);
        Assert.InRange(Allocated(20_000), 0, 4 * 1024 * 1024);
    }

    [Fact]
    public void A_sheet_needs_columns_and_a_workbook_a_sheet()
    {
        using var writer = new XlsxWriter(Stream.Null);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.BeginSheet("s", []));
        Assert.Throws<InvalidOperationException>(writer.BeginRow);
        Assert.Throws<InvalidOperationException>(writer.Complete);
    }

    private static ColumnSchema Column(string name, ColumnType type) => new() { Name = name, Type = type };

    private static void Row(XlsxWriter writer, string text, long whole, long hundredths, double number, bool yes, DateOnly day, DateTime time, DateOnly month, DateOnly year)
    {
        writer.BeginRow();
        writer.WriteText(Encoding.UTF8.GetBytes(text));
        writer.WriteInteger(whole);
        writer.WriteDecimal(hundredths, 2);
        writer.WriteNumber(number);
        writer.WriteBoolean(yes);
        writer.WriteDate(day);
        writer.WriteDateTime(time);
        writer.WriteYearMonth(month);
        writer.WriteYear(year);
        writer.EndRow();
    }

    private static void Pair(XlsxWriter writer, string name, Action<XlsxWriter> value)
    {
        writer.BeginRow();
        writer.WriteText(Encoding.UTF8.GetBytes(name));
        value(writer);
        writer.EndRow();
    }

    private static byte[] Write(ColumnSchema[] columns, Action<XlsxWriter> rows, string name = "s")
    {
        using var stream = new MemoryStream();
        using var writer = new XlsxWriter(stream);
        writer.BeginSheet(name, columns);
        rows(writer);
        writer.Complete();
        return stream.ToArray();
    }

    private static TabularFixture.ReadTable Read(byte[] file) => TabularFixture.Read(file, "book.xlsx");

    private static long RowCount(TabularTable table)
    {
        using var rows = table.OpenRows();
        var batch = new CellBatch(table.Columns.Count);
        while (rows.Read(batch, CancellationToken.None))
        {
        }

        return rows.RowsRead;
    }

    private static void Validate(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
    }
}

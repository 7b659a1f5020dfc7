using System.Globalization;
using System.IO.Compression;
using System.Text;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Workbooks;
using static Gongxin.Modules.Tests.Tabular.Workbooks.Book;

namespace Gongxin.Modules.Tests.Tabular.Workbooks;

// Goal: a damaged or hostile workbook is refused with a code and a place, within the bounds.
public sealed class BadWorkbookTests
{
    private const string Row = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>";

    [Fact]
    public void Broken_xml_is_located_by_part_line_position_and_row()
    {
        using var book = OfXml(Row + "\n<row r=\"3\"><c r=\"A3\"><v>1</w></c></row>");
        var finding = book.Refused();
        Assert.Equal((3L, FindingCodes.WorkbookCorrupt, "xl/worksheets/sheet0.xml:3:26"), (finding.Row, finding.Code, finding.Args[0]));
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v></c>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>&nbsp;</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>&#0;</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>\u0001</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"t=\"s\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1<\"><v>1</v></c></row>")]
    [InlineData("<row r=\"0\"><c r=\"A1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"x\"><c r=\"A1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"ABCD1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c t=\"s\"><v>0</v></c></row>")]
    [InlineData("<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>")]
    [InlineData("<row r=\"1\"><c t=\"s\"><v>x</v></c></row>")]
    public void What_cannot_be_understood_refuses_the_file(string data)
    {
        using var book = OfXml(data);
        Assert.Equal(FindingCodes.WorkbookCorrupt, book.Refused().Code);
    }

    [Fact]
    public void Bytes_that_are_no_text_refuse_the_file()
    {
        using var book = OfXml(Row);
        book.Part("xl/worksheets/sheet0.xml", [.. "<worksheet><sheetData><row><c t=\"str\"><v>"u8, 0xFF, 0xC0, .. "</v></c></row></sheetData></worksheet>"u8]);
        Assert.Equal(FindingCodes.WorkbookCorrupt, book.Refused().Code);
    }

    [Theory]
    [InlineData("<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet/>", "xl/worksheets/sheet0.xml")]
    [InlineData("<!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst/>", "xl/sharedStrings.xml")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE x><styleSheet/>", "xl/styles.xml")]
    public void A_document_type_is_refused(string xml, string part)
    {
        using var book = OfXml(Row).Part(part, xml);
        var finding = book.Refused();
        Assert.Equal(FindingCodes.WorkbookDocumentType, finding.Code);
        Assert.StartsWith(part, finding.Args[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/worksheets/sheet0.xml")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    public void A_missing_part_is_named(string part)
    {
        using var book = OfXml(Row).Without(part);
        var finding = book.Refused();
        Assert.Equal(FindingCodes.WorkbookCorrupt, finding.Code);
    }

    [Fact]
    public void Parts_that_can_be_missed_are()
    {
        using var book = OfXml(Row).Without("xl/styles.xml").Without("_rels/.rels").Without("[Content_Types].xml");
        Assert.Equal([["1"]], book.Read().Rows);
    }

    [Fact]
    public void Xlsb_is_refused_by_name()
    {
        using var book = OfXml(Row).Without("xl/workbook.xml").Without("_rels/.rels").Part("xl/workbook.bin", [1, 2, 3]);
        Assert.Equal(FindingCodes.WorkbookXlsbNotSupported, book.Refused().Code);
    }

    [Fact]
    public void A_workbook_without_data_is_empty()
    {
        using var book = OfXml("<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>");
        Assert.Equal(FindingCodes.FileEmpty, book.Refused().Code);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        using var book = OfXml(string.Concat(Enumerable.Range(1, 500).Select(r => string.Create(CultureInfo.InvariantCulture, $"<row r=\"{r}\"><c r=\"A{r}\"><v>{r * 7919 % 1000}</v></c></row>"))));
        var bytes = book.SaveBytes();
        foreach (var length in Enumerable.Range(1, 40).Select(i => bytes.Length * i / 41).Where(l => l > 4))
        {
            var finding = TabularFixture.Refused(() => TabularFixture.Read(bytes[..length], "book.xlsx"));
            Assert.Equal(FindingCodes.WorkbookCorrupt, finding.Code);
        }
    }

    [Fact]
    public void A_flipped_bit_never_passes_for_data()
    {
        using var book = Book.Of(["name", "value"], ["x", 12345], ["y", 67890]);
        var bytes = book.SaveBytes();
        var expected = TabularFixture.Read(bytes, "book.xlsx").Rows;
        for (var at = 0; at < bytes.Length; at++)
        {
            var flipped = bytes.ToArray();
            flipped[at] ^= 1 << 3;
            try
            {
                // What is outside the parts' bytes (times, versions) may change without harm.
                Assert.Equal(expected, TabularFixture.Read(flipped, "book.xlsx").Rows);
            }
            catch (TabularException e)
            {
                Assert.Contains(e.Finding.Code, (string[])[FindingCodes.WorkbookCorrupt, FindingCodes.WorkbookPassword, FindingCodes.WorkbookXlsbNotSupported,
                    FindingCodes.WorkbookTooLarge, FindingCodes.FileNotATable, FindingCodes.FileNulBytes, FindingCodes.FileUnknownEncoding, FindingCodes.FileMixedEncoding]);
            }
        }
    }

    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        using var book = OfXml(Row);
        using (var zip = new ZipArchive(File.Create(book.Path), ZipArchiveMode.Create))
        {
            using var part = zip.CreateEntry("xl/workbook.xml", CompressionLevel.SmallestSize).Open();
            var blanks = new byte[1024 * 1024];
            blanks.AsSpan().Fill((byte)' ');
            for (var i = 0; i < 80; i++)
            {
                part.Write(blanks);
            }
        }

        var finding = TabularFixture.Refused(() => TabularReader.Open(book.Path, "book.xlsx"));
        Assert.Equal((FindingCodes.WorkbookTooLarge, "xl/workbook.xml"), (finding.Code, finding.Args[0]));
    }

    [Fact]
    public void A_sheet_that_unpacks_to_many_times_its_size_is_refused()
    {
        using var book = OfXml(Row + new string(' ', 4_000_000));
        var limits = new WorkbookLimits { RatioFreeBytes = 1_000_000, RatioMax = 100 };
        var finding = TabularFixture.Refused(() => WorkbookFile.Open(book.Save(), TabularFormat.Xlsx, TabularLimits.Default, limits, [], default));
        Assert.Equal((FindingCodes.WorkbookTooLarge, "xl/worksheets/sheet0.xml"), (finding.Code, finding.Args[0]));
    }

    [Fact]
    public void A_text_that_unfolds_in_many_cells_is_bounded()
    {
        var cells = string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 200));
        using var book = OfXml($"<row>{cells}</row><row>{cells}</row>").Strings(new string('x', 1000));
        var limits = TabularLimits.Default with { RowBytesMax = 100_000 };
        using var file = TabularReader.Open(book.Strings("a").Save(), "book.xlsx", limits);
        Assert.Equal(200, file.Tables[0].Columns.Count);

        book.Strings(new string('x', 1000));
        Assert.Equal(FindingCodes.FileEmpty, TabularFixture.Refused(() => TabularReader.Open(book.Save(), "book.xlsx", limits)).Code);
        var bound = new WorkbookLimits { PartBytesMax = 300_000 };
        Assert.Equal(
            FindingCodes.WorkbookTooLarge,
            TabularFixture.Refused(() => WorkbookFile.Open(book.Path, TabularFormat.Xlsx, TabularLimits.Default, bound, [], default)).Code);
    }

    [Fact]
    public void A_row_that_is_too_long_is_refused_and_the_rest_is_read()
    {
        using var book = Book.Of(["a", "b"], ["x", 1], [new string('长', 500), 2], ["z", 3]);
        var table = book.Read(TabularLimits.Default with { RowBytesMax = 1000 });
        Assert.Equal([["x", "1"], ["z", "3"]], table.Rows);
        var finding = Assert.Single(table.Findings);
        Assert.Equal((3L, FindingCodes.RowTooLong), (finding.Row, finding.Code));
    }

    [Fact]
    public void A_million_empty_styled_rows_are_passed_over_in_bounded_memory()
    {
        var empty = string.Concat(Enumerable.Range(3, 1_000_000).Select(r => $"<row r=\"{r}\" s=\"1\"><c r=\"A{r}\" s=\"1\"/></row>"));
        using var book = OfXml(Row + empty + "<row r=\"1048576\"><c r=\"A1048576\"><v>2</v></c></row>");
        book.Save();
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var file = TabularReader.Open(book.Path, "book.xlsx");
        var table = TabularFixture.ReadFirst(file);
        Assert.Equal([2L, 1_048_576L], table.Numbers);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * 1024 * 1024);
    }

    [Fact]
    public void Strings_beyond_the_memory_bound_lie_in_a_file_and_are_the_same()
    {
        var texts = Enumerable.Range(0, 5000).Select(i => $"文本 {i} " + new string('x', i % 50)).ToArray();
        using var book = OfXml(
            "<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row>"
            + string.Concat(texts.Select((_, i) => $"<row><c t=\"s\"><v>{i}</v></c><c t=\"s\"><v>{i * 31 % texts.Length}</v></c></row>"))).Strings(texts);
        using var file = WorkbookFile.Open(book.Save(), TabularFormat.Xlsx, TabularLimits.Default, new WorkbookLimits { StringsInMemoryBytes = 10_000 }, [], default);
        var rows = TabularFixture.ReadFirst(file).Rows;
        Assert.Equal(texts.Select((t, i) => new[] { t, texts[i * 31 % texts.Length] }), rows);
    }

    [Fact]
    public void A_dimension_that_lies_and_rows_in_pieces_do_no_harm()
    {
        using var book = OfXml(
            "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c></row><row r=\"1\"><c r=\"B1\" t=\"str\"><v>b</v></c></row><row r=\"2\"><c r=\"B2\"><v>2</v></c><c r=\"A2\"><v>1</v></c></row>",
            before: "<dimension ref=\"A1:XFD1048576\"/>");
        var table = book.Read();
        Assert.Equal(["a", "b"], table.Columns);
        Assert.Equal([["1", "2"]], table.Rows);
    }

    [Fact]
    public void Utf16_parts_prefixes_and_odd_names_are_read()
    {
        const string Sheet = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c t=\"str\"><x:v>名</x:v></x:c></x:row><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>";
        using var book = OfXml(Row).Part("xl/worksheets/sheet0.xml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Sheet)]);
        var table = book.Read();
        Assert.Equal(["名"], table.Columns);
        Assert.Equal([["7"]], table.Rows);
    }

    [Fact]
    public void An_endless_tag_is_refused_in_bounded_memory()
    {
        using var book = OfXml("<row r=\"" + new string('1', 3_000_000) + "\"/>");
        Assert.Equal(FindingCodes.WorkbookCorrupt, book.Refused().Code);
    }

    [Fact]
    public void Elements_nested_without_end_are_refused()
    {
        using var book = OfXml(string.Concat(Enumerable.Repeat("<a>", 100_000)));
        Assert.Equal(FindingCodes.WorkbookCorrupt, book.Refused().Code);
    }

    [Fact]
    public void A_list_of_too_many_parts_is_not_read()
    {
        using var book = OfXml(Row);
        for (var i = 0; i < 10_001; i++)
        {
            book.Part($"xl/media/{i}", []);
        }

        Assert.Equal(FindingCodes.WorkbookTooLarge, book.Refused().Code);
    }

    [Fact]
    public void Reading_can_be_cancelled_and_begun_again()
    {
        using var book = Book.Of(["a", "b"], ["x", 1], ["y", 2]);
        using var file = TabularReader.Open(book.Save(), "book.xlsx");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using (var rows = file.Tables[0].OpenRows())
        {
            Assert.Throws<OperationCanceledException>(() => rows.Read(new CellBatch(2), stop.Token));
        }

        Assert.Equal(TabularFixture.ReadFirst(file).Rows, TabularFixture.ReadFirst(file).Rows);
    }
}

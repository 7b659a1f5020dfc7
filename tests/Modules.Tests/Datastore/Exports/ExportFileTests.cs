using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;
using Gongxin.Modules.Tests.Datastore.Rows;

namespace Gongxin.Modules.Tests.Datastore.Exports;

// Goal: a file read back holds exactly the cells of the version. Method: readers that are not ours.
public sealed class ExportFileTests(Versions versions) : IClassFixture<Versions>
{
    [Fact]
    public async Task Csv_read_back_is_the_table()
    {
        var (sample, bytes, _) = await WriteAsync(new ExportRequest(ExportFormat.Csv, RowQuery.Everything));

        var lines = ReadCsv(Encoding.UTF8.GetString(bytes));

        Assert.Equal(Sample.Columns.Select(column => column.Name), lines[0].Select(cell => cell!));
        Assert.Equal(sample.Cells, lines.Skip(1));
    }

    [Fact]
    public async Task Csv_is_rfc_4180_with_the_mark_and_row_numbers_on_demand()
    {
        var version = versions.Make(
            [Versions.Column("a,b", ColumnType.Text), Versions.Column("n", ColumnType.Integer)],
            [["say \"x\"", "1"], ["=1+1", null], ["", "2"], [null, "3"], ["line\r\nbreak", "4"]]);
        var exports = versions.MakeExports(folder: "csv");
        using var to = new MemoryStream();

        var result = await exports.WriteAsync(version, new ExportRequest(ExportFormat.Csv, RowQuery.Everything) { ByteOrderMark = true, RowNumbers = true }, to, default);

        Assert.Equal(
            "\uFEFF_row,\"a,b\",n\r\n2,\"say \"\"x\"\"\",1\r\n3,=1+1,\r\n4,\"\",2\r\n5,,3\r\n6,\"line\r\nbreak\",4\r\n",
            Encoding.UTF8.GetString(to.ToArray()));
        Assert.Equal((5, to.Length), (result.RowCount, result.Bytes));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(to.ToArray())), result.Sha256);
    }

    [Fact]
    public async Task A_single_column_has_no_empty_lines()
    {
        var version = versions.Make([Versions.Column("a", ColumnType.Text)], [["x"], [null], [""]]);
        using var to = new MemoryStream();

        await versions.MakeExports(folder: "single").WriteAsync(version, new ExportRequest(ExportFormat.Csv, RowQuery.Everything), to, default);

        Assert.Equal("a\r\nx\r\n\"\"\r\n\"\"\r\n", Encoding.UTF8.GetString(to.ToArray()));
    }

    [Fact]
    public async Task Json_and_ndjson_hold_the_same_objects_as_the_rows_api()
    {
        var (sample, array, _) = await WriteAsync(new ExportRequest(ExportFormat.Json, RowQuery.Everything));
        var (_, lines, _) = await WriteAsync(new ExportRequest(ExportFormat.NdJson, RowQuery.Everything));
        using var answer = JsonDocument.Parse(await versions.Queries.ReadJsonAsync(sample.Version, RowQuery.Everything with { Limit = 1000 }, default));

        using var json = JsonDocument.Parse(array);
        var wanted = answer.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()).ToArray();

        Assert.Equal(300, wanted.Length);
        Assert.Equal(wanted, json.RootElement.EnumerateArray().Select(item => item.GetRawText()));
        Assert.Equal(string.Concat(wanted.Select(item => item + "\n")), Encoding.UTF8.GetString(lines));
    }

    [Fact]
    public async Task Xml_is_well_formed_for_any_name_and_text()
    {
        string[] names = ["<名 称>", "a\"b'&", "1\n2\t3", "]]>", "\u0001", "𠮷"];
        string?[][] cells =
        [
            ["<x>&amp;", "\r\n\t ", "]]>", "", null, "\uFFFF"],
            ["\u0001\u001f", " lead", "trail ", "\"'", "𠮷", null],
        ];
        var version = versions.Make([.. names.Select(name => Versions.Column(name, ColumnType.Text))], cells);
        using var to = new MemoryStream();

        await versions.MakeExports(folder: "xml").WriteAsync(version, new ExportRequest(ExportFormat.Xml, RowQuery.Everything), to, default);

        to.Position = 0;
        var rows = XDocument.Load(to, LoadOptions.PreserveWhitespace).Root!.Elements("row").ToArray();
        Assert.Equal(cells, rows.Select(row => names.Select(name => CellOf(row, name)).ToArray()));
    }

    [Fact]
    public async Task Xml_read_back_is_the_table()
    {
        var (sample, bytes, _) = await WriteAsync(new ExportRequest(ExportFormat.Xml, RowQuery.Everything));

        using var stream = new MemoryStream(bytes);
        var rows = XDocument.Load(stream, LoadOptions.PreserveWhitespace).Root!.Elements("row");

        Assert.Equal(sample.Cells, rows.Select(row => Sample.Columns.Select(column => CellOf(row, column.Name)).ToArray()));
    }

    [Fact]
    public async Task Xlsx_read_back_is_the_table()
    {
        var (sample, bytes, _) = await WriteAsync(new ExportRequest(ExportFormat.Xlsx, RowQuery.Everything));

        var back = Tabular.TabularFixture.Read(bytes, "export.xlsx");

        // A workbook knows no difference between no text and an empty one, and shows no zeros that a number does not need.
        Assert.Equal(Sample.Columns.Select(column => column.Name), back.Columns);
        Assert.Equal(
            sample.Cells.Select(row => Sample.Columns.Select((column, at) => Plain(column, row[at]))),
            back.Rows.Select(row => Sample.Columns.Select((column, at) => Plain(column, row[at]))));
    }

    private static string? Plain(ColumnSchema column, string? cell) => cell switch
    {
        null or "" => null,
        _ when column.Type is ColumnType.Decimal or ColumnType.Number =>
            decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.###############", CultureInfo.InvariantCulture) : cell,
        _ when column.Type is ColumnType.DateTime => cell.Replace('T', ' '),
        _ => cell,
    };

    [Fact]
    public async Task A_dataset_too_wide_for_a_spreadsheet_is_refused()
    {
        var columns = Enumerable.Range(0, 16_385).Select(at => Versions.Column($"c{at}", ColumnType.Integer)).ToArray();
        var version = new StoredVersion("wide", "nowhere", new TableSchema(columns), 1);

        var refusal = await Assert.ThrowsAsync<Refusal>(() =>
            versions.MakeExports(folder: "wide").WriteAsync(version, new ExportRequest(ExportFormat.Xlsx, RowQuery.Everything), Stream.Null, default));

        Assert.Equal(("export.too-wide", 422), (refusal.Code, refusal.Status));
    }

    [Fact]
    public async Task The_whole_parquet_is_the_stored_file_byte_for_byte()
    {
        var (sample, bytes, result) = await WriteAsync(new ExportRequest(ExportFormat.Parquet, RowQuery.Everything));

        Assert.Equal(await File.ReadAllBytesAsync(sample.Version.File), bytes);
        Assert.Equal(new ExportResult(300, bytes.Length, sample.Version.Digest), result);
    }

    [Fact]
    public async Task A_filtered_parquet_holds_the_rows_and_columns_asked_for()
    {
        var query = RowQuery.Everything with { Filters = [new("公开", FilterOperator.Eq, ["true"])], Select = ["年份", "金额(万元)", "名称"], Sort = [new("金额(万元)", true)] };
        var (sample, bytes, result) = await WriteAsync(new ExportRequest(ExportFormat.Parquet, query) { RowNumbers = true });
        var file = Path.Combine(versions.Folder, "back.parquet");
        await File.WriteAllBytesAsync(file, bytes);

        var back = new List<long>();
        using var connection = versions.DuckDb.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT _row, \"年份\", \"金额(万元)\", \"名称\" FROM read_parquet({Sql.Literal(file)})";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            back.Add(reader.GetInt64(0));
        }

        var wanted = sample.Sorted(Enumerable.Range(0, 300).Where(row => sample.Cells[row][5] == "true"), query.Sort).Select(row => Versions.RowNumber(row));
        Assert.Equal(wanted, back);
        Assert.Equal(back.Count, result.RowCount);
        Assert.Equal([DuckDBType.BigInt, DuckDBType.Date, DuckDBType.Decimal, DuckDBType.Varchar], Enumerable.Range(0, 4).Select(at => reader.Vector(at).Type));
    }

    [Fact]
    public async Task A_filtered_file_has_the_rows_in_the_order_asked_for()
    {
        var query = RowQuery.Everything with { Filters = [new("数量", FilterOperator.Gt, ["0"])], Select = ["数量", "名称"], Sort = [new("名称"), new("数量", true)] };
        var (sample, bytes, result) = await WriteAsync(new ExportRequest(ExportFormat.Csv, query));

        var wanted = sample.Sorted(Enumerable.Range(0, 300).Where(row => long.TryParse(sample.Cells[row][1], CultureInfo.InvariantCulture, out var n) && n > 0), query.Sort)
            .Select(row => new[] { sample.Cells[row][1], sample.Cells[row][0] }).ToArray();
        Assert.Equal(wanted, ReadCsv(Encoding.UTF8.GetString(bytes)).Skip(1));
        Assert.Equal(wanted.Length, result.RowCount);
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Json)]
    [InlineData(ExportFormat.NdJson)]
    [InlineData(ExportFormat.Xml)]
    [InlineData(ExportFormat.Xlsx)]
    [InlineData(ExportFormat.Parquet)]
    public async Task The_same_request_makes_the_same_bytes(ExportFormat format)
    {
        var request = new ExportRequest(format, RowQuery.Everything with { Sort = [new("名称")] });
        var (_, first, _) = await WriteAsync(request);
        var (_, second, _) = await WriteAsync(request);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task What_a_file_cannot_have_is_refused()
    {
        (ExportRequest Request, string Parameter)[] wrong =
        [
            (new(ExportFormat.Csv, RowQuery.Everything with { Group = ["名称"] }), "group"),
            (new(ExportFormat.Csv, RowQuery.Everything with { Cursor = "x" }), "cursor"),
            (new(ExportFormat.Csv, RowQuery.Everything with { Limit = 7 }), "limit"),
            (new(ExportFormat.Json, RowQuery.Everything) { ByteOrderMark = true }, "bom"),
        ];
        foreach (var (request, parameter) in wrong)
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => WriteAsync(request));
            Assert.Equal(("export.parameter-not-supported", 400, parameter), (refusal.Code, refusal.Status, refusal.Args[0]));
        }
    }

    [Fact]
    public void A_download_is_asked_for_with_the_parameters_of_the_rows_and_two_flags()
    {
        var exports = versions.MakeExports(folder: "parse");
        var schema = new TableSchema([.. Sample.Columns, Versions.Column("bom", ColumnType.Text)]);

        var request = exports.Parse(schema, ExportFormat.Csv, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery("?bom=1&_row=1&col.bom=x&select=名称"));
        var refusal = Assert.Throws<Refusal>(() => exports.Parse(schema, ExportFormat.Csv, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery("?bom=yes")));

        Assert.Equal((true, true), (request.ByteOrderMark, request.RowNumbers));
        Assert.Equal("bom", Assert.Single(request.Query.Filters).Column);
        Assert.Equal(["名称"], request.Query.Select);
        Assert.Equal("query.bad-value", refusal.Code);
        Assert.Equal([ExportFormat.NdJson, null], new[] { exports.FormatOf("NDJSON"), exports.FormatOf("exe") });
    }

    private async Task<(Sample Sample, byte[] Bytes, ExportResult Result)> WriteAsync(ExportRequest request)
    {
        var sample = Sample.Of(versions);
        using var to = new MemoryStream();
        var exports = versions.MakeExports(folder: Guid.CreateVersion7().ToString());
        var result = await exports.WriteAsync(sample.Version, request, to, default);
        return (sample, to.ToArray(), result);
    }

    private static string? CellOf(XElement row, string name)
    {
        var written = name.Replace('\u0001', '\uFFFD');
        var cell = row.Elements("cell").SingleOrDefault(cell => cell.Attribute("name")!.Value == written);
        return cell?.Attribute("encoding") is null ? cell?.Value : Encoding.UTF8.GetString(Convert.FromBase64String(cell.Value));
    }

    // A reader of RFC 4180 that tells an empty cell (null) from an empty text.
    private static List<string?[]> ReadCsv(string text)
    {
        var lines = new List<string?[]>();
        var cells = new List<string?>();
        for (var at = 0; at < text.Length;)
        {
            string? cell = null;
            if (text[at] == '"')
            {
                var end = at + 1;
                while (text[end] != '"' || (end + 1 < text.Length && text[end + 1] == '"'))
                {
                    end += text[end] == '"' ? 2 : 1;
                }

                cell = text[(at + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal);
                at = end + 1;
            }
            else
            {
                var end = text.AsSpan(at).IndexOfAny(",\r") + at;
                cell = end == at ? null : text[at..end];
                at = end;
            }

            cells.Add(cell);
            if (text[at] == '\r')
            {
                Assert.Equal('\n', text[at + 1]);
                lines.Add([.. cells]);
                cells.Clear();
                at++;
            }

            at++;
        }

        Assert.Empty(cells);
        return lines;
    }
}

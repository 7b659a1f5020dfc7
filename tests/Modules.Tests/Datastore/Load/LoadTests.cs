using System.Globalization;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Datastore.Load.LoadFixture;

namespace Gongxin.Modules.Tests.Datastore.Load;

public sealed class LoadTests : IDisposable
{
    private readonly LoadFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Values_of_every_type_are_stored_as_that_type_with_their_row_in_the_file()
    {
        var schema = new TableSchema(
        [
            Column("名称", ColumnType.Text), Column("人数", ColumnType.Integer), Column("小", ColumnType.Decimal, 4, 1), Column("中", ColumnType.Decimal, 9, 2),
            Column("大", ColumnType.Decimal, 18, 4), Column("巨", ColumnType.Decimal, 38, 10), Column("实", ColumnType.Number), Column("是", ColumnType.Boolean),
            Column("日", ColumnType.Date), Column("时", ColumnType.DateTime), Column("月", ColumnType.YearMonth), Column("年", ColumnType.Year),
        ]);
        var table = await _fixture.LoadTableAsync(
            "名称,人数,小,中,大,巨,实,是,日,时,月,年\n"
            + "甲,-9223372036854775808,999.9,-1234567.89,12345678901234.5678,1234567890123456789012345678.0123456789,1.5e300,是,2024年3月1日,2024-03-01 12:30:45.123456,2024年3月,2024\n"
            + "\n乙公司的名称比十二个字节长,\"1,234\",,0.5,,,,否,20240229,,,\n",
            schema);
        Assert.Equal(
            [
                "2|甲|-9223372036854775808|999.9|-1234567.89|12345678901234.5678|1234567890123456789012345678.0123456789|1.5e+300|true|2024-03-01|2024-03-01 12:30:45.123456|2024-03-01|2024-01-01",
                "4|乙公司的名称比十二个字节长|1234|∅|0.50|∅|∅|∅|false|2024-02-29|∅|∅|∅",
            ],
            _fixture.Rows(table.DataFile));
        Assert.Equal("BIGINT,VARCHAR,BIGINT,DECIMAL(4,1),DECIMAL(9,2),DECIMAL(18,4),DECIMAL(38,10),DOUBLE,BOOLEAN,DATE,TIMESTAMP,DATE,DATE", _fixture.Scalar(
            $"SELECT string_agg(column_type, ',') FROM (DESCRIBE SELECT * FROM read_parquet({Sql.Literal(table.DataFile)}))"));
        Assert.Null(table.QuarantineFile);
        Assert.Empty(table.Findings);
    }

    [Fact]
    public async Task A_cell_that_is_not_of_its_type_goes_to_quarantine_with_its_original_text_and_the_row_stays()
    {
        var table = await _fixture.LoadTableAsync(
            "地区,人数,日期\n北京,12,2024-01-01\n上海,约三千,2024-13-01\n广东,-,不详\n", new TableSchema([Column("地区", ColumnType.Text), Column("人数", ColumnType.Integer), Column("日期", ColumnType.Date)]));
        Assert.Equal(["2|北京|12|2024-01-01", "3|上海|∅|∅", "4|广东|∅|∅"], _fixture.Rows(table.DataFile));
        Assert.Equal(
            ["3|人数|cell.not-an-integer|约三千", "3|日期|cell.not-a-date|2024-13-01", "4|日期|cell.not-a-date|不详"], _fixture.Rows(table.QuarantineFile!));
        Assert.Equal(3, table.CellsQuarantined);
        Assert.Equal(new Dictionary<string, long> { ["cell.not-an-integer"] = 1, ["cell.not-a-date"] = 2 }, table.FindingCounts);
        Assert.Equal([(3, "人数", "约三千"), (3, "日期", "2024-13-01"), (4, "日期", "不详")], table.Findings.Select(f => ((int)f.Row!, f.Column!, f.Text!)));
        Assert.Equal([0, 1, 0], table.Quality.Columns.Select(c => (int)c.Missing));
        Assert.Equal((5 / 9.0, 5 / 8.0), (table.Quality.Completeness, table.Quality.Validity));
    }

    [Fact]
    public async Task A_refused_row_is_counted_and_shifts_no_other()
    {
        var table = await _fixture.LoadTableAsync("a,b\n1,x\n2,y,z\n3,w\n");
        Assert.Equal((3, 2, 1), ((int)table.RowsRead, (int)table.RowsLoaded, (int)table.RowsRefused));
        Assert.Equal(["2|1|x", "4|3|w"], _fixture.Rows(table.DataFile));
        var finding = Assert.Single(table.Findings);
        Assert.Equal((3L, "row.too-many-cells"), (finding.Row!.Value, finding.Code));
        Assert.Equal(1, table.FindingCounts["row.too-many-cells"]);
    }

    [Fact]
    public async Task Many_rows_keep_their_order_and_their_numbers()
    {
        const int Count = 150_000;
        var text = new StringBuilder("序号,名称\n");
        for (var i = 0; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{(i % 1000 == 7 ? "多,余" : $"第{i}号单位名称")}\n");
        }

        var table = await _fixture.LoadTableAsync(text.ToString());
        Assert.Equal(Count, table.RowsRead);
        Assert.Equal(Count / 1000, table.RowsRefused);
        Assert.Equal(table.RowsLoaded, _fixture.Scalar(
            $"SELECT count(*) FROM (SELECT *, lag(_row) OVER () AS before FROM read_parquet({Sql.Literal(table.DataFile)})) "
            + "WHERE _row = 序号 + 2 AND 名称 = '第' || 序号 || '号单位名称' AND (before IS NULL OR before < _row)"));
    }

    [Fact]
    public async Task Findings_are_counted_exactly_and_the_first_thousand_are_kept_in_file_order()
    {
        const int Count = 5_000;
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"x{i},{(i % 2 == 0 ? "y" : "1,2")}\n");
        }

        var table = await _fixture.LoadTableAsync(text.ToString(), new TableSchema([Column("a", ColumnType.Integer), Column("b", ColumnType.Integer)]));
        Assert.Equal(Count / 2, table.RowsRefused);
        Assert.Equal(Count / 2, table.FindingCounts["row.too-many-cells"]);
        Assert.Equal(Count, table.FindingCounts["cell.not-an-integer"]);
        Assert.Equal(LoadedTable.FindingsMax, table.Findings.Count);
        Assert.Equal(Enumerable.Range(0, LoadedTable.FindingsMax).Select(i => (i / 3 * 2) + 2 + (i % 3 == 2 ? 1L : 0)), table.Findings.Select(f => f.Row!.Value));
        Assert.Equal((long)Count, _fixture.Scalar($"SELECT count(*) FROM read_parquet({Sql.Literal(table.QuarantineFile!)})"));
    }

    [Fact]
    public async Task A_table_with_a_header_only_loads_without_rows()
    {
        var table = await _fixture.LoadTableAsync("名称,人数\n");
        Assert.Equal((0, 0), ((int)table.RowsRead, (int)table.RowsLoaded));
        Assert.Empty(_fixture.Rows(table.DataFile));
        Assert.Null(table.Quality.Completeness);
        Assert.Equal(1, table.FindingCounts["file.header-only"]);
    }

    [Fact]
    public async Task A_column_of_the_file_that_is_called_like_the_row_number_gets_another_name()
    {
        var table = await _fixture.LoadTableAsync("_row,名称\n77,甲\n");
        Assert.Equal(["2|77|甲"], _fixture.Rows(table.DataFile));
        Assert.NotEqual("_row", table.Schema.Columns[0].Name);
    }

    [Theory]
    [InlineData("地区,人口,面积\n北京,1,2,3,4\n上海,1,2,3,4\n广东,1,2,3,4\n", "file.header-too-short")]
    [InlineData("", "file.empty")]
    [InlineData("a,b\n1,\"2\n3,4\n", "file.unclosed-quote")]
    public async Task A_file_without_a_loadable_table_is_refused_with_its_finding_and_leaves_nothing(string text, string code)
    {
        var refused = await Assert.ThrowsAsync<TabularException>(() => _fixture.LoadAsync(text));
        Assert.Equal(code, refused.Finding.Code);
        Assert.Empty(_fixture.FilesLeft);
    }

    [Fact]
    public async Task A_given_column_that_the_file_lacks_refuses_it()
    {
        var refused = await Assert.ThrowsAsync<TabularException>(() => _fixture.LoadAsync("a\n1\n", new TableSchema([Column("b", ColumnType.Integer)])));
        Assert.Equal("schema.column-missing", refused.Finding.Code);
    }

    [Theory]
    [InlineData(LoadStep.Surveying)]
    [InlineData(LoadStep.Typing)]
    [InlineData(LoadStep.Profiling)]
    public async Task A_cancelled_load_stops_and_leaves_nothing(LoadStep step)
    {
        using var cancel = new CancellationTokenSource();
        var progress = new Reaction(report =>
        {
            if (report.Step == step)
            {
                cancel.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.LoadAsync(LongText(), null, progress, cancel.Token));
        Assert.Empty(_fixture.FilesLeft);
    }

    [Fact]
    public async Task When_the_data_cannot_be_written_the_load_is_refused_and_leaves_nothing()
    {
        // The folder goes away after the survey, as a disk does.
        var progress = new Reaction(report =>
        {
            if (report.Step is LoadStep.Surveying && Directory.Exists(_fixture.LoadFolder))
            {
                Directory.Delete(_fixture.LoadFolder, recursive: true);
            }
        });
        var refused = await Assert.ThrowsAsync<Refusal>(() => _fixture.LoadAsync(LongText(), null, progress));
        Assert.Equal(("load.no-room", 503), (refused.Code, refused.Status));
        Assert.Empty(_fixture.FilesLeft);
        await _fixture.LoadTableAsync("a\n1\n");
    }

    [Fact]
    public async Task When_the_quarantine_cannot_be_written_the_load_is_refused_and_leaves_nothing()
    {
        var progress = new Reaction(report =>
        {
            if (report.Step is LoadStep.Surveying && Directory.Exists(_fixture.LoadFolder))
            {
                Directory.Delete(_fixture.LoadFolder, recursive: true);
            }
        });
        var refused = await Assert.ThrowsAsync<Refusal>(() => _fixture.LoadAsync("a\nx\n", new TableSchema([Column("a", ColumnType.Integer)]), progress));
        Assert.Equal("load.no-room", refused.Code);
        Assert.Empty(_fixture.FilesLeft);
    }

    [Fact]
    public async Task Progress_goes_from_survey_over_typing_to_profile_and_never_back()
    {
        var reports = new List<LoadProgress>();
        using var result = await _fixture.LoadAsync(LongText(), null, new Reaction(reports.Add));
        Assert.Equal([LoadStep.Surveying, LoadStep.Typing, LoadStep.Profiling], reports.Select(r => r.Step).Distinct());
        Assert.All(reports, report => Assert.InRange(report.Done, 0, report.Total!.Value));
        Assert.Equal(reports.Select(r => r.Step).Order(), reports.Select(r => r.Step));
    }

    [Fact]
    public async Task A_result_that_nobody_takes_over_deletes_its_files()
    {
        using (await _fixture.LoadAsync("a\nx\n", new TableSchema([Column("a", ColumnType.Integer)])))
        {
            Assert.Equal(2, _fixture.FilesLeft.Length);
        }

        Assert.Empty(_fixture.FilesLeft);
    }

    private static string LongText()
    {
        var text = new StringBuilder("序号,名称\n");
        for (var i = 0; i < 100_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},单位{i}\n");
        }

        return text.ToString();
    }

    private sealed class Reaction(Action<LoadProgress> react) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value)
        {
            lock (this)
            {
                react(value);
            }
        }
    }
}

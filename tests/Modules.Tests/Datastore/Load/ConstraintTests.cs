using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Datastore.Load.LoadFixture;

namespace Gongxin.Modules.Tests.Datastore.Load;

public sealed class ConstraintTests : IDisposable
{
    private readonly LoadFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    public static TheoryData<ColumnSchema, string, string, string> Broken => new()
    {
        { Column("a", ColumnType.Text) with { Required = true }, "甲", "", "cell.required" },
        { Column("a", ColumnType.Integer) with { Required = true }, "1", "-", "cell.required" },
        { Column("a", ColumnType.Text) with { MinLength = 2 }, "甲乙", "甲", "cell.too-short" },
        { Column("a", ColumnType.Text) with { MaxLength = 2 }, "𠀀乙", "甲乙丙", "cell.too-long" },
        { Column("a", ColumnType.Integer) with { Minimum = "0" }, "0", "-1", "cell.out-of-range" },
        { Column("a", ColumnType.Decimal, 5, 2) with { Maximum = "99.5" }, "99.50", "99.51", "cell.out-of-range" },
        { Column("a", ColumnType.Number) with { Minimum = "-1e3", Maximum = "1e3" }, "1000", "1000.5", "cell.out-of-range" },
        { Column("a", ColumnType.Date) with { Minimum = "1949-10-01" }, "1949年10月1日", "1949-09-30", "cell.out-of-range" },
        { Column("a", ColumnType.YearMonth) with { Maximum = "2024-03" }, "2024-03", "2024-04", "cell.out-of-range" },
        { Column("a", ColumnType.Text) with { Pattern = "[0-9A-Z]{3}|-" }, "A1B", "xA1B", "cell.pattern" },
        { Column("a", ColumnType.Text) with { Enum = ["男", "女"] }, "女", "男性", "cell.not-in-list" },
        { Column("a", ColumnType.Integer) with { Enum = ["1", "2"] }, "２", "3", "cell.not-in-list" },
        { Column("a", ColumnType.Integer) with { Pattern = "[1-9][0-9]{2}" }, "100", "1000", "cell.pattern" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_cell_that_breaks_a_constraint_goes_to_quarantine_and_one_at_its_edge_does_not(ColumnSchema column, string good, string bad, string code)
    {
        var table = await _fixture.LoadTableAsync($"a,b\n\"{good}\",x\n\"{bad}\",y\n", new TableSchema([column, Column("b", ColumnType.Text)]));
        Assert.Equal([$"3|a|{code}|{bad}"], _fixture.Rows(table.QuarantineFile!));
        Assert.Equal((1, 0, 1), ((int)table.Quality.Columns[0].Filled, (int)table.Quality.Columns[0].Missing, (int)table.Quality.Columns[0].Quarantined));
        Assert.EndsWith("|∅|y", _fixture.Rows(table.DataFile)[1], StringComparison.Ordinal);
        Assert.Equal(1, table.FindingCounts[code]);
    }

    [Fact]
    public async Task A_missing_cell_breaks_no_constraint_but_required()
    {
        var column = Column("a", ColumnType.Text) with { MinLength = 3, Pattern = "x+", Enum = ["xxx"], Unique = true };
        var table = await _fixture.LoadTableAsync("a,b\n,1\n,2\nxxx,3\n", new TableSchema([column, Column("b", ColumnType.Integer)]));
        Assert.Null(table.QuarantineFile);
        Assert.Equal(2, table.Quality.Columns[0].Missing);
    }

    [Fact]
    public async Task Of_equal_values_in_a_unique_column_the_first_stays()
    {
        var schema = new TableSchema([Column("码", ColumnType.Text) with { Unique = true }, Column("号", ColumnType.Integer) with { Unique = true }, Column("名", ColumnType.Text)]);
        var table = await _fixture.LoadTableAsync("码,号,名\nA,1,甲\nB,01,乙\nA,2,丙\nA,2,丁\nC,x,戊\n", schema);
        Assert.Equal(["2|A|1|甲", "3|B|∅|乙", "4|∅|2|丙", "5|∅|∅|丁", "6|C|∅|戊"], _fixture.Rows(table.DataFile));
        Assert.Equal(
            ["3|号|cell.duplicate|1", "4|码|cell.duplicate|A", "5|号|cell.duplicate|2", "5|码|cell.duplicate|A", "6|号|cell.not-an-integer|x"],
            _fixture.Rows(table.QuarantineFile!));
        Assert.Equal([3L, 4, 5, 5, 6], table.Findings.Select(f => f.Row!.Value));
        Assert.Equal(4, table.FindingCounts["cell.duplicate"]);
        Assert.Equal(2, _fixture.FilesLeft.Length);
    }

    [Fact]
    public async Task A_primary_key_of_one_column_is_unique_and_required()
    {
        var schema = new TableSchema([Column("码", ColumnType.Text), Column("名", ColumnType.Text)]) { PrimaryKey = ["码"] };
        var table = await _fixture.LoadTableAsync("码,名\nA,甲\n,乙\nA,丙\n", schema);
        Assert.Equal(["3|码|cell.required|", "4|码|cell.duplicate|A"], _fixture.Rows(table.QuarantineFile!));
    }

    [Fact]
    public async Task Many_duplicates_are_found_and_the_order_stays()
    {
        var text = "码\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"K{i % 20_000}\n"));
        var table = await _fixture.LoadTableAsync(text, new TableSchema([Column("码", ColumnType.Text) with { Unique = true }]));
        Assert.Equal(40_000, table.CellsQuarantined);
        Assert.Equal(20_000, table.Quality.Columns[0].Distinct);
        Assert.Equal(60_000L, _fixture.Scalar(
            $"SELECT count(*) FROM (SELECT *, row_number() OVER () AS n FROM read_parquet({Sql.Literal(table.DataFile)})) WHERE n = _row - 1 AND (码 IS NULL) = (n > 20000)"));
    }

    public static TheoryData<ColumnSchema> Invalid =>
    [
        Column("a", ColumnType.Text) with { Pattern = "(" },
        Column("a", ColumnType.Text) with { Pattern = "(?=x)x" },
        Column("a", ColumnType.Text) with { Minimum = "1" },
        Column("a", ColumnType.Boolean) with { Maximum = "true" },
        Column("a", ColumnType.Integer) with { Minimum = "one" },
        Column("a", ColumnType.Date) with { Enum = ["2024-02-30"] },
    ];

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task A_constraint_that_cannot_be_checked_refuses_the_file(ColumnSchema column)
    {
        var refused = await Assert.ThrowsAsync<TabularException>(() => _fixture.LoadAsync("a\nx\n", new TableSchema([column])));
        Assert.Equal(("schema.invalid", "a"), (refused.Finding.Code, refused.Finding.Column));
        Assert.Empty(_fixture.FilesLeft);
    }

    [Fact]
    public async Task A_pattern_that_would_take_for_ever_with_back_tracking_does_not()
    {
        var column = Column("a", ColumnType.Text) with { Pattern = "(x+x+)+y" };
        var table = await _fixture.LoadTableAsync($"a\n{new string('x', 5_000)}\n", new TableSchema([column]));
        Assert.Equal(1, table.CellsQuarantined);
    }
}

using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Load.PersonalData;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Load;

// Goal: what the load finds while it types is what stands in the files that it writes.
public sealed class PersonalDataInLoadTests : IDisposable
{
    private const string IdentityNumber = "11010519491231002X";
    private readonly LoadFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Cells_are_counted_by_column_and_kind()
    {
        var table = await _fixture.LoadTableAsync($"name,phone,note\na,13800138000,x\nb,13900139000,{IdentityNumber}\nc,12345678901,-\n");
        Assert.Equal(
            [("phone", PersonalDataKind.MobileNumber, 2, 3), ("note", PersonalDataKind.IdentityNumber, 1, 1)],
            table.PersonalData.Columns.Select(c => (c.Column, c.Kind, c.Cells, c.Candidates)));
        Assert.Equal(["138*****000", "139*****000"], table.PersonalData.Columns[0].Examples);
    }

    [Fact]
    public async Task A_table_without_any_says_nothing() =>
        Assert.Empty((await _fixture.LoadTableAsync("code,day,amount\n001,2024-01-31,13800138000.25\n002,2024-02-01,2\n")).PersonalData.Columns);

    // Whole numbers of both widths, texts, cells of every type that are set aside, and duplicates, which are taken out afterwards.
    [Fact]
    public async Task The_written_files_hold_what_was_found()
    {
        var schema = new TableSchema(
        [
            LoadFixture.Column("id", ColumnType.Text) with { Unique = true },
            LoadFixture.Column("whole", ColumnType.Integer) with { Unique = true },
            LoadFixture.Column("wide", ColumnType.Decimal, 30, 0),
            LoadFixture.Column("scaled", ColumnType.Decimal, 18, 2),
            LoadFixture.Column("day", ColumnType.Date),
            LoadFixture.Column("text", ColumnType.Text) with { MaxLength = 20 },
        ]);
        var random = new Random(7);
        string[] cells =
        [
            "", "-", "1", "7", "2024-01-31", "13800138000", "13,900,139,000", "12800138000", "1.5", "138 0013 8000", "１３８００１３８０００", "4111111111111111",
            "6222021234567890123", "9999999999999999999", "99999999999999999999", IdentityNumber, $"申请人{IdentityNumber}，电话13800138000", "AKIAIOSFODNN7EXAMPLE",
        ];
        var rows = Enumerable.Range(0, 5000).Select(_ => string.Join(',', schema.Columns.Select(_ => $"\"{cells[random.Next(cells.Length)]}\"")));
        var table = await _fixture.LoadTableAsync($"{string.Join(',', schema.Columns.Select(c => c.Name))}\n{string.Join('\n', rows)}\n", schema);
        Assert.NotNull(table.QuarantineFile);
        Assert.Equal(["id", "whole", "wide", "scaled", "day", "text"], table.PersonalData.Columns.Select(c => c.Column).Distinct());

        using var connection = _fixture.DuckDb.OpenConnection();
        var written = new PersonalDataPass(connection, table.Schema, CancellationToken.None).Run(table.DataFile, table.QuarantineFile);
        Assert.Equal(Counts(written), Counts(table.PersonalData));
    }

    private static IEnumerable<(string Column, PersonalDataKind Kind, long Cells, long Candidates)> Counts(PersonalDataScan scan) =>
        scan.Columns.Select(c => (c.Column, c.Kind, c.Cells, c.Candidates));
}

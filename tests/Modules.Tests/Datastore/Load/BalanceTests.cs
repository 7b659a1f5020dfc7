using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Load;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Load;

/// <summary>What happens when a table is not the same in both passes: nothing is given back.</summary>
public sealed class BalanceTests : IDisposable
{
    private readonly LoadFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("1|2|3", "1|2", "rows read")]
    [InlineData("1|2|3", "1|2|", "missing cells of a")]
    [InlineData("1|2|3", "1|2|x", "misfits of a")]
    public void A_second_pass_that_counts_differently_is_refused(string first, string second, string difference)
    {
        var failure = Assert.Throws<LoadBalanceException>(() => Load(new FickleTable(first.Split('|'), second.Split('|'))));
        Assert.Contains(difference, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_fixture.FilesLeft);
    }

    [Fact]
    public void A_second_pass_that_reads_the_same_is_accepted() => Assert.Equal(2, Load(new FickleTable(["1", "2"], ["1", "2"])).RowsLoaded);

    [Fact]
    public void A_fault_that_shows_in_the_second_pass_reaches_the_caller_as_itself()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Load(new FickleTable(["1"], null)));
        Assert.Equal("file.cut-off", Assert.IsType<TabularException>(failure.InnerException ?? failure).Finding.Code);
        Assert.Empty(_fixture.FilesLeft);
    }

    private LoadedTable Load(TabularTable table)
    {
        using var connection = _fixture.DuckDb.OpenConnection();
        using var files = new LoadFiles(_fixture.Settings);
        var given = new TableSchema([LoadFixture.Column("a", ColumnType.Integer)]);
        return new TableLoad(connection, files, table, new LoadReport(null, null), CancellationToken.None).Run(given, 10);
    }

    private sealed class FickleTable(string[] first, string[]? second) : TabularTable
    {
        private int _opened;

        public override string Name => "";
        public override IReadOnlyList<string> Columns => ["a"];
        public override IReadOnlyList<Finding> HeaderFindings => [];

        public override RowReader OpenRows() => new Rows(_opened++ == 0 ? first : second);

        private sealed class Rows(string[]? cells) : RowReader
        {
            public override long BytesRead => 0;

            public override bool Read(CellBatch batch, CancellationToken ct)
            {
                batch.Clear();
                if (cells is null)
                {
                    throw new TabularException(new Finding(2, null, FindingCodes.FileCutOff));
                }

                for (; RowsRead < cells.Length; RowsRead++)
                {
                    batch.AddRow(RowsRead + 2);
                    batch.SetCell(0, System.Text.Encoding.UTF8.GetBytes(cells[RowsRead]));
                }

                return batch.RowCount > 0;
            }
        }
    }
}

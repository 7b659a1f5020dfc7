using System.Data;
using System.Data.Common;

namespace Gongxin.DuckDb;

/// <summary>A snapshot transaction; rolled back unless committed.</summary>
public sealed class DuckDBTransaction : DbTransaction
{
    private readonly DuckDBConnection _connection;
    private bool _ended;

    internal DuckDBTransaction(DuckDBConnection connection)
    {
        _connection = connection;
        connection.Execute("BEGIN TRANSACTION");
    }

    public override IsolationLevel IsolationLevel => IsolationLevel.Snapshot;
    protected override DbConnection DbConnection => _connection;

    public override void Commit() => End("COMMIT");

    public override void Rollback() => End("ROLLBACK");

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended && _connection.State == ConnectionState.Open)
        {
            Rollback();
        }

        base.Dispose(disposing);
    }

    private void End(string sql)
    {
        if (_ended)
        {
            throw new InvalidOperationException("The transaction has ended.");
        }

        _ended = true;
        _connection.Execute(sql);
    }
}

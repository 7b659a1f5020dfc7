using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Gongxin.Bench.Programs;

// The least that a subject by its code costs: one indexed read of the same database with a prepared statement, and the same number of bytes.
internal sealed class BareRead(string database, byte[] answer) : IDisposable
{
    private readonly ConcurrentBag<SqliteCommand> _idle = [];

    public async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var command = _idle.TryTake(out var kept) ? kept : Open();
        command.Parameters[0].Value = path[(path.LastIndexOf('/') + 1)..];
        using (var row = command.ExecuteReader())
        {
            if (!row.Read() || row.GetString(1).Length == 0)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }

        _idle.Add(command);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    public void Dispose()
    {
        foreach (var command in _idle)
        {
            command.Connection!.Dispose();
            command.Dispose();
        }
    }

    private SqliteCommand Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = """SELECT "Uscc", "Name", "Kind", "State", "Region" FROM "registry_subject" WHERE "Uscc" = $code""";
        command.Parameters.AddWithValue("$code", "");
        command.Prepare();
        return command;
    }
}

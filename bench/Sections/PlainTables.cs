using Gongxin.Catalogue.Search;
using Gongxin.Kernel.Text;
using Microsoft.Data.Sqlite;

namespace Gongxin.Bench.Sections;

// The texts of datasets in SQLite, as they stand and as tokens for FTS5.
internal sealed class PlainTables : IDisposable
{
    private readonly SqliteConnection _connection;

    public PlainTables(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE plain (id INTEGER PRIMARY KEY, title TEXT, body TEXT); CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='ascii');");
    }

    public void Dispose() => _connection.Dispose();

    public void Add(IEnumerable<SearchDocument> documents)
    {
        using var transaction = _connection.BeginTransaction();
        using var plain = Command("INSERT INTO plain (title, body) VALUES ($a, $b)", ("$a", ""), ("$b", ""));
        using var words = Command("INSERT INTO words (rowid, title, body) VALUES (last_insert_rowid(), $a, $b)", ("$a", ""), ("$b", ""));
        plain.Transaction = words.Transaction = transaction;
        foreach (var document in documents)
        {
            var title = $"{document.Title} {document.TitleEn}";
            var body = string.Join(' ', document.Columns.SelectMany(c => c.Values.Prepend(c.Name)).Prepend(document.Summary).Prepend(document.Provider));
            (plain.Parameters[0].Value, plain.Parameters[1].Value) = (title, body);
            plain.ExecuteNonQuery();
            (words.Parameters[0].Value, words.Parameters[1].Value) = (SearchTokens.ForFts5(title), SearchTokens.ForFts5(body));
            words.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Ready() => Run("INSERT INTO words(words) VALUES ('optimize'); ANALYZE;");

    // How long the total and the first twenty take.
    public double Like(string typed) => Time(
        "SELECT count(*) FROM plain WHERE title LIKE $q OR body LIKE $q",
        "SELECT id, title FROM plain WHERE title LIKE $q OR body LIKE $q ORDER BY title LIKE $q DESC, id DESC LIMIT 20",
        $"%{typed}%");

    public double Fts(string typed) => Time(
        "SELECT count(*) FROM words WHERE words MATCH $q",
        "SELECT plain.id, plain.title FROM words JOIN plain ON plain.id = words.rowid WHERE words MATCH $q ORDER BY bm25(words, 10, 1) LIMIT 20",
        SearchQuery.Parse(typed).ToFts5());

    private double Time(string count, string page, string question)
    {
        var started = TimeProvider.System.GetTimestamp();
        foreach (var sql in new[] { count, page })
        {
            using var command = Command(sql, ("$q", question));
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                reader.GetValue(0);
            }
        }

        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}

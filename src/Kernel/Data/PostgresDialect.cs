using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Gongxin.Kernel.Data;

internal sealed class PostgresDialect : Dialect
{
    public static PostgresDialect Instance { get; } = new();

    public override Task LockAsync(PlatformDb db, string name, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);

    public override async Task<long> BulkWriteAsync<T>(PlatformDb db, IEnumerable<T> rows, CancellationToken ct)
    {
        var columns = ColumnsOf<T>(db);
        var connection = (NpgsqlConnection)await OpenAsync(db, ct);
        var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) FROM STDIN (FORMAT BINARY)", ct);

        var count = 0L;
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in columns)
            {
                if (column.ValueOf(row) is { } value)
                {
                    await copy.WriteAsync(value, WithoutLength(column.StoreType), ct);
                }
                else
                {
                    await copy.WriteNullAsync(ct);
                }
            }

            count++;
        }

        await copy.CompleteAsync(ct);
        return count;
    }

    public override async Task BackUpAsync(PlatformDb db, string folder, CancellationToken ct)
    {
        var connection = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());
        var dump = new ProcessStartInfo("pg_dump")
        {
            ArgumentList =
            {
                "--format=custom", "--no-owner", $"--file={Path.Combine(folder, "gongxin.dump")}",
                $"--host={connection.Host}", $"--port={connection.Port}", $"--username={connection.Username}", connection.Database!,
            },
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        dump.Environment["PGPASSWORD"] = connection.Password;

        using var process = Process.Start(dump) ?? throw new InvalidOperationException("pg_dump did not start.");
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"pg_dump ended with {process.ExitCode}: {errors}");
        }
    }

    // "character varying(40)" is a column's type; a value's type has no length.
    private static string WithoutLength(string storeType)
    {
        var bracket = storeType.IndexOf('(', StringComparison.Ordinal);
        return bracket < 0 ? storeType : storeType[..bracket];
    }
}

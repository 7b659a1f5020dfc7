using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Gongxin.Kernel.Data;

internal sealed class PostgresDialect : Dialect
{
    private const string FileName = "gongxin.dump";

    public static PostgresDialect Instance { get; } = new();

    public override Task LockAsync(PlatformDb db, string name, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);

    // Primary keys bear the name that the model gives them by convention.
    public override bool IsKeyTaken(DbUpdateException failure) =>
        failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } taken
        && taken.ConstraintName?.StartsWith("PK_", StringComparison.Ordinal) is true;

    public override Task FreeMigrationLockAsync(PlatformDb db, CancellationToken ct) => Task.CompletedTask;

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

    public override Task BackUpAsync(PlatformDb db, string folder, CancellationToken ct) =>
        RunAsync(db, "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={Path.Combine(folder, FileName)}"], ct);

    public override async Task RestoreAsync(PlatformDb db, string folder, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(ct))
        {
            await creator.CreateAsync(ct);
        }

        await RunAsync(
            db, "pg_restore", ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", Path.Combine(folder, FileName)], ct);
    }

    // The tools of PostgreSQL take the password from their environment, never from the command line, which others can see.
    private static async Task RunAsync(PlatformDb db, string tool, IEnumerable<string> args, CancellationToken ct)
    {
        var configured = db.GetService<IDbContextOptions>().Extensions.OfType<RelationalOptionsExtension>().Single().ConnectionString;
        var connection = new NpgsqlConnectionStringBuilder(configured);
        var start = new ProcessStartInfo(tool, args) { UseShellExecute = false, RedirectStandardError = true };
        start.ArgumentList.Add($"--dbname={connection.Database}");
        start.Environment["PGHOST"] = connection.Host;
        start.Environment["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = connection.Username;
        start.Environment["PGPASSWORD"] = connection.Password;
        start.Environment["PGSSLMODE"] = connection.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
            {
                throw new Refusal("backup.tool-failed", StatusCodes.Status409Conflict, tool, errors.Trim());
            }
        }
        catch (Win32Exception)
        {
            throw new Refusal("backup.tool-missing", StatusCodes.Status409Conflict, tool);
        }
    }

    // "character varying(40)" is a column's type; a value's type has no length.
    private static string WithoutLength(string storeType)
    {
        var bracket = storeType.IndexOf('(', StringComparison.Ordinal);
        return bracket < 0 ? storeType : storeType[..bracket];
    }
}

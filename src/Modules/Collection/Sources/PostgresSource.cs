using System.Data;
using System.Net.Sockets;
using System.Text;
using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Text;
using Npgsql;
using NpgsqlTypes;

namespace Gongxin.Collection.Sources;

// Asks a PostgreSQL server with one SELECT, and writes what it answers as CSV, every value as the server itself writes it. It is wrapped
// into another SELECT that bounds its rows, so that it can be nothing else, and runs in a transaction that only reads.
internal sealed class PostgresSource(PlatformSettings settings)
{
    public const int RowsMax = 100_000;

    private const int CharsMax = 100_000;
    private const int ConnectSeconds = 15;
    private const int StatementSeconds = 45;
    private const string SignInFailed = "28";
    private const string Cancelled = "57014";

    public async Task<Stream> SelectAsync(CollectionSource source, SubmissionAsked asked, string? password, CancellationToken ct)
    {
        var (host, port, database) = SourceDesk.Server(source.Address)!.Value;
        try
        {
            var addresses = await PublicAddresses.ResolveAsync(host, settings.SourcesToPrivateAddresses, ct);
            await using var server = Connect(addresses, host, port, database, source.UserName!, password);
            await using var connection = await server.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = new NpgsqlCommand($"SELECT * FROM (\n{source.Query}\n) AS gongxin LIMIT {RowsMax + 1}", connection, transaction) { AllResultTypesAreUnknown = true };
            command.Parameters.Add(new NpgsqlParameter { Value = asked.Period.Code, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new NpgsqlParameter { Value = asked.Period.FirstOn, NpgsqlDbType = NpgsqlDbType.Date });
            command.Parameters.Add(new NpgsqlParameter { Value = asked.Period.LastOn, NpgsqlDbType = NpgsqlDbType.Date });
            await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
            return await WriteAsync(rows, ct);
        }
        catch (PostgresException fault)
        {
            throw fault.SqlState.StartsWith(SignInFailed, StringComparison.Ordinal) ? CollectionRefusals.SourceNotReached("sign-in")
                : fault.SqlState == Cancelled ? CollectionRefusals.SourceNotReached("timeout")
                : CollectionRefusals.SourceQueryFailed(fault.SqlState);
        }
        catch (NpgsqlException fault)
        {
            throw CollectionRefusals.SourceNotReached(FetchSource.WhyOf(fault));
        }
        catch (AddressNotPublicException fault)
        {
            throw CollectionRefusals.SourceNotReached(FetchSource.WhyOf(fault));
        }
        catch (SocketException fault)
        {
            throw CollectionRefusals.SourceNotReached(FetchSource.WhyOf(fault));
        }
    }

    // By the addresses that were looked at; the certificate is compared with the name. Inside a closed network a server may have none.
    private NpgsqlDataSource Connect(System.Net.IPAddress[] addresses, string host, int port, string database, string user, string? password)
    {
        var inner = settings.SourcesToPrivateAddresses && !addresses.All(PublicAddresses.Has);
        var builder = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder
        {
            Host = addresses[0].ToString(), Port = port, Database = database, Username = user, Password = password, Pooling = false, Timeout = ConnectSeconds, CommandTimeout = StatementSeconds,
            SslMode = inner ? SslMode.Prefer : SslMode.VerifyFull, ApplicationName = "gongxin", PersistSecurityInfo = false,
            Options = $"-c default_transaction_read_only=on -c statement_timeout={StatementSeconds * 1000} -c lock_timeout=5000 -c DateStyle=ISO -c IntervalStyle=iso_8601",
        }.ConnectionString);
        builder.UseSslClientAuthenticationOptionsCallback(options => options.TargetHost = host);
        return builder.Build();
    }

    private static async Task<Stream> WriteAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        var csv = new MemoryStream();
        var buffer = new char[CharsMax];
        await using var writer = new StreamWriter(csv, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(string.Join(',', Enumerable.Range(0, rows.FieldCount).Select(i => CsvCell.Of(rows.GetName(i)))));
        for (var count = 1; await rows.ReadAsync(ct); count++)
        {
            if (count > RowsMax || csv.Length > FetchSource.BytesMax)
            {
                throw CollectionRefusals.SourceTooLarge(RowsMax, FetchSource.BytesMax >> 20);
            }

            for (var i = 0; i < rows.FieldCount; i++)
            {
                await writer.WriteAsync($"{(i == 0 ? "" : ",")}{CsvCell.Of(await rows.IsDBNullAsync(i, ct) ? null : await TextAsync(rows, i, buffer, ct))}".AsMemory(), ct);
            }

            await writer.WriteLineAsync();
        }

        await writer.FlushAsync(ct);
        csv.Position = 0;
        return csv;
    }

    // Read as far as a value may be long, so that one value cannot take all memory.
    private static async Task<string> TextAsync(NpgsqlDataReader rows, int column, char[] buffer, CancellationToken ct)
    {
        using var reader = await rows.GetTextReaderAsync(column, ct);
        var length = await reader.ReadBlockAsync(buffer.AsMemory(), ct);
        return length < buffer.Length ? new string(buffer, 0, length) : throw CollectionRefusals.SourceTooLarge(RowsMax, FetchSource.BytesMax >> 20);
    }
}

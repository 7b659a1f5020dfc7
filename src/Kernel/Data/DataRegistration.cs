using System.Globalization;
using System.Runtime.CompilerServices;
using Gongxin.Kernel.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Data;

/// <summary>Wires the database that the settings name.</summary>
public static class DataRegistration
{
    public const string SqliteMigrations = "Gongxin.Migrations.Sqlite";
    public const string PostgresMigrations = "Gongxin.Migrations.Postgres";

    // A list that is asked for is one parameter. As one for each value, EF would write the statement anew every time.
    private const ParameterTranslationMode Lists = ParameterTranslationMode.Parameter;

    // So long a writer of SQLite waits for the others.
    private const int WaitSeconds = 60;

    public static IServiceCollection AddPlatformDb(this IServiceCollection services)
    {
        services.AddSingleton<ModelAssemblies>();
        services.AddSingleton<PublicRevision>();
        services.AddSingleton<RevisionOfCommits>();

        // From a pool: what EF builds for a context costs a request as much as its query.
        services.AddPooledDbContextFactory<PlatformDb>((provider, options) =>
        {
            Configure(options, provider.GetRequiredService<PlatformSettings>(), provider.GetRequiredService<ModelAssemblies>());
            options.AddInterceptors(provider.GetRequiredService<RevisionOfCommits>());
        });
        services.AddScoped(Lend);
        return services;
    }

    public static void Configure(DbContextOptionsBuilder options, PlatformSettings settings, ModelAssemblies models)
    {
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new ModelExtension(models));
        if (settings.UsesPostgres)
        {
            options.UseNpgsql(settings.Database, npgsql => npgsql.MigrationsAssembly(PostgresMigrations).UseParameterizedCollectionMode(Lists));
        }
        else
        {
            var connection = new SqliteConnectionStringBuilder
            {
                DataSource = settings.SqliteFile,
                ForeignKeys = true,
                DefaultTimeout = WaitSeconds,
            };
            options.UseSqlite(connection.ConnectionString, sqlite => sqlite.MigrationsAssembly(SqliteMigrations).UseParameterizedCollectionMode(Lists));
            options.AddInterceptors(SqlitePragmas.Instance);
        }
    }

    // The pool gives a context back as EF made it; what is ours begins anew.
    private static PlatformDb Lend(IServiceProvider provider)
    {
        var db = provider.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContext();
        db.WritesUnseen = false;
        return db;
    }

    // WAL lets readers and one writer work at once; FULL makes a commit that was acknowledged survive a power cut. Writers wait for one
    // another inside SQLite, which looks again after milliseconds: the provider itself would sleep for 150 each time. A connection of the
    // pool keeps what was set, and EF opens one for every query.
    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        private readonly ConditionalWeakTable<object, object> _set = [];

        public static SqlitePragmas Instance { get; } = new();

        public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData) =>
            Set(connection);

        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private void Set(System.Data.Common.DbConnection connection)
        {
            // EF looks read-only whether the file is there; setting the journal would write.
            if (!_set.TryAdd(((SqliteConnection)connection).Handle!, this)
                || new SqliteConnectionStringBuilder(connection.ConnectionString).Mode is SqliteOpenMode.ReadOnly)
            {
                return;
            }

            using var command = connection.CreateCommand();
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout={WaitSeconds * 1000};");
            command.ExecuteNonQuery();
        }
    }
}

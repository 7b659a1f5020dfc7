using Gongxin.Host.Composition;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gongxin.Architecture.Tests;

// Rules 6 and 7, on both engines: names, lengths and walls in the model; migrations that are up to date and equal.
public sealed class ModelTests
{
    public static TheoryData<string> Engines => ["sqlite", "postgres"];

    [Theory, MemberData(nameof(Engines))]
    public void Every_table_is_named_and_bounded(string engine)
    {
        using var db = Open(engine);
        Assert.NotEmpty(db.Model.GetEntityTypes());
        Assert.Empty(db.Model.GetEntityTypes().SelectMany(Faults));
    }

    [Theory, MemberData(nameof(Engines))]
    public void Migrations_are_up_to_date_with_the_model(string engine)
    {
        using var db = Open(engine);
        Assert.False(db.Database.HasPendingModelChanges(), "Run build/migration NAME.");
    }

    [Fact]
    public void Both_chains_have_the_same_migrations() => Assert.Equal(Names("Sqlite"), Names("Postgres"));

    [Fact]
    public void The_rule_sees_what_a_map_forgets()
    {
        using var db = new Planted(new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options);
        var faults = db.Model.GetEntityTypes().SelectMany(Faults).ToList();
        Assert.Contains(faults, f => f.Contains("no module_noun"));
        Assert.Contains(faults, f => f.Contains("Note has no length"));
        Assert.Contains(faults, f => f.Contains("index without"));
        Assert.Contains(faults, f => f.Contains("Kind is stored as a number"));
    }

    private static IEnumerable<string> Faults(IEntityType entity)
    {
        var table = entity.GetTableName() ?? "";
        var module = entity.ClrType.Assembly.GetName().Name!.Replace("Gongxin.", "", StringComparison.Ordinal).ToLowerInvariant();
        string[] prefixes = module == "kernel" ? ["kernel_", "ledger_"] : [module + "_"];
        if (!prefixes.Any(p => table.StartsWith(p, StringComparison.Ordinal)))
        {
            yield return $"{entity.ClrType.Name}: table {table} is no module_noun of {module}.";
        }

        foreach (var property in entity.GetProperties())
        {
            var stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            if (stored == typeof(string) && property.GetMaxLength() is null)
            {
                yield return $"{entity.ClrType.Name}.{property.Name} has no length.";
            }

            if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum && stored != typeof(string))
            {
                yield return $"{entity.ClrType.Name}.{property.Name} is stored as a number.";
            }
        }

        foreach (var index in entity.GetIndexes().Where(i => !(i.GetDatabaseName() ?? "").StartsWith("ix_" + table, StringComparison.Ordinal)))
        {
            yield return $"{entity.ClrType.Name}: an index without a name of ours: {index.GetDatabaseName()}.";
        }

        foreach (var key in entity.GetForeignKeys().Where(k => k.PrincipalEntityType.ClrType.Assembly != entity.ClrType.Assembly))
        {
            yield return $"{entity.ClrType.Name} has a relation to {key.PrincipalEntityType.ClrType.Name} of another module.";
        }

        if (entity.ClrType.IsSubclassOf(typeof(Aggregate)) && entity.FindProperty(nameof(Aggregate.Version)) is not { IsConcurrencyToken: true })
        {
            yield return $"{entity.ClrType.Name} is an aggregate without a version.";
        }
    }

    private static PlatformDb Open(string engine)
    {
        var settings = new PlatformSettings { DataFolder = Path.GetTempPath(), Database = engine == "postgres" ? "Host=localhost;Database=none" : "" };
        var models = new ServiceCollection().AddNode(settings).BuildServiceProvider().GetRequiredService<ModelAssemblies>();
        var options = new DbContextOptionsBuilder<PlatformDb>();
        DataRegistration.Configure(options, settings, models);
        return new PlatformDb(options.Options);
    }

    private static IEnumerable<string> Names(string engine) =>
        Repository.Files($"src/Migrations.{engine}/Chain", "*.cs")
            .Select(Path.GetFileNameWithoutExtension).Where(n => char.IsAsciiDigit(n![0]) && !n.EndsWith(".Designer", StringComparison.Ordinal))
            .Select(n => n!.Split('_')[1]);

    private sealed class Planted(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Thing>().ToTable("things").HasIndex(t => t.Note).HasDatabaseName("whatever");

        private sealed class Thing
        {
            public int Id { get; set; }
            public string Note { get; set; } = "";
            public DayOfWeek Kind { get; set; }
        }
    }
}

using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gongxin.Kernel.Data;

/// <summary>
/// The one database of a node, composed from the maps of all modules, so that one transaction can hold a business
/// change, its audit row, its outbox row and its queued ledger entry. Modules see only their own tables through a
/// <see cref="ModuleDb"/>.
/// </summary>
public sealed class PlatformDb(DbContextOptions<PlatformDb> options) : DbContext(options)
{
    private readonly ModelAssemblies _models = options.GetExtension<ModelExtension>().Models;

    /// <summary>True while nothing is written that a kept page or answer shows: such a commit begins no new <see cref="PublicRevision"/>.</summary>
    public bool WritesUnseen { get; set; }

    public Dialect Dialect => field ??= Dialect.For(Database);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // Some have only ids, which is worth no warning.
        foreach (var assembly in _models.All.Where(a => a.GetTypes().Any(IsMap)))
        {
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        }

        foreach (var aggregate in modelBuilder.Model.GetEntityTypes().Where(e => e.ClrType.IsSubclassOf(typeof(Aggregate))))
        {
            aggregate.GetProperty(nameof(Aggregate.Version)).IsConcurrencyToken = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

        foreach (var id in _models.All.SelectMany(a => a.GetTypes()).Where(IdJson.IsId))
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        }
    }

    private static bool IsMap(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>));

    // Instants are UTC by convention: SQLite gives them back without a kind, PostgreSQL demands one.
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        at => at.Kind == DateTimeKind.Utc ? at : at.ToUniversalTime(),
        at => DateTime.SpecifyKind(at, DateTimeKind.Utc));

    private sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => From<TId>(value))
        where TId : struct, IId<TId>;

    private static TId From<TId>(Guid value)
        where TId : struct, IId<TId> => TId.From(value);
}

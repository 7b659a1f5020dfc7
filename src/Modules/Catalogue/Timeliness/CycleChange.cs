using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Timeliness;

internal readonly record struct CycleChangeId(Guid Value) : IId<CycleChangeId>
{
    public static CycleChangeId From(Guid value) => new(value);
}

// That a dataset promised another cycle from a day on; null for none.
internal sealed class CycleChange
{
    public required CycleChangeId Id { get; init; }
    public required DatasetId DatasetId { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public required DateTime ChangedAt { get; init; }

    public static CycleChange Of(DatasetId dataset, string? before, string? after, DateTime now) =>
        new() { Id = IId<CycleChangeId>.New(), DatasetId = dataset, Before = before, After = after, ChangedAt = now };

    // The cycle of a day, by changes in order; of two on one day the later holds. Without any, what holds now held always.
    public static string? HeldOn(IReadOnlyList<CycleChange> changes, string? now, DateOnly day) =>
        changes.Count == 0 ? now
        : changes.LastOrDefault(c => LegalZone.LegalDay(c.ChangedAt) <= day) is { } last ? last.After
        : changes[0].Before;

    internal sealed class Map : IEntityTypeConfiguration<CycleChange>
    {
        public void Configure(EntityTypeBuilder<CycleChange> change)
        {
            change.ToTable("catalogue_cycle_change");
            change.HasKey(c => c.Id);
            change.Property(c => c.Before).HasMaxLength(UpdatePromises.CycleMax);
            change.Property(c => c.After).HasMaxLength(UpdatePromises.CycleMax);
            change.HasIndex(c => new { c.DatasetId, c.ChangedAt }).HasDatabaseName("ix_catalogue_cycle_change_dataset");
        }
    }
}

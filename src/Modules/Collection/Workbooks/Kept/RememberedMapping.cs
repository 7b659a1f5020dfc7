using System.Text.Json;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks.Mapping;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Workbooks.Kept;

internal readonly record struct RememberedMappingId(Guid Value) : IId<RememberedMappingId>
{
    public static RememberedMappingId From(Guid value) => new(value);
}

// A mapping that a person confirmed. It never changes: what was read with it can be read so again; another choice is another
// mapping, and a forgotten one is only not offered any more.
internal sealed class RememberedMapping : Aggregate
{
    public const int NameMax = 200;
    public const int ContentMax = 2_000_000;

    private RememberedMapping()
    {
    }

    public RememberedMappingId Id { get; private init; }
    public string Template { get; private init; } = "";
    public string Name { get; private init; } = "";
    public string ContentJson { get; private init; } = "";
    public Guid OrganisationId { get; private init; }
    public string By { get; private init; } = "";
    public string ByName { get; private init; } = "";
    public DateTime At { get; private init; }
    public bool IsForgotten { get; private set; }

    public WorkbookMapping Content => JsonSerializer.Deserialize<WorkbookMapping>(ContentJson, ReadyTemplates.Json)!;

    public static RememberedMapping Confirm(HandedWorkbook workbook, string name, WorkbookMapping content, Actor by, DateTime now)
    {
        var json = JsonSerializer.Serialize(content, ReadyTemplates.Json);
        return new()
        {
            Id = IId<RememberedMappingId>.New(),
            Template = workbook.Template,
            Name = name,
            ContentJson = json.Length <= ContentMax ? json : throw CollectionRefusals.MappingNotValid("> 2 MB"),
            OrganisationId = workbook.OrganisationId,
            By = by.Id,
            ByName = by.Name,
            At = now,
        };
    }

    public void Forget() => IsForgotten = true;

    internal sealed class Map : IEntityTypeConfiguration<RememberedMapping>
    {
        public void Configure(EntityTypeBuilder<RememberedMapping> mapping)
        {
            mapping.ToTable("collection_mapping");
            mapping.HasKey(m => m.Id);
            mapping.Property(m => m.Template).HasMaxLength(60);
            mapping.Property(m => m.Name).HasMaxLength(NameMax);
            mapping.Property(m => m.ContentJson).HasMaxLength(ContentMax);
            mapping.Property(m => m.By).HasMaxLength(120);
            mapping.Property(m => m.ByName).HasMaxLength(120);
            mapping.Property(m => m.Version).IsConcurrencyToken();
            mapping.Ignore(m => m.Content);
            mapping.HasIndex(m => new { m.Template, m.OrganisationId, m.Id }).HasDatabaseName("ix_collection_mapping_template");
        }
    }
}

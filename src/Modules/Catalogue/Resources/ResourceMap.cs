using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Resources;

internal sealed class ResourceMap : IEntityTypeConfiguration<Resource>
{
    private const int ActorMax = 120;
    private const int StateMax = 24;
    private const int CodedMax = 10;
    private const int ContentMax = 8_000_000;

    public void Configure(EntityTypeBuilder<Resource> resource)
    {
        resource.ToTable("catalogue_resource");
        resource.HasKey(r => r.Id);
        resource.Property(r => r.Code).HasMaxLength(ResourceCode.LengthMax);
        resource.Property(r => r.ClassCode).HasMaxLength(ResourceCode.ClassMax);
        resource.Property(r => r.Sequence).HasMaxLength(ResourceCode.SequenceMax);
        resource.Property(r => r.Name).HasMaxLength(ResourceContent.NameMax);
        resource.Property(r => r.ProviderName).HasMaxLength(ResourceContent.ProviderMax);
        resource.Property(r => r.ProviderCode).HasMaxLength(ResourceContent.ProviderCodeMax);
        resource.Property(r => r.ShareType).HasMaxLength(CodedMax);
        resource.Property(r => r.OpenType).HasMaxLength(CodedMax);
        resource.Property(r => r.UpdateCycle).HasMaxLength(CodedMax);
        resource.Property(r => r.Domain).HasMaxLength(CodedMax);
        resource.Property(r => r.SearchText).HasMaxLength(ResourceWords.LengthMax);
        resource.Property(r => r.ContentJson).HasMaxLength(ContentMax);
        resource.Property(r => r.State).HasConversion<string>().HasMaxLength(StateMax);
        resource.Property(r => r.CreatedBy).HasMaxLength(ActorMax);
        resource.Property(r => r.CreatedByName).HasMaxLength(ActorMax);
        resource.Property(r => r.SubmittedBy).HasMaxLength(ActorMax);
        resource.Ignore(r => r.Content);
        resource.HasIndex(r => r.Code).IsUnique().HasDatabaseName("ix_catalogue_resource_code");
        resource.HasIndex(r => r.DatasetId).IsUnique().HasDatabaseName("ix_catalogue_resource_dataset");
        resource.HasIndex(r => new { r.State, r.Code }).HasDatabaseName("ix_catalogue_resource_state");
        resource.HasIndex(r => new { r.CreatedBy, r.Id }).HasDatabaseName("ix_catalogue_resource_by");
        resource.HasIndex(r => new { r.ProviderCode, r.Name }).HasDatabaseName("ix_catalogue_resource_provider");
        resource.HasIndex(r => new { r.ClassCode, r.Sequence }).HasDatabaseName("ix_catalogue_resource_class");
        resource.OwnsMany(r => r.Steps, Configure);
        resource.OwnsMany(r => r.Related, Configure);
    }

    private static void Configure(OwnedNavigationBuilder<Resource, ResourceStep> step)
    {
        step.ToTable("catalogue_resource_step");
        step.WithOwner().HasForeignKey("ResourceId");
        step.HasKey("ResourceId", nameof(ResourceStep.Number));
        step.Property(s => s.Number).ValueGeneratedNever();
        step.Property(s => s.By).HasMaxLength(ActorMax);
        step.Property(s => s.ByName).HasMaxLength(ActorMax);
        step.Property(s => s.From).HasConversion<string>().HasMaxLength(StateMax);
        step.Property(s => s.To).HasConversion<string>().HasMaxLength(StateMax);
        step.Property(s => s.Reason).HasMaxLength(Resource.ReasonMax);
    }

    private static void Configure(OwnedNavigationBuilder<Resource, RelatedCode> related)
    {
        related.ToTable("catalogue_resource_related");
        related.WithOwner().HasForeignKey("ResourceId");
        related.HasKey("ResourceId", nameof(RelatedCode.Code));
        related.Property(r => r.Code).HasMaxLength(ResourceCode.LengthMax);
        related.HasIndex(r => r.Code).HasDatabaseName("ix_catalogue_resource_related_code");
    }
}

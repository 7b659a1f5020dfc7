using System.Text.Json;
using Gongxin.Collection.Periods;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Templates.Own;

internal readonly record struct OwnTemplateId(Guid Value) : IId<OwnTemplateId>
{
    public static OwnTemplateId From(Guid value) => new(value);
}

// A form that somebody on this node made: a draft, and the editions that were put into force from it (decision 0047).
//
//   Begin ──▶ draft ──Save──▶ draft ──Publish──▶ edition 1 ──Withdraw──▶ withdrawn
//               ▲                       │
//               └───────────────────────┘  the draft goes on and becomes edition 2, …
//
// 1. An edition never changes. Withdrawn, it takes no new tasks; those that run keep it.
// 2. A draft is saved over the version that was read, or not at all.
internal sealed class OwnTemplate : Aggregate
{
    public const int CodeMax = 60;
    public const int ByMax = 120;

    private OwnTemplate()
    {
    }

    public OwnTemplateId Id { get; private init; }

    // Of whoever runs tasks with it; empty when the node does.
    public Guid OrganisationId { get; private init; }
    public string Code { get; private init; } = "";
    public string Title { get; private set; } = "";
    public string DraftJson { get; private set; } = "";

    // The newest; 0 before the first.
    public int Edition { get; private set; }
    public string SavedBy { get; private set; } = "";
    public string SavedByName { get; private set; } = "";
    public DateTime SavedAt { get; private set; }

    // The draft is other than the newest edition.
    public bool IsChanged { get; private set; }

    public TemplateContent Draft => JsonSerializer.Deserialize<TemplateContent>(DraftJson, ReadyTemplates.Json)!;

    public static OwnTemplate Begin(Guid organisation, TemplateContent content, Actor by, DateTime now)
    {
        var template = new OwnTemplate { Id = IId<OwnTemplateId>.New(), OrganisationId = organisation, Code = content.Code };
        template.Save(content, by, now);
        return template;
    }

    public void Save(TemplateContent content, Actor by, DateTime now)
    {
        var kept = content with { Code = Code, Edition = Edition + 1 };
        var json = JsonSerializer.Serialize(kept, ReadyTemplates.Json);
        DraftJson = json.Length <= CollectionPeriod.FormMax ? json : throw CollectionRefusals.DraftTooLarge(CollectionPeriod.FormMax);
        (Title, SavedBy, SavedByName, SavedAt, IsChanged) = (kept.Title, by.Id, by.Name, now, true);
    }

    public TemplateEdition Publish(TemplateForm form, Actor by, DateTime now)
    {
        if (!IsChanged)
        {
            throw CollectionRefusals.TemplateUnchanged(Edition);
        }

        var edition = TemplateEdition.Of(this, form, by, now);
        (Edition, IsChanged) = (edition.Edition, false);
        DraftJson = JsonSerializer.Serialize(form.Content with { Edition = Edition + 1 }, ReadyTemplates.Json);
        return edition;
    }

    internal sealed class Map : IEntityTypeConfiguration<OwnTemplate>
    {
        public void Configure(EntityTypeBuilder<OwnTemplate> template)
        {
            template.ToTable("collection_template");
            template.HasKey(t => t.Id);
            template.Property(t => t.Code).HasMaxLength(CodeMax);
            template.Property(t => t.Title).HasMaxLength(TemplateRules.TitleMax);
            template.Property(t => t.DraftJson).HasMaxLength(CollectionPeriod.FormMax);
            template.Property(t => t.SavedBy).HasMaxLength(ByMax);
            template.Property(t => t.SavedByName).HasMaxLength(ByMax);
            template.Property(t => t.Version).IsConcurrencyToken();
            template.Ignore(t => t.Draft);
            template.HasIndex(t => t.Code).IsUnique().HasDatabaseName("ix_collection_template_code");
        }
    }
}

// One edition in force, for good; only that it was withdrawn is written to it.
internal sealed class TemplateEdition : Aggregate
{
    private TemplateEdition()
    {
    }

    public string Code { get; private init; } = "";
    public int Edition { get; private init; }
    public OwnTemplateId TemplateId { get; private init; }
    public string FormJson { get; private init; } = "";
    public string Digest { get; private init; } = "";
    public int CellCount { get; private init; }
    public string PublishedBy { get; private init; } = "";
    public DateTime PublishedAt { get; private init; }
    public string? WithdrawnBy { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }

    public static TemplateEdition Of(OwnTemplate template, TemplateForm form, Actor by, DateTime now) => new()
    {
        Code = template.Code,
        Edition = form.Content.Edition,
        TemplateId = template.Id,
        FormJson = JsonSerializer.Serialize(form.Content, ReadyTemplates.Json),
        Digest = form.Digest,
        CellCount = form.CellCount,
        PublishedBy = by.Id,
        PublishedAt = now,
    };

    public void Withdraw(Actor by, DateTime now) =>
        (WithdrawnBy, WithdrawnAt) = WithdrawnAt is null ? (by.Id, now) : throw CollectionRefusals.EditionWithdrawn(Code, Edition);

    internal sealed class Map : IEntityTypeConfiguration<TemplateEdition>
    {
        public void Configure(EntityTypeBuilder<TemplateEdition> edition)
        {
            edition.ToTable("collection_template_edition");
            edition.HasKey(e => new { e.Code, e.Edition });
            edition.Property(e => e.Code).HasMaxLength(OwnTemplate.CodeMax);
            edition.Property(e => e.FormJson).HasMaxLength(CollectionPeriod.FormMax);
            edition.Property(e => e.Digest).HasMaxLength(64);
            edition.Property(e => e.PublishedBy).HasMaxLength(OwnTemplate.ByMax);
            edition.Property(e => e.WithdrawnBy).HasMaxLength(OwnTemplate.ByMax);
            edition.Property(e => e.Version).IsConcurrencyToken();
        }
    }
}

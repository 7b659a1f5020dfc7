using Gongxin.Contracts.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Tasks;

// An organisation that a task asks. Exempt, it is not asked, and the reason says why.
internal sealed class TaskMember
{
    public const int NameMax = 300;
    public const int ReasonMax = 500;

    public Guid OrganisationId { get; init; }
    public CollectionTaskId TaskId { get; init; }
    public string Name { get; init; } = "";
    public string? Uscc { get; init; }
    public string? Region { get; init; }
    public string? ExemptReason { get; set; }

    public static TaskMember Of(CollectionTaskId task, OrganisationView organisation) => new()
    {
        OrganisationId = organisation.Id.Value,
        TaskId = task,
        Name = organisation.Name.Length <= NameMax ? organisation.Name : organisation.Name[..NameMax],
        Uscc = organisation.Uscc,
        Region = organisation.Region,
    };

    internal sealed class Map : IEntityTypeConfiguration<TaskMember>
    {
        public void Configure(EntityTypeBuilder<TaskMember> member)
        {
            member.ToTable("collection_task_member");
            member.HasKey(m => new { m.OrganisationId, m.TaskId });
            member.Property(m => m.Name).HasMaxLength(NameMax);
            member.Property(m => m.Uscc).HasMaxLength(18);
            member.Property(m => m.Region).HasMaxLength(6);
            member.Property(m => m.ExemptReason).HasMaxLength(ReasonMax);
            member.HasIndex(m => new { m.TaskId, m.OrganisationId }).HasDatabaseName("ix_collection_task_member_task");
        }
    }
}

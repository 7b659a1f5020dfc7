using Gongxin.Collection.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Clock;

// When somebody was last told of a submission, and of what. Beside the submission and not in it: a reminder changes no version, so that
// whoever is filling the form in notices nothing.
internal sealed class SubmissionClock
{
    public const int ToldMax = 80;

    public Guid OrganisationId { get; init; }
    public SubmissionId SubmissionId { get; init; }
    public DateOnly LookedOn { get; set; }

    // The submission's version at the last look.
    public int SeenVersion { get; set; }

    // The deadline that the reporters know.
    public DateOnly DueOn { get; set; }

    // The occasion of the last notice; empty when there was none.
    public string Told { get; set; } = "";

    internal sealed class Map : IEntityTypeConfiguration<SubmissionClock>
    {
        public void Configure(EntityTypeBuilder<SubmissionClock> clock)
        {
            clock.ToTable("collection_clock");
            clock.HasKey(c => new { c.OrganisationId, c.SubmissionId });
            clock.Property(c => c.Told).HasMaxLength(ToldMax);
        }
    }
}

using Gongxin.Collection.Review.Delegation;
using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Review;

// What a reviewer did with a hand-in, and said of it and of its cells. Never changed.
internal sealed class ReviewRemark
{
    public const int CommentMax = 2000;
    public const int CellsMax = 200_000;

    private ReviewRemark()
    {
    }

    public Guid OrganisationId { get; private init; }
    public SubmissionId SubmissionId { get; private init; }
    public int Number { get; private init; }
    public int HandInNumber { get; private init; }
    public ReviewAct Act { get; private init; }
    public string? Comment { get; private init; }

    // JSON of CellComments.
    public string? CellsJson { get; private init; }
    public string By { get; private init; } = "";
    public string ByName { get; private init; } = "";
    public DateTime At { get; private init; }

    // For whom, where it was done under a delegation.
    public string? InStead { get; private init; }
    public string? InSteadName { get; private init; }
    public DelegationId? DelegationId { get; private init; }

    // After the act, which counted it.
    public static ReviewRemark Of(Submission submission, ReviewAct act, string? comment, string? cells, ReviewDelegation? under, Actor by, DateTime now) => new()
    {
        OrganisationId = submission.OrganisationId,
        SubmissionId = submission.Id,
        Number = submission.RemarkCount,
        HandInNumber = submission.HandInNumber,
        Act = act,
        Comment = comment,
        CellsJson = cells,
        By = by.Id,
        ByName = by.Name,
        At = now,
        InStead = under?.By,
        InSteadName = under?.ByName,
        DelegationId = under?.Id,
    };

    internal sealed class Map : IEntityTypeConfiguration<ReviewRemark>
    {
        public void Configure(EntityTypeBuilder<ReviewRemark> remark)
        {
            remark.ToTable("collection_review");
            remark.HasKey(r => new { r.OrganisationId, r.SubmissionId, r.Number });
            remark.Property(r => r.Act).HasConversion<string>().HasMaxLength(16);
            remark.Property(r => r.Comment).HasMaxLength(CommentMax);
            remark.Property(r => r.CellsJson).HasMaxLength(CellsMax);
            remark.Property(r => r.By).HasMaxLength(Submission.NameMax);
            remark.Property(r => r.ByName).HasMaxLength(Submission.NameMax);
            remark.Property(r => r.InStead).HasMaxLength(Submission.NameMax);
            remark.Property(r => r.InSteadName).HasMaxLength(Submission.NameMax);
        }
    }
}

public enum ReviewAct
{
    Forward,
    Return,
    Approve,
}

// What a reviewer says of one value.
public sealed record CellComment
{
    public required string Sheet { get; init; }
    public string? Row { get; init; }
    public int? ListRow { get; init; }
    public required string Column { get; init; }
    public required string Text { get; init; }
}

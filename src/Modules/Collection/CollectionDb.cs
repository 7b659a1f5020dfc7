using Gongxin.Collection.Clock;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Review;
using Gongxin.Collection.Review.Delegation;
using Gongxin.Collection.Sources;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates.Own;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection;

internal sealed class CollectionDb : ModuleDb
{
    private readonly TimeProvider _clock;

    public CollectionDb(PlatformDb platform, CurrentActor current, TimeProvider clock, IPeople people)
        : base(platform, current, clock) => (_clock, Reach) = (clock, new ReviewReach(this, people));

    public Actor Me => Current;
    public DateTime Now => _clock.GetUtcNow().UtcDateTime;
    public DateOnly Today => _clock.LegalToday();

    public PlatformDb Whole => Platform;

    public DbSet<CollectionTask> Tasks => Platform.Set<CollectionTask>();
    public DbSet<TaskMember> Members => Platform.Set<TaskMember>();
    public DbSet<OwnTemplate> Templates => Platform.Set<OwnTemplate>();
    public DbSet<TemplateEdition> Editions => Platform.Set<TemplateEdition>();
    public DbSet<CollectionPeriod> Periods => Platform.Set<CollectionPeriod>();
    public DbSet<Submission> Submissions => Platform.Set<Submission>();
    public DbSet<SubmissionHandIn> HandIns => Platform.Set<SubmissionHandIn>();
    public DbSet<ReviewRemark> Remarks => Platform.Set<ReviewRemark>();
    public DbSet<ReviewDelegation> Delegations => Platform.Set<ReviewDelegation>();
    public DbSet<CollectionSource> Sources => Platform.Set<CollectionSource>();
    public DbSet<SourcePull> Pulls => Platform.Set<SourcePull>();
    public DbSet<SubmissionClock> Clocks => Platform.Set<SubmissionClock>();

    // The only way to tasks that are to be changed.
    public IQueryable<CollectionTask> TasksToRun => Tasks.InScope(Me, CollectionPermissions.Run, t => t.OrganisationId, t => t.Region);

    // What whoever asks from outside reaches by their own roles.
    public IQueryable<Submission> SubmissionsFor(Permission permission) => Submissions.InScope(Me, permission, s => s.OrganisationId, s => s.Region);

    // The only way to submissions for whoever reviews, which they may do for another.
    public ReviewReach Reach { get; }

    public IQueryable<ReviewDelegation> DelegationsHolding(DateOnly today) => Delegations.Where(d => d.EndedAt == null && d.FirstOn <= today && d.LastOn >= today);
}

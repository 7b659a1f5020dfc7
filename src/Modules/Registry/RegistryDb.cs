using System.Linq.Expressions;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Registry.Organisations;
using Gongxin.Registry.Subjects;
using Gongxin.Registry.Subjects.Pairs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry;

internal sealed class RegistryDb(PlatformDb platform, CurrentActor current, TimeProvider clock, RegistryDb.Prepared prepared) : ModuleDb(platform, current, clock)
{
    private static readonly Expression<Func<Subject, bool>> IsShown = s => s.Kind != SubjectKind.NaturalPerson;

    private static readonly Expression<Func<Subject, SubjectView>> View = s => new SubjectView(s.Id, s.Uscc, s.Name, s.Kind, s.State, s.Region);

    public DbSet<Subject> Subjects => Platform.Set<Subject>();
    public DbSet<SubjectName> Names => Platform.Set<SubjectName>();
    public DbSet<SubjectIdentifier> Identifiers => Platform.Set<SubjectIdentifier>();
    public DbSet<SubjectPeriod> Periods => Platform.Set<SubjectPeriod>();
    public DbSet<SubjectRelation> Relations => Platform.Set<SubjectRelation>();
    public DbSet<Organisation> Organisations => Platform.Set<Organisation>();
    public DbSet<PairJudgement> Pairs => Platform.Set<PairJudgement>();

    // Who asks, at this moment.
    public Actor Asker => Current;

    public PlatformDb Whole => Platform;

    // Takes the next number inside the current transaction; other writers of the register wait until it ends.
    public async Task<long> NextRevisionAsync(CancellationToken ct)
    {
        await Platform.Dialect.LockAsync(Platform, "registry", ct);
        return await NextAsync(RegistryHead.OnlyId, ct);
    }

    // The same for judgements of pairs, whose lock the caller holds.
    public Task<long> NextPairsHeadAsync(CancellationToken ct) => NextAsync(RegistryHead.PairsId, ct);

    // The number of the last change that is committed; 0 before the first.
    public Task<long> HeadAsync(CancellationToken ct) => HeadAsync(RegistryHead.OnlyId, ct);

    public Task<long> PairsHeadAsync(CancellationToken ct) => HeadAsync(RegistryHead.PairsId, ct);

    // What may be shown of subjects: never persons.
    public static IQueryable<SubjectView> Views(IQueryable<Subject> subjects) => subjects.AsNoTracking().Where(IsShown).Select(View);

    public ValueTask<SubjectView?> ViewAsync(SubjectId id, CancellationToken ct) => prepared.OneView.FirstAsync(Platform, id.Value, ct);

    private async Task<long> NextAsync(int id, CancellationToken ct)
    {
        var head = await Platform.Set<RegistryHead>().SingleOrDefaultAsync(h => h.Id == id, ct);
        if (head is null)
        {
            head = new RegistryHead { Id = id };
            Platform.Add(head);
        }

        return ++head.Revision;
    }

    private Task<long> HeadAsync(int id, CancellationToken ct) =>
        Platform.Set<RegistryHead>().AsNoTracking().Where(h => h.Id == id).Select(h => h.Revision).FirstOrDefaultAsync(ct);

    // The question that is asked most. Its statement belongs to one database, so it is no static one.
    internal sealed class Prepared : IDisposable
    {
        public PreparedRead<SubjectView> OneView { get; } = new(
            (db, key) =>
            {
                var id = SubjectId.From(key);
                return Views(db.Set<Subject>().Where(s => s.Id == id));
            },
            row => new(
                SubjectId.From(row.GetGuid(0)), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), Enum.Parse<SubjectKind>(row.GetString(3)),
                Enum.Parse<SubjectState>(row.GetString(4)), row.IsDBNull(5) ? null : row.GetString(5)));

        public void Dispose() => OneView.Dispose();
    }
}

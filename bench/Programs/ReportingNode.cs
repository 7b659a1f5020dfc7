using System.Globalization;
using Gongxin.Collection;
using Gongxin.Collection.Demonstration;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Contracts.Registry;
using Gongxin.Host.Composition;
using Gongxin.Host.Demo.Generating;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Bench.Programs;

// A data folder with a monthly task of 800 organisations and its 120 periods: generated hand-ins for all but the newest, which is due, and
// a key for every organisation. The earlier hand-ins of a month share one content, so that there are 119 blobs instead of 95,200.
internal sealed class ReportingNode
{
    public const int Organisations = 800;
    public const int Periods = 120;

    // Of those asked, in an earlier month: one in so many did not hand in, and one in so many did late.
    private const int MissedEvery = 16;
    private const int LateEvery = 9;
    private const int AddedAtOnce = 400;

    private readonly List<Guid> _organisations = [];
    private readonly string[] _keys = new string[Organisations];
    private readonly Guid[] _due = new Guid[Organisations];

    private ReportingNode(string folder) => Folder = folder;

    public string Folder { get; }
    public Guid Task { get; private set; }
    public string OldPeriod { get; private set; } = "";

    // Of an operator, and of a reviewer.
    public string OperatorKey { get; private set; } = "";

    public string KeyOf(int organisation) => _keys[organisation];

    public Guid DueOf(int organisation) => _due[organisation];

    // Of the newest month; the history is that of the first association.
    public static IReadOnlyList<FormValue> Newest { get; } = DemonstrationFigures.Of(0, Periods - 1);

    public static async Task<ReportingNode> PrepareAsync(string folder, CancellationToken stop)
    {
        BenchRun.Tell($"preparing {Organisations} organisations with {Periods} months each");
        var prepared = new ReportingNode(folder);
        await using var node = await Node.OpenAsync(stop, new Dictionary<string, string?> { ["GONGXIN_DATA"] = folder, ["GONGXIN_DATABASE"] = "" });
        await prepared.AdmitAsync(node, stop);
        await prepared.OpenAsync(node, stop);
        await prepared.HandInAsync(node, stop);
        await prepared.KeysAsync(node, stop);
        return prepared;
    }

    private async Task AdmitAsync(Node node, CancellationToken stop)
    {
        await using var scope = node.Scope("bench");
        var subjects = Enumerable.Range(0, Organisations).Select(i => new SubjectData { Uscc = GeneratedSubjects.Uscc("51", i + 1), Name = string.Create(CultureInfo.InvariantCulture, $"生成的协会{i + 1}"), Kind = SubjectKind.Association }).ToList();
        await scope.ServiceProvider.GetRequiredService<ISubjects>().PutAsync(subjects, "bench", stop);
        foreach (var (subject, i) in subjects.Select((s, i) => (s, i)))
        {
            await using var one = node.Scope("bench");
            var id = SubjectId.Of(IdentifierKind.Uscc, subject.Uscc!);
            await one.ServiceProvider.GetRequiredService<IOrganisations>().AdmitAsync(new NewOrganisation(id, OrganisationKind.Association, null, i % 2 == 0 ? "330100" : "330200"), stop);
            _organisations.Add(id.Value);
        }
    }

    private async Task OpenAsync(Node node, CancellationToken stop)
    {
        await using (var scope = node.Scope("bench"))
        {
            var desk = scope.ServiceProvider.GetRequiredService<TaskDesk>();
            var today = TimeProvider.System.LegalToday();
            Task = await desk.CreateAsync(new NewTask
            {
                Template = "industry-monthly", Title = "行业月报（生成）", Frequency = Frequency.Month, DueDays = 60, DueCount = DayCount.Calendar, NeedsForwarding = false,
                FirstOn = new DateOnly(today.Year, today.Month, 1).AddMonths(-Periods),
            }, null, stop);
            foreach (var part in _organisations.Chunk(AddedAtOnce))
            {
                await desk.AddMembersAsync(Task, part, stop);
            }

            await desk.StartAsync(Task, stop);
        }

        for (var hasMore = true; hasMore;)
        {
            await using var scope = node.Scope("bench");
            hasMore = (await scope.ServiceProvider.GetRequiredService<OpenPeriods>().RunAsync(stop)).HasMore;
        }
    }

    private async Task HandInAsync(Node node, CancellationToken stop)
    {
        await using var first = node.Scope("bench");
        var taskId = CollectionTaskId.From(Task);
        var periods = await first.ServiceProvider.GetRequiredService<CollectionDb>().Periods.AsNoTracking().Where(p => p.TaskId == taskId).OrderBy(p => p.FirstOn).ToListAsync(stop);
        OldPeriod = periods.Count == Periods ? periods[^3].Code : throw new InvalidOperationException($"{periods.Count} periods were opened.");
        foreach (var (period, month) in periods.SkipLast(1).Select((p, i) => (p, i)))
        {
            await using var scope = node.Scope("bench");
            await HandInAsync(scope.ServiceProvider.GetRequiredService<CollectionDb>(), scope.ServiceProvider.GetRequiredService<IBlobs>(), period, month, stop);
        }
    }

    private async Task HandInAsync(CollectionDb db, IBlobs blobs, CollectionPeriod period, int month, CancellationToken stop)
    {
        var content = new HandInContent(period.Template, period.Edition, period.FormDigest, Task, period.Code, _organisations[0], DemonstrationFigures.Of(0, month));
        var blob = await blobs.PutAsync(new MemoryStream(content.ToBytes()), null, stop);
        var parts = new HandInParts(content.Values.Count, 0, "[]", "[]", HandInSource.Api, null);
        var owed = await db.Submissions.Where(s => s.PeriodId == period.Id).OrderBy(s => s.OrganisationId).ToListAsync(stop);
        foreach (var (submission, i) in owed.Select((s, i) => (s, i)).Where(s => (s.i + month) % MissedEvery != 0))
        {
            var at = (i + month) % LateEvery == 0 ? period.DueOn.AddDays(1) : period.DueOn;
            var handIn = SubmissionHandIn.Take(submission, parts, blob, Actor.System("bench-reporter"), at.ToDateTime(new TimeOnly(1, 0), DateTimeKind.Utc), at);
            submission.HandIn(handIn);
            submission.Approve(Actor.System("bench-reviewer"));
            db.Whole.Add(handIn);
        }

        await db.SaveAsync(stop);
    }

    private async Task KeysAsync(Node node, CancellationToken stop)
    {
        await using var scope = node.Scope("bench");
        var db = scope.ServiceProvider.GetRequiredService<CollectionDb>();
        for (var i = 0; i < Organisations; i++)
        {
            var (key, secret) = ApiKey.Create($"bench-{i}", [CollectionPermissions.Read, CollectionPermissions.Report], TimeProvider.System, _organisations[i]);
            _keys[i] = secret;
            db.Whole.Add(key);
        }

        var (operators, operatorSecret) = ApiKey.Create("bench-operator", [CollectionPermissions.Read, CollectionPermissions.Run, CollectionPermissions.Review], TimeProvider.System);
        OperatorKey = operatorSecret;
        db.Whole.Add(operators);
        await db.SaveAsync(stop);
        var taskId = CollectionTaskId.From(Task);
        var newest = await db.Periods.Where(p => p.TaskId == taskId).OrderByDescending(p => p.FirstOn).Select(p => p.Id).FirstAsync(stop);
        var due = await db.Submissions.Where(s => s.PeriodId == newest).ToDictionaryAsync(s => s.OrganisationId, s => s.Id.Value, stop);
        for (var i = 0; i < Organisations; i++)
        {
            _due[i] = due[_organisations[i]];
        }
    }
}

using System.Globalization;
using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Checks.Trial;

// Runs a check that is thought of on what was handed in before, and says what it would have found: of the organisations that the caller may
// see, which are each other's peers as well. One organisation after the other, so that memory is bounded by one; where peers are asked for, by
// one period's values of all. When the time is over it says how far it came.
internal sealed class TryCheck(CollectionDb db, PeriodForms forms, IBlobs blobs, TrialGate gate, TimeProvider clock)
{
    public const int PeriodsMax = 24;
    public const int OrganisationsMax = 2000;
    private const int PeriodsShownMax = 400;

    // Figures of all peers that are held at a time.
    public const int PeerCellsMax = 4_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    public async Task<TrialView> RunAsync(NewTrial asked, CancellationToken ct)
    {
        var (task, periods) = await PeriodsAsync(asked, ct);
        var newest = periods[0].Form.Content;
        var replaced = asked.Replaces is null ? null
            : newest.Checks.FirstOrDefault(c => c.Code == asked.Replaces) is { } known ? TemplateForm.RuleOf(known) : throw CollectionRefusals.CheckNotFound(asked.Replaces);
        var text = string.IsNullOrWhiteSpace(asked.Message) ? null : asked.Message.Trim();
        var tried = new CheckRule(replaced?.Code ?? "trial", asked.Sheet, asked.Expression, asked.Grade, text is null ? null : new TwoTexts(text, text));
        if (TrialForm.Of(periods[0].Form, tried, null).Fault is { } fault)
        {
            return new TrialView { Fault = new TrialFault(fault.Code, fault.Message(CultureInfo.CurrentUICulture), fault.At, fault.Length) };
        }

        using var turn = await gate.EnterAsync(ct);
        var found = await FindAsync(task, periods, ct);
        var run = new TrialRun(tried, replaced, periods, found.HandIns);
        var looked = await LookAsync(task, periods, found.Organisations, run, ct);
        db.Audit("CheckTried", $"task:{asked.Task}", new { periods = periods.Select(p => p.Period.Code), organisations = looked, asked.Replaces });
        await db.SaveAsync(ct);
        return new TrialView
        {
            Periods = [.. run.Periods], Findings = run.Findings, FindingCount = run.Periods.Sum(p => p.Findings),
            Organisations = found.Organisations.Count, OrganisationsLooked = looked, Gained = run.Gained, Lost = run.Lost,
        };
    }

    // The form of the task's newest period, and the periods there are; without a form where none was opened yet.
    public async Task<(TemplateContent? Form, IReadOnlyList<string> Periods)> FormAsync(Guid task, CancellationToken ct)
    {
        var taskId = CollectionTaskId.From(task);
        var codes = await db.Periods.Where(p => p.TaskId == taskId).OrderByDescending(p => p.FirstOn).Select(p => p.Code).Take(PeriodsShownMax).ToListAsync(ct);
        return codes.Count == 0 ? (null, codes) : (forms.Of(await db.Periods.AsNoTracking().SingleAsync(p => p.TaskId == taskId && p.Code == codes[0], ct)).Content, codes);
    }

    // The newest first.
    private async Task<(CollectionTask Task, IReadOnlyList<(CollectionPeriod Period, TemplateForm Form)> Periods)> PeriodsAsync(NewTrial asked, CancellationToken ct)
    {
        var taskId = CollectionTaskId.From(asked.Task);
        var task = await db.Tasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId && t.State != TaskState.Draft, ct) ?? throw CollectionRefusals.TaskNotFound();
        var all = db.Periods.AsNoTracking().Where(p => p.TaskId == taskId);
        if (asked.Until is { Length: > 0 } code)
        {
            var last = await all.Where(p => p.Code == code).Select(p => (DateOnly?)p.FirstOn).SingleOrDefaultAsync(ct) ?? throw CollectionRefusals.PeriodNotOpen(code);
            all = all.Where(p => p.FirstOn <= last);
        }

        var periods = await all.OrderByDescending(p => p.FirstOn).Take(Math.Clamp(asked.Periods, 1, PeriodsMax)).ToListAsync(ct);
        return periods.Count == 0 ? throw CollectionRefusals.NothingToTryOn() : (task, [.. periods.Select(p => (p, forms.Of(p)))]);
    }

    private async Task<(IReadOnlyList<Guid> Organisations, Dictionary<CollectionPeriodId, int> HandIns)> FindAsync(
        CollectionTask task, IReadOnlyList<(CollectionPeriod Period, TemplateForm Form)> periods, CancellationToken ct)
    {
        var (taskId, ids) = (task.Id, periods.Select(p => p.Period.Id).ToList());
        var mine = (await db.Reach.SubmissionsAsync(CollectionPermissions.Read, ct)).Where(s => s.TaskId == taskId && ids.Contains(s.PeriodId) && s.HandInNumber > 0);
        var rows = await mine.Select(s => new { s.OrganisationId, s.PeriodId }).Distinct().ToListAsync(ct);
        var organisations = rows.Select(r => r.OrganisationId).Distinct().Order().ToList();
        return organisations.Count > OrganisationsMax
            ? throw CollectionRefusals.TrialTooLarge(OrganisationsMax)
            : (organisations, rows.GroupBy(r => r.PeriodId).ToDictionary(g => g.Key, g => g.Count()));
    }

    private async Task<int> LookAsync(
        CollectionTask task, IReadOnlyList<(CollectionPeriod Period, TemplateForm Form)> periods, IReadOnlyList<Guid> organisations, TrialRun run, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var codes = CodesOf(task, periods, run.AsksHistory);
        var peers = run.AsksPeers ? await PeersAsync(task, periods, organisations, began, ct) : null;
        var looked = 0;
        foreach (var organisation in organisations)
        {
            if (clock.GetElapsedTime(began) > Longest)
            {
                break;
            }

            var handIns = await HandInsAsync(task, codes, organisation, ct);
            var series = new TrialSeries(codes, task.Frequency, handIns, sha256 => HandInContent.Read(blobs, sha256).Values);
            foreach (var (period, form) in periods)
            {
                if (handIns.TryGetValue(period.Code, out var handIn))
                {
                    var frame = series.FrameOf(period.Code, form, run.AsksHistory);
                    if (peers is not null)
                    {
                        frame.Peers = new PeerGroup([.. peers[period.Id].Where(p => p.Organisation != organisation).Select(p => p.Frame)]);
                    }

                    run.Take(period, handIn, frame);
                }
            }

            looked++;
        }

        return looked;
    }

    // Every period has its place, also one that was never opened, or seasons would slip. The newest first.
    private static List<string> CodesOf(CollectionTask task, IReadOnlyList<(CollectionPeriod Period, TemplateForm Form)> periods, bool withHistory)
    {
        if (task.Frequency is Frequency.Once)
        {
            return [periods[0].Period.Code];
        }

        var before = withHistory ? Math.Min(CheckForm.SeasonsMax * task.Frequency.SeasonLength(), CheckForm.FramesMax) : 0;
        var codes = new List<string>();
        var oldest = periods[^1].Period.FirstOn;
        for (var span = task.SpanOf(periods[0].Period.FirstOn); span.FirstOn >= oldest || before-- > 0; span = task.SpanOf(span.FirstOn.AddDays(-1)))
        {
            codes.Add(span.Code);
        }

        return codes;
    }

    // By the code of the period; of several rounds the last that was handed in.
    private async Task<Dictionary<string, TrialHandIn>> HandInsAsync(CollectionTask task, List<string> codes, Guid organisation, CancellationToken ct)
    {
        var taskId = task.Id;
        var rows = await (
            from submission in await db.Reach.SubmissionsAsync(CollectionPermissions.Read, ct)
            where submission.TaskId == taskId && submission.OrganisationId == organisation && submission.HandInNumber > 0
            join period in db.Periods on submission.PeriodId equals period.Id
            where codes.Contains(period.Code)
            join handIn in db.HandIns on new { submission.OrganisationId, submission.Id, Number = submission.HandInNumber }
                equals new { handIn.OrganisationId, Id = handIn.SubmissionId, handIn.Number }
            orderby submission.Round
            select new { period.Code, HandIn = new TrialHandIn(submission.Id, organisation, submission.OrganisationName, period.Id, submission.Round, handIn.Sha256, handIn.FindingCount, handIn.FindingsJson, handIn.ExplanationsJson) })
            .AsNoTracking().ToListAsync(ct);
        return rows.GroupBy(r => r.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().HandIn, StringComparer.Ordinal);
    }

    private async Task<Dictionary<CollectionPeriodId, List<(Guid Organisation, FormFrame Frame)>>> PeersAsync(
        CollectionTask task, IReadOnlyList<(CollectionPeriod Period, TemplateForm Form)> periods, IReadOnlyList<Guid> organisations, long began, CancellationToken ct)
    {
        var peers = periods.ToDictionary(p => p.Period.Id, _ => new List<(Guid, FormFrame)>());
        var cells = 0L;
        var codes = periods.Select(p => p.Period.Code).ToList();
        foreach (var organisation in organisations)
        {
            var handIns = await HandInsAsync(task, codes, organisation, ct);
            foreach (var (period, form) in periods.Where(p => handIns.ContainsKey(p.Period.Code)))
            {
                var frame = new FormFrame(form.Shape);
                var values = HandInContent.Read(blobs, handIns[period.Code].Sha256).Values;
                cells += form.Shape.CellCount + values.Count;
                if (cells > PeerCellsMax || clock.GetElapsedTime(began) > Longest)
                {
                    throw CollectionRefusals.TrialTooLarge(OrganisationsMax);
                }

                ReadValues.Fill(frame, form.Content, values);
                peers[period.Id].Add((organisation, frame));
            }
        }

        return peers;
    }
}

// One trial at a time on a node: each may take its share of memory and time.
internal sealed class TrialGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}

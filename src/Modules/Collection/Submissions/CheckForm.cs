using Gongxin.Collection.Checks;
using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Checks.Language;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Submissions;

// Runs what a form checks on what is handed in, beside what the same organisation handed in before and, for a reviewer, beside what the
// others handed in for the same period.
internal sealed class CheckForm(CollectionDb db, PeriodForms forms, IBlobs blobs)
{
    // Three years of seasons, and never more frames than this.
    public const int SeasonsMax = 3;
    public const int FramesMax = 120;
    private const int PeersMax = 1000;

    public async Task<CheckedValues> RunAsync(SubmissionAsked asked, IReadOnlyCollection<FormValue> given, bool withPeers, CancellationToken ct)
    {
        var form = forms.Of(asked.Period);
        var (values, findings) = ReadValues.Of(form, given);
        var frame = await FrameAsync(asked, form, values, ct);
        if (withPeers)
        {
            frame.Peers = await PeersAsync(asked, form, ct);
        }

        var report = form.Checks.Run(frame);
        findings.AddRange(report.Findings.Select(f => Of(f, form.Content)));
        return new CheckedValues(form, values, findings, frame);
    }

    // Of values that nobody handed in, beside nothing.
    public static IReadOnlyList<FormFinding> Alone(TemplateForm form, IReadOnlyCollection<FormValue> given)
    {
        var (values, findings) = ReadValues.Of(form, given);
        var frame = new FormFrame(form.Shape);
        ReadValues.Fill(frame, form.Content, values);
        return [.. findings, .. form.Checks.Run(frame).Findings.Select(f => Of(f, form.Content))];
    }

    private async Task<FormFrame> FrameAsync(SubmissionAsked asked, TemplateForm form, IEnumerable<FormValue> values, CancellationToken ct)
    {
        var task = asked.Task;
        var season = task.Frequency.SeasonLength();
        var before = task.Frequency is Frequency.Once ? [] : await BeforeAsync(asked, Math.Min(SeasonsMax * season, FramesMax), ct);
        var frames = new List<FormFrame>();
        foreach (var sha256 in before.Append(null))
        {
            var frame = new FormFrame(form.Shape)
            {
                Previous = frames.Count > 0 ? frames[^1] : null,
                LastYear = task.Frequency is not Frequency.Day && frames.Count >= season ? frames[^season] : null,
                SeasonLength = season,
            };
            if (sha256 is not null)
            {
                ReadValues.Fill(frame, form.Content, HandInContent.Read(blobs, sha256).Values);
            }

            frames.Add(frame);
        }

        ReadValues.Fill(frames[^1], form.Content, values);
        return frames[^1];
    }

    // The blobs of the periods before, oldest first, one for each period, null where nothing was handed in.
    private async Task<IReadOnlyList<string?>> BeforeAsync(SubmissionAsked asked, int count, CancellationToken ct)
    {
        var codes = new List<string>();
        for (var span = asked.Task.SpanOf(asked.Period.FirstOn.AddDays(-1)); codes.Count < count; span = asked.Task.SpanOf(span.FirstOn.AddDays(-1)))
        {
            codes.Add(span.Code);
        }

        var (taskId, organisation) = (asked.Task.Id, asked.Submission.OrganisationId);
        var known = await (
            from period in db.Periods
            where period.TaskId == taskId && codes.Contains(period.Code)
            join submission in db.Submissions on period.Id equals submission.PeriodId
            where submission.OrganisationId == organisation && submission.HandInNumber > 0
            join handIn in db.HandIns on new { submission.OrganisationId, submission.Id, Number = submission.HandInNumber }
                equals new { handIn.OrganisationId, Id = handIn.SubmissionId, handIn.Number }
            orderby submission.Round
            select new { period.Code, handIn.Sha256 }).ToListAsync(ct);
        var byCode = known.GroupBy(k => k.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Sha256, StringComparer.Ordinal);
        return [.. codes.Select(c => byCode.GetValueOrDefault(c)).Reverse().SkipWhile(sha256 => sha256 is null)];
    }

    private async Task<PeerGroup> PeersAsync(SubmissionAsked asked, TemplateForm form, CancellationToken ct)
    {
        var (periodId, organisation) = (asked.Period.Id, asked.Submission.OrganisationId);
        var others = await (
            from submission in db.Submissions
            where submission.PeriodId == periodId && submission.OrganisationId != organisation && submission.HandInNumber > 0 && submission.State != SubmissionState.Superseded
            join handIn in db.HandIns on new { submission.OrganisationId, submission.Id, Number = submission.HandInNumber }
                equals new { handIn.OrganisationId, Id = handIn.SubmissionId, handIn.Number }
            orderby submission.OrganisationId
            select handIn.Sha256).Take(PeersMax).ToListAsync(ct);
        return new PeerGroup([.. others.Select(sha256 =>
        {
            var frame = new FormFrame(form.Shape);
            ReadValues.Fill(frame, form.Content, HandInContent.Read(blobs, sha256).Values);
            return frame;
        })]);
    }

    // At the place that the check left open, or else at the first cell that it names.
    internal static FormFinding Of(CheckFinding finding, TemplateContent content)
    {
        CellPlace? cell = finding.Cells.Count > 0 ? finding.Cells[0] : null;
        var sheet = cell is { } c ? content.Sheets[c.Sheet] : content.Sheets.First(s => finding.Rule.Sheet is null || s.Name == finding.Rule.Sheet);
        var row = sheet.Rows.Count == 0 ? null : finding.At.Row ?? (cell is { Row: >= 0 } r ? sheet.Rows[r.Row].Name : null);
        var column = finding.At.Column ?? (cell is { Column: >= 0 } k ? sheet.Columns[k.Column].Name : null);
        var text = finding.Rule.Message ?? new TwoTexts(finding.Rule.Expression, finding.Rule.Expression);
        var met = finding.Left.IsMissing && finding.Right.IsMissing ? "" : $" ({finding.Left} / {finding.Right})";
        return new FormFinding(finding.Rule.Code, finding.Rule.Grade, sheet.Name, row, sheet.Rows.Count == 0 && finding.Row >= 0 ? finding.Row : null, column)
        {
            Text = new TwoTexts(text.Zh + met, text.En + met),
        };
    }
}

// A submission with what it is for.
internal sealed record SubmissionAsked(Submission Submission, CollectionTask Task, CollectionPeriod Period)
{
    // The period was closed before anything was handed in.
    public bool IsShut => Period.IsClosed && Submission is { HandInNumber: 0, Round: 1 };
}

internal sealed record CheckedValues(TemplateForm Form, IReadOnlyList<FormValue> Values, IReadOnlyList<FormFinding> Findings, FormFrame Frame);

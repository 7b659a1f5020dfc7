using System.Globalization;
using System.Text.Json;
using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Checks.Language;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Templates;

namespace Gongxin.Collection.Checks.Trial;

// One trial: counts and findings as they come together, one organisation after the other.
internal sealed class TrialRun
{
    public const int FindingsMax = 200;
    private const int ValuesMax = 6;

    private readonly CheckRule _tried;
    private readonly CheckRule? _replaced;
    private readonly Dictionary<string, TrialForm> _forms;
    private readonly Dictionary<CollectionPeriodId, TrialPeriod> _periods;
    private readonly List<TrialFinding> _findings = [];

    public TrialRun(CheckRule tried, CheckRule? replaced, IReadOnlyList<(CollectionPeriod Period, TemplateForm Form)> periods, IReadOnlyDictionary<CollectionPeriodId, int> handIns)
    {
        (_tried, _replaced) = (tried, replaced);
        _forms = periods.GroupBy(p => p.Period.FormDigest, StringComparer.Ordinal).ToDictionary(g => g.Key, g => TrialForm.Of(g.First().Form, tried, replaced), StringComparer.Ordinal);
        _periods = periods.ToDictionary(
            p => p.Period.Id,
            p => new TrialPeriod(p.Period.Code, handIns.GetValueOrDefault(p.Period.Id)) { IsOtherForm = !FormOf(p.Period).Fits, CaughtNow = replaced is null ? null : 0 });
        Gained = Lost = replaced is null ? null : 0;
    }

    public IReadOnlyList<TrialFinding> Findings => _findings;
    public IReadOnlyCollection<TrialPeriod> Periods => _periods.Values;
    public int? Gained { get; private set; }
    public int? Lost { get; private set; }

    public bool AsksPeers => _forms.Values.Any(f => f.Program.AsksPeers);
    public bool AsksHistory => _forms.Values.Any(f => f.Program.AsksHistory);

    public TrialForm FormOf(CollectionPeriod period) => _forms[period.FormDigest];

    public void Take(CollectionPeriod period, TrialHandIn handIn, FormFrame frame)
    {
        var counts = _periods[period.Id];
        if (handIn.FindingCount > 0)
        {
            counts.FoundThen++;
        }

        if (counts.IsOtherForm)
        {
            return;
        }

        var form = FormOf(period);
        var report = form.Program.Run(frame);
        var (tried, now) = (report.Counts.First(c => ReferenceEquals(c.Rule, _tried)), report.Counts.FirstOrDefault(c => ReferenceEquals(c.Rule, _replaced)));
        (counts.Findings, counts.Unknown) = (counts.Findings + tried.Failed, counts.Unknown + tried.Unknown);
        counts.Caught += tried.Failed > 0 ? 1 : 0;
        if (_replaced is not null)
        {
            counts.CaughtNow += now?.Failed > 0 ? 1 : 0;
            Gained += tried.Failed > 0 && now?.Failed is not > 0 ? 1 : 0;
            Lost += tried.Failed == 0 && now?.Failed > 0 ? 1 : 0;
        }

        if (tried.Failed > 0 && _findings.Count < FindingsMax)
        {
            Keep(period, handIn, frame, form.Form.Content, report);
        }
    }

    private void Keep(CollectionPeriod period, TrialHandIn handIn, FormFrame frame, TemplateContent content, CheckReport report)
    {
        var before = JsonSerializer.Deserialize<List<FormFinding>>(handIn.FindingsJson, ReadyTemplates.Json)!;
        var said = JsonSerializer.Deserialize<List<Explanation>>(handIn.ExplanationsJson, ReadyTemplates.Json)!.GroupBy(e => e.Finding, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Text, StringComparer.Ordinal);
        var now = report.Findings.Where(f => ReferenceEquals(f.Rule, _replaced)).Select(f => PlaceOf(CheckForm.Of(f, content))).ToHashSet(StringComparer.Ordinal);
        foreach (var finding in report.Findings.Where(f => ReferenceEquals(f.Rule, _tried)).Take(FindingsMax - _findings.Count))
        {
            var placed = CheckForm.Of(finding, content);
            var same = before.Where(b => PlaceOf(b) == PlaceOf(placed)).ToList();
            _findings.Add(new TrialFinding(
                period.Code, handIn.Submission.Value, handIn.Organisation, handIn.Name, placed.Sheet, placed.Row, placed.ListRow, placed.Column, placed.Text!.In(CultureInfo.CurrentUICulture))
            {
                Values = [.. finding.Cells.Distinct().Select(c => ValueOf(frame, content, c, finding.Row)).OfType<TrialValue>().Take(ValuesMax)],
                IsFoundNow = _replaced is null ? null : now.Contains(PlaceOf(placed)),
                SaidThen = same.Count == 0 ? null : string.Join(" ", same.Select(b => said.GetValueOrDefault(b.Key)).OfType<string>()),
            });
        }
    }

    private static string PlaceOf(FormFinding finding) => FormValue.PlaceOf(finding.Sheet, finding.Row, finding.ListRow, finding.Column);

    private static TrialValue? ValueOf(FormFrame frame, TemplateContent content, CellPlace cell, int listRow)
    {
        var (sheet, shape) = (content.Sheets[cell.Sheet], frame.Shape.Sheets[cell.Sheet]);
        if (cell.Column < 0 || shape.Columns[cell.Column].Kind is not (ValueKind.Number or ValueKind.Date))
        {
            return null;
        }

        var column = sheet.Columns[cell.Column].Name;
        if (frame.Lists[cell.Sheet] is { } list)
        {
            return listRow >= 0 && listRow < list.Count ? new TrialValue(column, TextOf(list.Numbers[cell.Column][listRow], shape.Columns[cell.Column].Kind)) : null;
        }

        return cell.Row < 0 ? null : new TrialValue($"{sheet.Rows[cell.Row].Name} · {column}", TextOf(frame.Numbers[frame.Shape.CellOf(cell.Sheet, cell.Row, cell.Column)], shape.Columns[cell.Column].Kind));
    }

    private static string TextOf(Figure figure, ValueKind kind) => kind is ValueKind.Date && !figure.IsMissing
        ? DateOnly.FromDayNumber((int)figure.Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : figure.ToString();
}

// A hand-in that is looked at.
internal sealed record TrialHandIn(
    SubmissionId Submission, Guid Organisation, string Name, CollectionPeriodId Period, int Round, string Sha256, int FindingCount, string FindingsJson, string ExplanationsJson);

// The checks compiled for the form of one period.
internal sealed record TrialForm(TemplateForm Form, CheckProgram Program, CheckFault? Fault)
{
    public bool Fits => Fault is null;

    public static TrialForm Of(TemplateForm form, CheckRule tried, CheckRule? replaced)
    {
        var program = CheckProgram.Compile(form.Shape, replaced is null ? [tried] : [tried, replaced]);
        return new TrialForm(form, program, program.Faults.FirstOrDefault(f => ReferenceEquals(f.Rule, tried))?.Fault);
    }
}

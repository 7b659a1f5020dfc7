using Gongxin.Credit.Measures.Memoranda;

namespace Gongxin.Credit.Measures;

// What the officers' pages do: the same functions as the API.
public sealed class MeasureQueries
{
    private readonly MeasureDesk _desk;
    private readonly MemorandumDesk _memoranda;

    internal MeasureQueries(MeasureDesk desk, MemorandumDesk memoranda) => (_desk, _memoranda) = (desk, memoranda);

    public async Task<Guid> InitiateAsync(string? memorandum, Guid? cause, CancellationToken ct) => (await _desk.InitiateAsync(new(memorandum, cause), ct)).Measure.Id;

    public Task StepAsync(Guid measure, int task, MeasureStep step, CancellationToken ct) => _desk.StepAsync(measure, task, step, ct);

    public Task LiftAsync(Guid measure, string? reason, string? text, CancellationToken ct) =>
        _desk.LiftAsync(measure, new(Enum.TryParse<LiftReason>(reason, true, out var why) ? why : null, text), ct);

    /// <summary>Clauses are lines: measure, field, credit code of the department and basis, with bars between them.</summary>
    public async Task<string> AgreeAsync(NewMemorandum memorandum, string? clauses, CancellationToken ct) =>
        (await _memoranda.AgreeAsync(memorandum with { Clauses = [.. Lines(clauses).Select(ClauseOf)] }, ct)).Code;

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static NewClause ClauseOf(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        string? Part(int place) => place < parts.Length ? parts[place] : null;
        return new(Part(0), Part(1), Part(2), Part(3));
    }
}

using Gongxin.Kernel.Http;

namespace Gongxin.Credit.Records.Reading;

// What the pages of records read: the same functions as the API.
public sealed class CreditQueries
{
    private readonly RecordReads _reads;

    internal CreditQueries(RecordReads reads) => _reads = reads;

    public Task<IReadOnlyList<FoundCredit>> SearchAsync(string words, CancellationToken ct) => _reads.SearchAsync(words, ct);

    /// <exception cref="Kernel.Errors.Refusal">A parameter cannot be read.</exception>
    public Task<PageOf<RecordItem>> ListAsync(RecordQuestion question, CancellationToken ct) => _reads.ListAsync(
        RecordFilter.Of(question.Kind, question.Uscc, question.Authority, question.Name, question.DecidedFrom, question.DecidedUntil) with
        {
            IsLate = question.IsLate,
            After = RecordPlace.Parse(question.After),
        },
        ct);

    public Task<SubjectCreditView> SubjectAsync(string uscc, CancellationToken ct) => _reads.SubjectAsync(uscc, ct);

    public Task<RecordView> RecordAsync(string uscc, Guid id, CancellationToken ct) => _reads.RecordAsync(uscc, id, ct);

    public Task<IReadOnlyList<TimelinessRow>> TimelinessAsync(CancellationToken ct) => _reads.TimelinessAsync(ct);
}

/// <summary>What a page asks, as it stands in its address.</summary>
public sealed record RecordQuestion(string? Kind, string? Uscc = null)
{
    public string? Authority { get; init; }
    public string? Name { get; init; }
    public string? DecidedFrom { get; init; }
    public string? DecidedUntil { get; init; }
    public bool IsLate { get; init; }
    public string? After { get; init; }
}

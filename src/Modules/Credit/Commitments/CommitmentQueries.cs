namespace Gongxin.Credit.Commitments;

// What the units' pages do: the same functions as the API.
public sealed class CommitmentQueries
{
    private readonly CommitmentDesk _desk;

    internal CommitmentQueries(CommitmentDesk desk) => _desk = desk;

    public Task<CommitmentView> RecordAsync(NewCommitment commitment, CancellationToken ct) => _desk.RecordAsync(commitment, ct);

    public Task<CommitmentView> JudgeAsync(string code, CommitmentJudgement judgement, CancellationToken ct) => _desk.JudgeAsync(code, judgement, ct);

    public Task<CommitmentView> VoidAsync(string code, string? reason, CancellationToken ct) => _desk.VoidAsync(code, new(reason), ct);
}

using Gongxin.Kernel.Identity;

namespace Gongxin.Credit.Answers;

// What the page of checks does: the same function as the API.
public sealed class CheckQueries
{
    private readonly CheckDesk _desk;
    private readonly CurrentActor _current;

    internal CheckQueries(CheckDesk desk, CurrentActor current) => (_desk, _current) = (desk, current);

    /// <exception cref="Kernel.Errors.Refusal">The question is not complete.</exception>
    public Task<IReadOnlyList<CheckAnswer>> AskAsync(string? purpose, string? caseNumber, IReadOnlyList<string> subjects) =>
        _desk.AskAsync(CheckQuestion.Of(purpose, caseNumber, subjects), _current.Actor);
}

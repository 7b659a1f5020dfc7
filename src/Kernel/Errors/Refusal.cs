namespace Gongxin.Kernel.Errors;

/// <summary>
/// An expected "no" of a rule: thrown where the rule stands, turned into an RFC 9457 answer or a page in one place.
/// </summary>
/// <param name="code">Stable code such as <c>dataset.not-found</c>, documented in <c>docs/problems.md</c>; also the key of its text.</param>
/// <param name="status">HTTP status, 400–499 (or 503 for "not now").</param>
/// <param name="args">Values for the placeholders of the text.</param>
public sealed class Refusal(string code, int status, params object[] args) : Exception(code)
{
    public string Code { get; } = code;
    public int Status { get; } = status;
    public IReadOnlyList<object> Args { get; } = args;
}

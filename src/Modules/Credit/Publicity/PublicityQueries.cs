using Gongxin.Kernel.Time;

namespace Gongxin.Credit.Publicity;

// What the pages of publicity read: the same functions as the API.
public sealed class PublicityQueries
{
    private readonly PublicityRules _rules;
    private readonly TimeProvider _clock;

    internal PublicityQueries(PublicityRules rules, TimeProvider clock) => (_rules, _clock) = (rules, clock);

    public DateOnly Today => _clock.LegalToday();

    public IReadOnlyList<PublicityRow> Rows => [.. _rules.Rows.Select(PublicityRow.Of)];

    /// <exception cref="Kernel.Errors.Refusal">A word or a day cannot be read.</exception>
    public PublicityView Window(string kind, string decided, string? severity, bool safety, string? validUntil) =>
        PublicityView.Of(_rules.WindowOf(ReadPublicity.FactsOf(kind, decided, severity, safety, validUntil)));
}

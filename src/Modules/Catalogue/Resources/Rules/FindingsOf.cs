namespace Gongxin.Catalogue.Resources.Rules;

// Gathers the findings of one check on one day.
internal sealed class FindingsOf(ResourceRuleBook rules, DateOnly today)
{
    private readonly List<ResourceFinding> _found = [];

    public IReadOnlyList<ResourceFinding> All => _found;

    public void Add(string field, string code, string? text = null, params string[] args) =>
        _found.Add(new ResourceFinding(field, code, Excerpt(text), args));

    // Only when the rule is in force on the day of the check.
    public void AddRule(string field, string code, string? text = null)
    {
        if (RuleFor(code) is { } rule)
        {
            _found.Add(new ResourceFinding(field, code, Excerpt(text)) { Rule = rule });
        }
    }

    public ResourceRule? RuleFor(string code) => rules.InForce(code, today);

    public void RequireText(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(field, "resource.field-missing");
        }
    }

    public void Limit(string field, string? value, int max)
    {
        if (value?.Length > max)
        {
            Add(field, "resource.text-too-long", value, max.ToString(System.Globalization.CultureInfo.InvariantCulture), value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string? Excerpt(string? text) =>
        text is { Length: > Kernel.Tabular.Finding.TextMax } ? Kernel.Tabular.FindingText.Excerpt(System.Text.Encoding.UTF8.GetBytes(text)) : text;
}

using System.Globalization;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Resources.Rules;

// One dated row of what a resource must meet. The row that applies is the one in force on the day of the check.
internal sealed record ResourceRule(
    string Code, TwoTexts Name, int Value, DateOnly? ValidFrom, DateOnly? ValidTo, TwoTexts LegalBasis, Certainty Certainty)
{
    public bool IsInForceOn(DateOnly day) => (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);

    // What was not compared with its text is a setting, and never shown as law.
    public string? BasisIn(CultureInfo culture) => Certainty is Certainty.Unverified ? null : LegalBasis.In(culture);
}

internal sealed class ResourceRuleBook(IEnumerable<ResourceRule> rules)
{
    private static readonly Lazy<ResourceRuleBook> Shipped = new(() => new ResourceRuleBook(Read()));

    public static ResourceRuleBook BuiltIn => Shipped.Value;

    public IReadOnlyList<ResourceRule> All { get; } = [.. rules];

    // Null when there is no such rule on that day.
    public ResourceRule? InForce(string code, DateOnly on) => All.FirstOrDefault(r => r.Code == code && r.IsInForceOn(on));

    private static IEnumerable<ResourceRule> Read()
    {
        var file = OwnCsv.ReadEmbedded(typeof(ResourceRule).Assembly, "Gongxin.Catalogue.Resources.Rules.resource-rules.csv");
        return file.Rows.Select(row => Read(column => row[file.IndexOf(column)]));
    }

    private static ResourceRule Read(Func<string, string> cell) => new(
        cell("code"),
        new TwoTexts(cell("name_zh"), cell("name_en")),
        cell("value").Length == 0 ? 0 : int.Parse(cell("value"), NumberStyles.None, CultureInfo.InvariantCulture),
        Day(cell("valid_from")),
        Day(cell("valid_to")),
        new TwoTexts(cell("legal_basis_zh"), cell("legal_basis_en")),
        Enum.Parse<Certainty>(cell("certainty"), ignoreCase: true));

    private static DateOnly? Day(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

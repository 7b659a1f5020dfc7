using System.Globalization;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Classes;

// One dated row of class-publicity.csv: who may be told of records of a class, and what ends that. The row in force on the day of the fact
// applies for ever; where none is, nobody is told: publicity needs a rule that orders or allows it.
internal sealed record ClassRule(
    string Class, string Variety, DisclosureScope Scope, PublicityEnd End, DateOnly? ValidFrom, DateOnly? ValidTo, TwoTexts LegalBasis, Certainty Certainty, string Source)
{
    public static IReadOnlyList<ClassRule> All { get; } = [.. EmbeddedRow.All("Records.Classes.class-publicity.csv").Select(Read)];

    // The row of that variety comes before the row of all others.
    public static ClassRule? For(string code, string? variety, DateOnly day)
    {
        var rows = All.Where(r => r.Class == code && (r.ValidFrom is null || day >= r.ValidFrom) && (r.ValidTo is null || day <= r.ValidTo)).ToList();
        return rows.Find(r => r.Variety.Length > 0 && r.Variety == variety) ?? rows.Find(r => r.Variety.Length == 0);
    }

    /// <summary>Last day of publicity; null when it has no end.</summary>
    public DateOnly? UntilOf(DateOnly? validUntil, DateOnly? endedOn) => End switch
    {
        PublicityEnd.Valid => validUntil,
        PublicityEnd.Ended => endedOn?.AddDays(-1),
        PublicityEnd.EndedOrValid => endedOn is null || validUntil < endedOn ? validUntil : endedOn?.AddDays(-1),
        _ => null,
    };

    private static ClassRule Read(EmbeddedRow row) => new(
        row["class"], row["variety"], Enum.Parse<DisclosureScope>(row["scope"]), Enum.Parse<PublicityEnd>(row["end"]), DayOf(row["valid_from"]), DayOf(row["valid_to"]),
        row.Both("legal_basis"), Enum.Parse<Certainty>(row["certainty"]), row["source"]);

    private static DateOnly? DayOf(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identifiers;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Text;
using Gongxin.Registry.Identifiers;

namespace Gongxin.Registry.Subjects;

// One subject as handed in, read and checked: under which id it is to be kept, what it is, and what was odd.
internal sealed record CheckedSubject(
    long Row, SubjectId Id, SubjectFacts Facts, IReadOnlyList<CheckedIdentifier> Identifiers, IReadOnlyList<string> FormerNames,
    IReadOnlyList<(RelationKind Kind, SubjectId Other)> Relations, IReadOnlyList<Finding> Warnings)
{
    // The finding says why a row cannot be a subject.
    public static (CheckedSubject? Subject, Finding? Refused) Read(long row, SubjectData data, IdentifierChecks checks, DateOnly today)
    {
        var name = NormalForm.Compatible(data.Name) is { Length: > 0 } ? data.Name.Trim() : "";
        var isPerson = data.Kind is SubjectKind.NaturalPerson;
        if (!isPerson && (name.Length is 0 or > Subject.NameMax || CompanyName.Normal(name).Length == 0))
        {
            return (null, new Finding(row, "name", "registry.name-not-usable", Short(data.Name)));
        }

        var identifiers = new List<CheckedIdentifier>();
        var warnings = new List<Finding>();
        foreach (var given in data.Uscc is { Length: > 0 } code ? [new IdentifierData(IdentifierKind.Uscc, code), .. data.Identifiers] : data.Identifiers)
        {
            var identifier = checks.Check(given);
            if (identifier.Check is IdentifierCheck.Placeholder)
            {
                continue;
            }

            if (!identifier.IsUsable)
            {
                return (null, new Finding(row, given.Kind.ToString(), "registry.identifier-malformed", identifier.IsSecret ? null : Short(given.Value)));
            }

            if (identifier.IsDoubtful)
            {
                warnings.Add(new Finding(row, given.Kind.ToString(), "registry.check-digit-wrong", identifier.IsSecret ? null : identifier.Value));
            }

            identifiers.Add(identifier);
        }

        if (identifiers.Count == 0)
        {
            return (null, new Finding(row, "uscc", "registry.identifier-missing", isPerson ? null : Short(name)));
        }

        var uscc = identifiers.Find(i => i.Kind is IdentifierKind.Uscc)?.Value;
        var facts = new SubjectFacts(
            uscc, isPerson ? "" : name, data.Kind ?? UsccParts.KindOf(uscc), data.State,
            isPerson ? null : data.Region ?? UsccParts.RegionOf(uscc), data.AsOf ?? today);
        var relations = data.Relations.Select(r => (r.Kind, checks.Check(r.Other))).Where(r => r.Item2.IsUsable).Select(r => (r.Kind, r.Item2.Subject));
        return (new CheckedSubject(
            row, identifiers[0].Subject, facts, identifiers, isPerson ? [] : [.. data.FormerNames.Where(n => n.Length <= Subject.NameMax)], [.. relations], warnings), null);
    }

    private static string Short(string text) => text.Length > Finding.TextMax ? text[..Finding.TextMax] : text;
}

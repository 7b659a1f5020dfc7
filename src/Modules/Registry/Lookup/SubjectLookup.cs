using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identifiers;
using Gongxin.Registry.Subjects;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Lookup;

// One subject by any of its identifiers, for the API and the page.
internal sealed class SubjectLookup(RegistryDb registry, SubjectReads subjects, LookupGuard guard, ISameSubjects same)
{
    private const int RelationsMax = 500;

    public async Task<SubjectView> FindAsync(string code, HttpContext? http, CancellationToken ct)
    {
        guard.Enter(http);
        if (await subjects.IdentifiedByAsync(code, ct) is { } subject)
        {
            return await same.LeadingAsync(subject, ct);
        }

        guard.Missed(http);
        var shown = code.Length > SubjectIdentifier.ValueMax ? code[..SubjectIdentifier.ValueMax] : code;
        throw IdentifierRules.CheckUscc(IdentifierRules.Normalise(code.Trim())) is IdentifierCheck.WrongCheckDigit
            ? RegistryRefusals.CodeMistyped(shown)
            : RegistryRefusals.SubjectNotFound(shown);
    }

    public async Task<SubjectHistoryView> HistoryAsync(SubjectView subject, CancellationToken ct)
    {
        var id = subject.Id;
        var all = (await same.CurrentAsync(ct)).AllOf(id);
        var identifiers = await registry.Identifiers.AsNoTracking().OfOne(i => i.SubjectId, all).Where(i => i.Kind != IdentifierKind.Person)
            .OrderBy(i => i.UntilOn != null).ThenBy(i => i.Kind).ThenBy(i => i.Value)
            .Select(i => new IdentifierView(i.Kind, i.Value, i.Check, i.FromOn, i.UntilOn, i.Source)).ToListAsync(ct);
        var names = await registry.Names.AsNoTracking().OfOne(n => n.SubjectId, all)
            .OrderBy(n => n.SubjectId != id).ThenBy(n => n.IsFormer).ThenByDescending(n => n.FromOn).ThenBy(n => n.Name)
            .Select(n => new NameView(n.Name, n.IsFormer, n.FromOn, n.UntilOn, n.SubjectId != id)).ToListAsync(ct);
        var periods = await registry.Periods.AsNoTracking().Where(p => p.SubjectId == id).OrderByDescending(p => p.FromOn).ToListAsync(ct);
        return new SubjectHistoryView(
            subject, identifiers, [.. names.DistinctBy(n => n.Name)],
            [.. periods.Where(p => p.Kind is PeriodKind.State).Select(p => new StateView(Enum.Parse<SubjectState>(p.Value), p.FromOn))],
            [.. periods.Where(p => p.Kind is PeriodKind.Region).Select(p => new RegionView(p.Value, p.FromOn))],
            await same.KnownAsAsync(id, ct));
    }

    // A person among them is told as a relation without the other; their other firms are told as such.
    public async Task<IReadOnlyList<RelationView>> RelationsAsync(SubjectView subject, CancellationToken ct)
    {
        var all = (await same.CurrentAsync(ct)).AllOf(subject.Id);
        var own = await registry.Relations.AsNoTracking().OfOne(r => r.SubjectId, all).OrderBy(r => r.Kind).ThenBy(r => r.OtherId).Take(RelationsMax).ToListAsync(ct);
        var to = await registry.Relations.AsNoTracking().OfOne(r => r.OtherId, all).OrderBy(r => r.Kind).ThenBy(r => r.SubjectId).Take(RelationsMax).ToListAsync(ct);
        var representatives = own.Where(r => r.Kind is RelationKind.LegalRepresentative).Select(r => r.OtherId).ToList();
        var shared = representatives.Count == 0
            ? []
            : await registry.Relations.AsNoTracking().Where(r => representatives.Contains(r.OtherId) && r.Kind == RelationKind.LegalRepresentative && !all.Contains(r.SubjectId))
                .OrderBy(r => r.SubjectId).Take(RelationsMax).ToListAsync(ct);
        var views = await subjects.ReadAsync([.. own.Select(r => r.OtherId).Concat(to.Concat(shared).Select(r => r.SubjectId)).Distinct()], ct);
        return
        [
            .. own.Select(r => new RelationView(r.Kind.ToString(), views.GetValueOrDefault(r.OtherId), r.FromOn, r.UntilOn)),
            .. to.Where(r => views.ContainsKey(r.SubjectId)).Select(r => new RelationView("Has" + r.Kind, views[r.SubjectId], r.FromOn, r.UntilOn)),
            .. shared.Where(r => views.ContainsKey(r.SubjectId)).Select(r => new RelationView("SameRepresentative", views[r.SubjectId], r.FromOn, r.UntilOn)),
        ];
    }
}

// A subject with everything that was said of it, newest first; identifiers and names of all its entries. KnownAs: as what else it is or was
// kept.
internal sealed record SubjectHistoryView(
    SubjectView Subject, IReadOnlyList<IdentifierView> Identifiers, IReadOnlyList<NameView> Names, IReadOnlyList<StateView> States, IReadOnlyList<RegionView> Regions,
    IReadOnlyList<KnownAs> KnownAs);

internal sealed record IdentifierView(IdentifierKind Kind, string Value, IdentifierCheck Check, DateOnly FromOn, DateOnly? UntilOn, string Source);

// OfOther: it is the name of another entry of the same subject.
internal sealed record NameView(string Name, bool IsFormer, DateOnly? FromOn, DateOnly? UntilOn, bool OfOther);

internal sealed record StateView(SubjectState State, DateOnly FromOn);

internal sealed record RegionView(string Region, DateOnly FromOn);

// Kind: a kind of relation, read from this subject; with Has before it, read from the other; or SameRepresentative.
internal sealed record RelationView(string Kind, SubjectView? Other, DateOnly FromOn, DateOnly? UntilOn);

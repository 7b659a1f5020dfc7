using System.Runtime.CompilerServices;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Marks;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Reading;

// What everybody may read of records: what is public today and nothing else.
internal sealed class RecordReads(CreditDb credit, WholeSubjects subjects, ISubjectNames names, ISameSubjects same, TimeProvider clock)
{
    private const int FoundMax = 50;

    public async Task<PageOf<RecordItem>> ListAsync(RecordFilter filter, CancellationToken ct)
    {
        var records = credit.ShownOn(clock.LegalToday());
        if (filter.Uscc is { } uscc)
        {
            if (await subjects.FindAsync(uscc, ct) is not { } subject)
            {
                return PageOf<RecordItem>.Empty;
            }

            records = records.OfOne(r => r.SubjectId, subject.Ids);
        }

        records = Narrow(records, filter);
        var total = await records.LongCountAsync(ct);
        var (page, next) = await PieceAsync(records, filter, ct);
        return new([.. page.Select(RecordItem.Of)], total, next?.ToString());
    }

    // All records of the filter in pieces of its limit, each as it is public when it is read: nothing stays open between them.
    public async IAsyncEnumerable<IReadOnlyList<RecordItem>> WholeAsync(RecordFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        for (RecordFilter? rest = filter; rest is not null;)
        {
            var (piece, next) = await PieceAsync(Narrow(credit.ShownOn(clock.LegalToday()), rest), rest, ct);
            yield return [.. piece.Select(RecordItem.Of)];
            rest = next is null ? null : rest with { After = next };
        }
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.subject-not-found</c></exception>
    public async Task<SubjectCreditView> SubjectAsync(string uscc, CancellationToken ct)
    {
        var subject = await subjects.OfCodeAsync(uscc, ct);
        var known = await subjects.KnownAsAsync(subject, ct);
        return (await ViewsAsync([subject.View], ct))[0] with { KnownAs = known.Count > 0 ? known : null };
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.subject-not-found</c> or <c>credit.record-not-found</c>, also when it is not public.</exception>
    public async Task<RecordView> RecordAsync(string uscc, Guid id, CancellationToken ct)
    {
        var wanted = new RecordId(id);
        var record = await PublicRecord.ReadAsync(credit, (await subjects.OfCodeAsync(uscc, ct)).Ids, wanted, clock.LegalToday(), ct);
        var subject = record.SubjectId;
        var statements = await credit.Statements.AsNoTracking().Where(s => s.SubjectId == subject && s.RecordId == wanted).OrderBy(s => s.Number).ToListAsync(ct);
        var counting = statements.Single(s => s.Number == record.StatementNumber).Fields;
        return new(
            RecordItem.Of(record),
            FieldView.Of(record.Kind, counting),
            [.. statements.Select(s => new StatementView(s.Number, s.Source, s.FirstSeenOn, s.LastSeenOn, s.Number == record.StatementNumber, s.Digest))])
        {
            Marks = await MarkView.OfAsync(credit.Marks.AsNoTracking().Where(m => m.SubjectId == subject && m.RecordId == wanted), ct),
            Changes = RecordClass.Of(record.Kind).ShowsChanges ? ChangeView.Of(record.Kind, statements) : [],
            Rule = RuleOf(record, counting),
        };
    }

    // By any identifier, and by names as the register finds them: former ones, parts, pinyin. What is merely written alike is shown when
    // there is nothing else.
    public async Task<IReadOnlyList<FoundCredit>> SearchAsync(string words, CancellationToken ct)
    {
        if (NormalForm.Compatible(words).Length is < FoundSubject.QueryMin or > FoundSubject.QueryMax)
        {
            return [];
        }

        var found = await names.SearchAsync(words, FoundMax, ct);
        var sure = found.Where(f => f.By is not FoundBy.SimilarName).ToList();
        var told = (sure.Count > 0 ? sure : found).Where(f => f.Subject.Uscc is not null).DistinctBy(f => f.Subject.Id).ToList();
        var views = await ViewsAsync([.. told.Select(f => f.Subject)], ct);
        return [.. views.Zip(told, (view, f) => new FoundCredit(view, f.Name == f.Subject.Name ? null : f.Name) { IsOfOtherEntry = f.By is FoundBy.OtherEntry })];
    }

    // Only decisions of since this authority's decisions come in: what is older could not have been in time.
    public async Task<IReadOnlyList<TimelinessRow>> TimelinessAsync(CancellationToken ct)
    {
        var timed = credit.Records.AsNoTracking().Where(r => r.DueOn != null);
        var begins = timed.GroupBy(r => new { r.AuthorityUscc, r.Kind }).Select(g => new { g.Key.AuthorityUscc, g.Key.Kind, First = g.Min(r => r.FirstSeenOn) });
        var rows = await timed
            .Join(begins, r => new { r.AuthorityUscc, r.Kind }, b => new { b.AuthorityUscc, b.Kind }, (r, b) => new { Record = r, b.First })
            .Where(p => p.Record.DecidedOn >= p.First)
            .GroupBy(p => new { p.Record.AuthorityUscc, p.Record.Kind })
            .Select(g => new { g.Key.AuthorityUscc, g.Key.Kind, Name = g.Max(p => p.Record.Authority), Count = g.LongCount(), Late = g.Sum(p => p.Record.IsLate ? 1L : 0L) })
            .OrderBy(g => g.AuthorityUscc).ThenBy(g => g.Kind).ToListAsync(ct);
        return [.. rows.Select(r => new TimelinessRow(r.AuthorityUscc, r.Name ?? "", RecordItem.WordOf(r.Kind), r.Count, r.Late))];
    }

    private static ClassRuleView? RuleOf(CreditRecord record, string fields)
    {
        var variety = RecordTemplate.Of(record.Kind).Parts.Variety is { } field ? FieldView.ValuesOf(fields).GetValueOrDefault(field) : null;
        return ClassRule.For(RecordClass.Of(record.Kind).Code, variety, record.DecidedOn) is { } rule ? ClassRuleView.Of(rule) : null;
    }

    // From the filter's place on; where the next piece begins, or null after the last.
    private static async Task<(IReadOnlyList<CreditRecord> Records, RecordPlace? Next)> PieceAsync(IQueryable<CreditRecord> records, RecordFilter filter, CancellationToken ct)
    {
        if (filter.After is { } after)
        {
            records = records.Where(r => r.DecidedOn < after.DecidedOn || (r.DecidedOn == after.DecidedOn && r.Serial < after.Serial));
        }

        var piece = await records.OrderByDescending(r => r.DecidedOn).ThenByDescending(r => r.Serial).Take(filter.Limit).ToListAsync(ct);
        return (piece, piece.Count == filter.Limit && piece.Count > 0 ? new(piece[^1].DecidedOn, piece[^1].Serial) : null);
    }

    private static IQueryable<CreditRecord> Narrow(IQueryable<CreditRecord> records, RecordFilter filter)
    {
        records = filter.Kind is { } kind ? records.Where(r => r.Kind == kind) : records;
        records = filter.AuthorityUscc is { } authority ? records.Where(r => r.AuthorityUscc == authority) : records;
        records = filter.NameBegins is { } name ? records.Where(r => r.SubjectNormal.StartsWith(name)) : records;
        records = filter.DecidedFrom is { } from ? records.Where(r => r.DecidedOn >= from) : records;
        records = filter.DecidedUntil is { } until ? records.Where(r => r.DecidedOn <= until) : records;
        return filter.IsLate ? records.Where(r => r.IsLate) : records;
    }

    private async Task<IReadOnlyList<SubjectCreditView>> ViewsAsync(IReadOnlyList<SubjectView> found, CancellationToken ct)
    {
        var one = await same.CurrentAsync(ct);
        var ids = one.AllOf([.. found.Select(s => s.Id)]);
        var counts = await credit.ShownOn(clock.LegalToday()).Where(r => ids.Contains(r.SubjectId))
            .GroupBy(r => new { r.SubjectId, r.Kind }).Select(g => new { g.Key, Count = g.LongCount() })
            .ToDictionaryAsync(g => (g.Key.SubjectId, g.Key.Kind), g => g.Count, ct);
        long Count(SubjectView subject, RecordKind kind) => one.AllOf(subject.Id).Sum(id => counts.GetValueOrDefault((id, kind)));
        return
        [
            .. found.Select(s => new SubjectCreditView(s.Uscc, s.Name, s.Kind, s.State, s.Region, Count(s, RecordKind.Licence), Count(s, RecordKind.Penalty))
            {
                Others = [.. RecordClass.All.Where(c => !c.IsInMatrix).Select(c => new ClassCount(c.Code, c.Name, Count(s, c.Kind))).Where(c => c.Count > 0)],
            }),
        ];
    }
}

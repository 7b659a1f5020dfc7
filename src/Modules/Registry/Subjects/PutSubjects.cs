using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Time;
using Gongxin.Registry.Identifiers;

namespace Gongxin.Registry.Subjects;

// Takes subjects in by batches of one transaction each: memory has a bound, and a run that was killed is simply run again.
internal sealed class PutSubjects(RegistryDb registry, IdentifierChecks checks, TimeProvider clock)
{
    public const int BatchMax = 5000;

    public async Task<SubjectsPut> RunAsync(IEnumerable<SubjectData> subjects, string source, CancellationToken ct)
    {
        var (total, findings) = (new SubjectsPut(0, 0, 0, 0, 0, []), new List<Finding>());
        var (row, today) = (0L, clock.LegalToday());
        foreach (var chunk in subjects.Chunk(BatchMax))
        {
            var batch = new Dictionary<SubjectId, CheckedSubject>();
            var refused = 0;
            foreach (var data in chunk)
            {
                var (subject, finding) = CheckedSubject.Read(++row, data, checks, today);
                if (subject is null)
                {
                    refused++;
                }
                else
                {
                    // The last row about a subject counts, as if they had come one after the other.
                    batch[subject.Id] = subject;
                }

                findings.AddRange((finding is null ? subject!.Warnings : [finding]).Take(SubjectsPut.FindingsMax - findings.Count));
            }

            var (added, changed, same) = await WriteAsync(batch, source, ct);
            total = new(
                total.Added + added, total.Changed + changed, total.Same + same, total.Refused + refused,
                total.Warned + batch.Values.Count(s => s.Warnings.Count > 0), findings);
        }

        return total;
    }

    private async Task<(int Added, int Changed, int Same)> WriteAsync(Dictionary<SubjectId, CheckedSubject> batch, string source, CancellationToken ct)
    {
        if (batch.Count == 0)
        {
            return (0, 0, 0);
        }

        // One transaction for rows that the change tracker does not see, the changes of known subjects, audit and ledger.
        await using var transaction = await registry.Whole.Database.BeginTransactionAsync(ct);
        var revision = await registry.NextRevisionAsync(ct);
        var known = await KnownSubjects.ReadAsync(registry, batch, ct);
        var rows = new SubjectRows(source, revision);
        var changed = 0;
        foreach (var subject in known.ByWhoItIs(batch.Values))
        {
            if (known.Find(subject) is { } old)
            {
                changed += rows.Change(old, subject) ? 1 : 0;
            }
            else
            {
                rows.Add(subject);
            }
        }

        var added = rows.Subjects.Count;
        if (added + changed == 0)
        {
            await transaction.RollbackAsync(ct);
            registry.Whole.ChangeTracker.Clear();
            return (0, 0, batch.Count);
        }

        await rows.WriteAsync(registry.Whole, ct);
        registry.Audit("SubjectsPut", $"registry:revision/{revision}", new { source, added, changed });
        registry.QueueLedger("registry.subjects-put", $"registry:revision/{revision}", new { revision, source, added, changed, digest = rows.Digest() });
        await registry.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        registry.Whole.ChangeTracker.Clear();
        return (added, changed, batch.Count - added - changed);
    }
}

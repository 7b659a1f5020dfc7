using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Marks;

/// <summary>What was done to a record, and when.</summary>
/// <param name="Kind">objection-opened, objection-dismissed, corrected, repair-opened, repair-declined, repaired or withdrawn.</param>
/// <param name="CaseNumber">The case by which it was done; null for what an authority did by itself.</param>
public sealed record MarkView(int Number, string Kind, DateTime At, string? CaseNumber, string? Reason)
{
    internal static async Task<IReadOnlyList<MarkView>> OfAsync(IQueryable<RecordMark> marks, CancellationToken ct) =>
        [.. (await marks.OrderBy(m => m.Number).ToListAsync(ct)).Select(m => new MarkView(m.Number, WordOf(m.Kind), m.At, m.CaseNumber, m.Reason))];

    internal static string WordOf(MarkKind kind) => kind switch
    {
        MarkKind.ObjectionOpened => "objection-opened",
        MarkKind.ObjectionDismissed => "objection-dismissed",
        MarkKind.Corrected => "corrected",
        MarkKind.RepairOpened => "repair-opened",
        MarkKind.RepairDeclined => "repair-declined",
        MarkKind.Repaired => "repaired",
        _ => "withdrawn",
    };
}

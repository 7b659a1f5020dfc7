using System.Globalization;
using System.Text.Json;
using Gongxin.Cases.Applying;
using Gongxin.Cases.Casework;
using Gongxin.Cases.Clocks;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Cases.Desk;

// What officers read of cases: what is with them, and of the applicant only what they have the permission for.
public sealed class CaseReads
{
    public const int PageSize = 50;

    private static readonly string[] Personal = ["name", "phone", "email", "capacity", "words"];

    private readonly CasesDb _cases;
    private readonly CaseClocks _clocks;
    private readonly CaseSecrets _secrets;
    private readonly TimeProvider _clock;

    internal CaseReads(CasesDb cases, CaseClocks clocks, CaseSecrets secrets, TimeProvider clock) => (_cases, _clocks, _secrets, _clock) = (cases, clocks, secrets, clock);

    public bool IsDesk => _cases.IsDesk;

    public bool MayReadApplicants => _cases.Asker.May(CasesPermissions.ReadApplicant);

    /// <summary>What is due comes first, in order of its day; then what is not due.</summary>
    /// <param name="state">A state, or null for what is open.</param>
    public async Task<PageOf<CaseItem>> QueueAsync(string? state, string? cursor, CancellationToken ct)
    {
        var wanted = string.IsNullOrEmpty(state) ? [CaseState.Submitted, CaseState.Incomplete, CaseState.Handling] : new[] { StateOf(state) };
        var from = string.IsNullOrEmpty(cursor) ? 0
            : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw CasesRefusals.QueryNotReadable("cursor");
        var queue = _cases.Visible.AsNoTracking().Where(c => wanted.Contains(c.State));
        var total = await queue.LongCountAsync(ct);
        var page = await queue.OrderBy(c => c.DueOn == null).ThenBy(c => c.DueOn).ThenBy(c => c.Id).Skip(from).Take(PageSize).ToListAsync(ct);
        var today = _clock.LegalToday();
        var next = from + page.Count;
        return new([.. page.Select(c => CaseItem.Of(c, today))], total, next < total ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<CaseView> ReadAsync(string number, CancellationToken ct) => CaseView.Of(await FindAsync(number, ct), _clocks, _clock.LegalToday(), null);

    public async Task<ApplicantView> ApplicantAsync(string number, CancellationToken ct)
    {
        var file = await FindAsync(number, ct);
        var kept = await _cases.Applicants.AsNoTracking().SingleAsync(a => a.CaseId == file.Id, ct);
        await _cases.AuditPersonalReadAsync($"case:{number}", Personal, ct);
        var applicant = JsonSerializer.Deserialize<Applicant>(_secrets.Reveal(kept.Content))!;
        var words = CaseView.Of(file, _clocks, _clock.LegalToday(), _secrets.Reveal).Steps.Where(s => s is { IsApplicants: true, Text: not null });
        return new(applicant.Name, applicant.Phone, applicant.Email, applicant.Capacity, [.. words]);
    }

    internal async Task<CaseAttachment> AttachmentAsync(string number, int attachment, CancellationToken ct)
    {
        var file = await FindAsync(number, ct);
        var found = file.Attachments.SingleOrDefault(a => a.Number == attachment) ?? throw CasesRefusals.NotFound();
        await _cases.AuditPersonalReadAsync($"case:{number}", [string.Create(CultureInfo.InvariantCulture, $"attachment-{attachment}")], ct);
        return found;
    }

    private async Task<Case> FindAsync(string number, CancellationToken ct) =>
        await CasesDb.Whole(_cases.Visible.AsNoTracking()).SingleOrDefaultAsync(c => c.Number == number, ct) ?? throw CasesRefusals.NotFound();

    private static CaseState StateOf(string word) =>
        Enum.GetValues<CaseState>().Where(s => CaseWords.Of(s) == word).Cast<CaseState?>().FirstOrDefault() ?? throw CasesRefusals.QueryNotReadable("state");
}

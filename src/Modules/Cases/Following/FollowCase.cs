using System.Security.Cryptography;
using System.Text;
using Gongxin.Cases.Applying;
using Gongxin.Cases.Casework;
using Gongxin.Cases.Clocks;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Cases.Following;

/// <summary>What an applicant adds to a case.</summary>
/// <param name="Step">supplement, drop or reopen.</param>
public sealed record ApplicantWords(string? Step, string? Text);

// The applicant's side of a case: whoever has number and code sees it whole and may supplement, drop and reopen it, without an account.
internal sealed class FollowCase(CasesDb cases, CaseEffects effects, CaseClocks clocks, CaseSecrets secrets, TimeProvider clock)
{
    private const int TextMin = 2;

    public async Task<CaseView> ReadAsync(string number, string? code, CancellationToken ct) =>
        CaseView.Of(await FindAsync(number, code, ct), clocks, clock.LegalToday(), secrets.Reveal);

    public async Task<CaseView> SayAsync(string number, string? code, ApplicantWords words, IReadOnlyList<StoredFile> files, CancellationToken ct)
    {
        var file = await FindAsync(number, code, ct);
        var text = ApplyForCase.Text("text", words.Text, words.Step == "drop" ? 0 : TextMin, Application.GroundsMax);
        var by = new StepBy(cases.Asker.Id, clock.GetUtcNow().UtcDateTime, text is null ? null : secrets.Protect(text), IsApplicant: true);
        switch (words.Step)
        {
            case "supplement":
                file.Supplement(by);
                break;
            case "drop":
                var wasOpen = file.State is CaseState.Handling;
                file.Drop(by);
                if (wasOpen)
                {
                    await effects.DropAsync(file, ct);
                }

                break;
            case "reopen":
                file.Reopen(by);
                await effects.OpenAsync(file, ct);
                break;
            default:
                throw CasesRefusals.StepUnknown();
        }

        foreach (var stored in files)
        {
            file.Attach(stored.Sha256, stored.Bytes, stored.Extension, by);
        }

        clocks.Set(file);
        cases.Audit("CaseStepTaken", $"case:{number}", new { step = CaseWords.Of(file.Steps[^1].Kind), files = files.Count });
        await cases.SaveAsync(ct);
        return CaseView.Of(file, clocks, clock.LegalToday(), secrets.Reveal);
    }

    // A wrong code is answered as a number that does not exist.
    private async Task<Case> FindAsync(string number, string? code, CancellationToken ct)
    {
        var asked = number.Trim().ToUpperInvariant();
        var file = asked.Length <= CaseSecrets.NumberMax ? await CasesDb.Whole(cases.Cases).SingleOrDefaultAsync(c => c.Number == asked, ct) : null;
        var digest = Encoding.ASCII.GetBytes(CaseSecrets.DigestOf(code ?? ""));
        return CryptographicOperations.FixedTimeEquals(digest, Encoding.ASCII.GetBytes(file?.CodeHash ?? new string('0', 64))) ? file! : throw CasesRefusals.NotFound();
    }
}

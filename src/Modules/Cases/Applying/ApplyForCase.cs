using System.Text.Json;
using Gongxin.Cases.Casework;
using Gongxin.Cases.Clocks;
using Gongxin.Cases.Kinds;
using Gongxin.Contracts.Credit;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Cases.Applying;

// Takes an application in. What has to be known of the record is looked up now, so that nobody applies for nothing.
internal sealed class ApplyForCase(CasesDb cases, IRecordActs records, CaseClocks clocks, CaseSecrets secrets, TimeProvider clock)
{
    public async Task<ApplicationReceipt> RunAsync(Application application, IReadOnlyList<StoredFile> files, CancellationToken ct)
    {
        var kind = CaseKinds.Of(application.Kind);
        var applicant = new Applicant(
            Text("name", application.Name, 2, Application.NameMax)!, Text("phone", application.Phone, 5, Application.PhoneMax)!,
            Text("email", application.Email, 0, Application.EmailMax), Text("capacity", application.Capacity, 0, Application.CapacityMax));
        var grounds = Text("grounds", application.Grounds, Application.GroundsMin, Application.GroundsMax)!;
        var about = kind.Needs is CaseNeeds.Record ? await OfRecordAsync(kind, application, ct) : OfBody(kind, application);
        var now = clock.GetUtcNow().UtcDateTime;
        var (number, code) = (CaseSecrets.NewNumber(LegalZone.LegalDay(now)), CaseSecrets.NewCode());
        var file = Case.Apply(about, number, CaseSecrets.DigestOf(code), now);
        var by = new StepBy(cases.Asker.Id, now, secrets.Protect(grounds), IsApplicant: true);
        file.Submit(by);
        foreach (var stored in files)
        {
            file.Attach(stored.Sha256, stored.Bytes, stored.Extension, by);
        }

        clocks.Set(file);
        cases.Add(file);
        cases.Add(new CaseApplicant { CaseId = file.Id, Content = secrets.Protect(JsonSerializer.Serialize(applicant)) });
        cases.Audit("CaseSubmitted", $"case:{number}", new { kind = kind.Code, file.Record, files = files.Count });
        await cases.SaveAsync(ct);
        return new(number, code, file.DueOn);
    }

    public static async Task<Created<ApplicationReceipt>> Handle(Application application, ApplyForCase desk, CancellationToken ct)
    {
        var receipt = await desk.RunAsync(application, [], ct);
        return TypedResults.Created($"/api/v1/cases/{receipt.Number}/progress", receipt);
    }

    public static string? Text(string field, string? value, int min, int max) =>
        value?.Trim() is var text && (text?.Length ?? 0) is var length && length >= min && length <= max ? (length == 0 ? null : text) : throw CasesRefusals.FieldNotUsable(field, min, max);

    private async Task<NewCase> OfRecordAsync(CaseKind kind, Application application, CancellationToken ct)
    {
        if (application is not { Uscc.Length: > 0, Record: { } id })
        {
            throw CasesRefusals.FieldNotUsable(nameof(application.Record).ToLowerInvariant(), 1, 36);
        }

        var record = await records.FindAsync(application.Uscc, id, ct);
        if (kind.Effect is CaseEffect.Objection && record.Standing == "under-objection")
        {
            throw CasesRefusals.OpenAlready();
        }

        if (kind.Effect is CaseEffect.Repair)
        {
            if (!application.Commitment)
            {
                throw CasesRefusals.CommitmentMissing();
            }

            if (!(await records.RepairAsync(application.Uscc, id, ct)).IsEligible)
            {
                throw CasesRefusals.NotEligible();
            }
        }

        return new(kind.Code)
        {
            SubjectId = record.Subject.Value, Uscc = record.Uscc, SubjectName = record.SubjectName, Record = id, About = record.Number, BodyUscc = record.AuthorityUscc,
        };
    }

    private static NewCase OfBody(CaseKind kind, Application application) => new(kind.Code)
    {
        About = Text("about", application.About, 2, Case.AboutMax),
        BodyUscc = Text("body", application.Body, 0, 18),
    };
}

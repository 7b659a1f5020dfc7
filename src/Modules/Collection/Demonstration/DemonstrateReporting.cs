using Gongxin.Collection.Checks;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Publishing;
using Gongxin.Collection.Review;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Collection.Demonstration;

// A task of the demonstration: associations that exist nowhere hand in generated figures of six months, on the way that everybody's go;
// some do not, some are returned, the newest wait for review. It is there once, and its title says what it is.
public static class DemonstrateReporting
{
    public const string Title = "行业月报（演示数据，由程序生成）";
    public const int Months = 6;

    // Long enough that what is handed in at the first start is late only for the oldest months.
    private const int DueDays = 120;
    private const int MissedEvery = 7;

    public static async Task RunAsync(IServiceProvider services, IReadOnlyList<DemonstrationAssociation> associations, CancellationToken ct)
    {
        if (await AskAsync<CollectionDb, bool>(services, "demo", db => db.Tasks.AnyAsync(t => t.Title == Title, ct)))
        {
            return;
        }

        var today = await AskAsync<CollectionDb, DateOnly>(services, "demo", db => Task.FromResult(db.Today));
        var ids = await AdmitAsync(services, associations, ct);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-Months);
        var asked = new NewTask
        {
            Template = "industry-monthly", Title = Title, Frequency = Frequency.Month, DueDays = DueDays, DueCount = DayCount.Calendar, FirstOn = first, NeedsForwarding = false,
        };
        var task = await AskAsync<TaskDesk, Guid>(services, "demo-operator", d => d.CreateAsync(asked, null, ct));
        await AskAsync<TaskDesk, int>(services, "demo-operator", d => d.AddMembersAsync(task, ids, ct));
        await DoAsync<TaskDesk>(services, "demo-operator", d => d.StartAsync(task, ct));
        while ((await AskAsync<OpenPeriods, Kernel.Jobs.JobOutcome>(services, nameof(OpenPeriods), j => j.RunAsync(ct))).HasMore)
        {
            // Until every month that is over is open.
        }

        for (var month = 0; month < Months; month++)
        {
            await HandInAsync(services, task, PeriodSpan.Of(Frequency.Month, first.AddMonths(month)).Code, month, ids, ct);
        }

        await AskAsync<PublishPeriod, PublishedPeriod>(services, "demo-operator", p => p.RunAsync(task, PeriodSpan.Of(Frequency.Month, first.AddMonths(Months - 2)).Code, ct));
    }

    private static async Task<List<Guid>> AdmitAsync(IServiceProvider services, IReadOnlyList<DemonstrationAssociation> associations, CancellationToken ct)
    {
        var ids = new List<Guid>();
        await AskAsync<ISubjects, SubjectsPut>(services, "demo", s => s.PutAsync(associations.Select(a => new SubjectData { Uscc = a.Uscc, Name = a.Name, Kind = SubjectKind.Association }), "demonstration", ct));
        foreach (var association in associations)
        {
            var id = SubjectId.Of(IdentifierKind.Uscc, association.Uscc);
            await AskAsync<IOrganisations, OrganisationView>(services, "demo", o => o.AdmitAsync(new NewOrganisation(id, OrganisationKind.Association), ct));
            ids.Add(id.Value);
        }

        return ids;
    }

    // The newest month waits for review, but for one that is returned; the earlier ones are approved.
    private static async Task HandInAsync(IServiceProvider services, Guid task, string period, int month, List<Guid> organisations, CancellationToken ct)
    {
        var handedIn = new List<Guid>();
        for (var i = 0; i < organisations.Count; i++)
        {
            if ((i + month) % MissedEvery == MissedEvery - 1)
            {
                continue;
            }

            var (organisation, values) = (organisations[i], DemonstrationFigures.Of(i, month));
            handedIn.Add(await AskAsync<SubmissionDesk, Guid>(services, "demo-reporter", async desk =>
            {
                var owed = await desk.FindAsync(task, period, organisation, ct);
                var tried = await desk.HandInAsync(owed, new NewHandIn(values, [], HandInSource.Api) { DryRun = true }, ct);
                var explained = tried.Findings.Where(f => f.Grade is CheckGrade.Explain).Select(f => new Explanation { Finding = f.Key, Text = "演示说明" }).ToList();
                await desk.HandInAsync(owed, new NewHandIn(values, explained, HandInSource.Api), ct);
                return owed.Submission.Id.Value;
            }));
        }

        if (month < Months - 1)
        {
            await AskAsync<ReviewDesk, IReadOnlyList<ApprovalView>>(services, "demo-reviewer", d => d.ApproveAsync(handedIn, null, ct));
        }
        else
        {
            await DoAsync<ReviewDesk>(services, "demo-reviewer", d => d.ReturnAsync(handedIn[0], "演示：请核对产能利用率。", [], ct));
        }
    }

    private static async Task<TAnswer> AskAsync<TService, TAnswer>(IServiceProvider services, string actor, Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System(actor);
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static async Task DoAsync<TService>(IServiceProvider services, string actor, Func<TService, Task> act)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System(actor);
        await act(scope.ServiceProvider.GetRequiredService<TService>());
    }
}

public sealed record DemonstrationAssociation(string Uscc, string Name);

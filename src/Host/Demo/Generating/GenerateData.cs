using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Settings;

namespace Gongxin.Host.Demo.Generating;

// Puts generated subjects into the register and takes generated decisions in, on the way that everybody's go: as files of bounded size.
internal sealed class GenerateData(IServiceScopeFactory scopes, PlatformSettings settings)
{
    public const string ActorName = "generate";
    private const int FileRowsMin = 10_000;
    private const int FileRowsMax = 200_000;
    private const int FilesWanted = 20;

    public async Task<Generated> RunAsync(GeneratedPlan plan, Action<long>? progress, CancellationToken ct)
    {
        var put = await InScopeAsync(services => services.GetRequiredService<ISubjects>().PutAsync(GeneratedSubjects.All(plan), GeneratedPlan.Source, ct));
        var (added, refused) = (0L, 0L);
        var rows = Math.Clamp(plan.Records / FilesWanted, FileRowsMin, FileRowsMax);
        for (var from = 0L; from < plan.Records; from += rows)
        {
            var to = Math.Min(from + rows, plan.Records);
            foreach (var kind in new[] { RecordKind.Licence, RecordKind.Penalty })
            {
                var taken = await TakeAsync(kind, $"{from}", file => WriteAsync(file, plan, kind, from, to), ct);
                (added, refused) = (added + taken.Added, refused + taken.Refused);
            }

            progress?.Invoke(to);
        }

        foreach (var kind in plan.EachClass == 0 ? [] : GeneratedClasses.Kinds)
        {
            var taken = await TakeAsync(kind, "0", file => GeneratedClasses.WriteAsync(file, plan, kind), ct);
            (added, refused) = (added + taken.Added, refused + taken.Refused);
        }

        return new Generated(put.Added, added, refused + put.Refused);
    }

    private static async Task WriteAsync(StreamWriter file, GeneratedPlan plan, RecordKind kind, long from, long to)
    {
        await file.WriteAsync((kind is RecordKind.Licence ? GeneratedRecords.LicenceHead : GeneratedRecords.PenaltyHead) + "\r\n");
        for (var number = from; number < to; number++)
        {
            if (GeneratedRecords.KindOf(number) == kind)
            {
                GeneratedRecords.Write(file, plan, number);
            }
        }
    }

    private async Task<RecordsTaken> TakeAsync(RecordKind kind, string part, Func<StreamWriter, Task> write, CancellationToken ct)
    {
        var path = Path.Combine(settings.TempFolder, $"generated-{Guid.CreateVersion7():N}.csv");
        try
        {
            await using (var file = new StreamWriter(path))
            {
                await write(file);
            }

            return await InScopeAsync(services => services.GetRequiredService<ICreditRecords>()
                .TakeAsync(new RecordsFile(kind, path, $"generated-{kind.ToString().ToLowerInvariant()}-{part}.csv", GeneratedPlan.Source), ct));
        }
        finally
        {
            File.Delete(path);
        }
    }

    // A scope of its own for each file: what it has tracked is let go.
    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System(ActorName);
        var result = await work(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<LedgerSequencer>().IntegrateAllAsync(CancellationToken.None);
        return result;
    }
}

internal sealed record Generated(long Subjects, long Records, long Refused);

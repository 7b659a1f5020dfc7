using System.Globalization;
using System.Text;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Standards;
using Gongxin.Credit.Records.Classes;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit.Statistics;

// Counts what is public. That reads every record, so whoever asks within ten minutes is told what was counted, and when; one counts at a time.
public sealed class StatisticsReads : IDisposable
{
    // Digits 3 and 4 of a credit code: the province of whoever registered the subject.
    private const int ProvinceAt = 2;
    private const int ProvinceLength = 2;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly Lazy<IReadOnlyDictionary<string, string>> _names;
    private volatile RecordStatistics? _counted;

    internal StatisticsReads(IServiceScopeFactory scopes, IDivisions divisions, TimeProvider clock)
    {
        (_scopes, _clock) = (scopes, clock);
        _names = new(() => divisions.All.Where(d => d.Parent is null).ToDictionary(d => d.Code[..ProvinceLength], d => d.Name, StringComparer.Ordinal));
    }

    public async Task<RecordStatistics> GetAsync(CancellationToken ct)
    {
        if (Latest is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(ct);
        try
        {
            return Latest ?? (_counted = await CountAsync(ct));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    internal static async Task<Ok<RecordStatistics>> Handle(StatisticsReads records, CancellationToken ct) => TypedResults.Ok(await records.GetAsync(ct));

    internal static async Task<FileContentHttpResult> HandleTable(StatisticsReads records, CancellationToken ct)
    {
        var counted = await records.GetAsync(ct);
        var csv = new StringBuilder("by,value,name,licences,penalties,fines_fen,records\r\n");
        foreach (var year in counted.Years)
        {
            csv.Append(CultureInfo.InvariantCulture, $"year,{year.Year},,{year.Licences},{year.Penalties},{year.FineFen},{year.Licences + year.Penalties}\r\n");
        }

        foreach (var region in counted.Regions)
        {
            csv.Append(CultureInfo.InvariantCulture, $"region,{region.Region},{region.Name},{region.Licences},{region.Penalties},{region.FineFen},{region.Licences + region.Penalties}\r\n");
        }

        foreach (var of in counted.Classes)
        {
            csv.Append(CultureInfo.InvariantCulture, $"class,{of.Kind},{of.Name.Zh},,,,{of.Records}\r\n");
        }

        return TypedResults.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", "credit-statistics.csv");
    }

    private RecordStatistics? Latest => _counted is { } counted && _clock.GetUtcNow().UtcDateTime - counted.CountedAt < Fresh ? counted : null;

    private async Task<RecordStatistics> CountAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var credit = scope.ServiceProvider.GetRequiredService<CreditDb>();
        var groups = await credit.ShownOn(_clock.LegalToday())
            .GroupBy(r => new { r.Kind, r.DecidedOn.Year, Province = r.SubjectUscc.Substring(ProvinceAt, ProvinceLength) })
            .Select(g => new Group(g.Key.Kind, g.Key.Year, g.Key.Province, g.LongCount(), g.Sum(r => r.FineFen ?? 0), g.Max(r => r.DecidedOn)))
            .ToListAsync(ct);
        var decisions = groups.Where(g => RecordClass.Of(g.Kind).IsInMatrix).ToList();
        return new(
            _clock.GetUtcNow().UtcDateTime,
            [.. decisions.GroupBy(g => g.Year).OrderByDescending(g => g.Key).Select(g => new YearFigures(g.Key, Of(g, RecordKind.Licence), Of(g, RecordKind.Penalty), g.Sum(p => p.FineFen)))],
            [
                .. decisions.GroupBy(g => g.Province).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new RegionFigures(g.Key, _names.Value.GetValueOrDefault(g.Key), Of(g, RecordKind.Licence), Of(g, RecordKind.Penalty), g.Sum(p => p.FineFen))),
            ])
        {
            Classes = [.. RecordClass.All.Select(c => FiguresOf(c, groups.FindAll(g => g.Kind == c.Kind)))],
        };
    }

    private static long Of(IEnumerable<Group> groups, RecordKind kind) => groups.Where(g => g.Kind == kind).Sum(g => g.Count);

    private static ClassFigures FiguresOf(RecordClass of, List<Group> groups) =>
        new(of.Code, of.Column, of.Name, groups.Sum(g => g.Count), groups.Count == 0 ? null : groups.Max(g => g.LastOn));

    private sealed record Group(RecordKind Kind, int Year, string Province, long Count, long FineFen, DateOnly LastOn);
}

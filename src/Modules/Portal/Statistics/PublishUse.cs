using System.Globalization;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Portal;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;
using Gongxin.Ui.Shell;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Portal.Statistics;

// Publishes the use of the platform as a dataset: in the first night of a month a version with all days up to the last month's
// end. A night that was missed is made up for; a process that comes second makes the same file, and so no second version.
internal sealed class PublishUse(PortalDb portal, ICatalogueReads catalogue, ISubmissions submissions, PlatformSettings settings, TimeProvider clock) : IJob
{
    public const string Slug = "platform-usage";

    private static readonly TableSchema Schema = new(
    [
        new ColumnSchema { Name = "day", Title = "日期", Type = ColumnType.Date, Required = true },
        new ColumnSchema { Name = "dataset", Title = "数据集", Type = ColumnType.Text, Description = "标识；空为不属于某一数据集的使用" },
        new ColumnSchema { Name = "title", Title = "数据集名称", Type = ColumnType.Text },
        new ColumnSchema { Name = "theme", Title = "主题", Type = ColumnType.Text },
        new ColumnSchema { Name = "provider", Title = "提供单位", Type = ColumnType.Text },
        new ColumnSchema { Name = "views", Title = "浏览", Type = ColumnType.Integer, Unit = "次", Required = true },
        new ColumnSchema { Name = "downloads", Title = "下载", Type = ColumnType.Integer, Unit = "次", Required = true },
        new ColumnSchema { Name = "api_calls", Title = "接口调用", Type = ColumnType.Integer, Unit = "次", Required = true },
    ]);

    private static readonly DatasetDescription About = new()
    {
        Slug = Slug,
        Title = "平台使用统计",
        TitleEn = "Use of this platform",
        Summary = "每日浏览、下载和接口调用次数，按数据集列出；不记录任何人的信息，不计搜索引擎等自动程序。每月更新一次。",
        SummaryEn = "Views, downloads and API calls by day and dataset. Nothing about anybody is recorded and robots are left out. Updated once a month.",
        Source = "/statistics#method",
    };

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = Languages.Default;
        var today = clock.LegalToday();
        var month = new DateOnly(today.Year, today.Month, 1);
        var newest = await catalogue.ItemsAsync([Slug], ct);
        if (newest.Any(d => LegalZone.LegalDay(d.PublishedAt) >= month) || !await portal.Uses.AnyAsync(u => u.Day < month, ct))
        {
            return JobOutcome.Done(0);
        }

        var file = Path.Combine(settings.TempFolder, $"{Slug}-{Guid.CreateVersion7():N}.csv");
        try
        {
            await WriteAsync(file, month, ct);
            await submissions.LoadAsync(new HandIn(file, $"{Slug}.csv") { About = About, Schema = Schema }, null, ct);
        }
        finally
        {
            File.Delete(file);
        }

        return JobOutcome.Done(1);
    }

    // What is no longer published keeps no name here; its use counts among what belongs to no dataset.
    private async Task WriteAsync(string file, DateOnly before, CancellationToken ct)
    {
        var names = await portal.Uses.Where(u => u.Day < before && u.Dataset != "").Select(u => u.Dataset).Distinct().ToListAsync(ct);
        var items = (await catalogue.ItemsAsync(names, ct)).ToDictionary(i => i.Slug, StringComparer.Ordinal);
        await using var csv = new StreamWriter(file);
        await csv.WriteLineAsync(string.Join(',', Schema.Columns.Select(c => c.Name)));
        var day = new Dictionary<string, long[]>(StringComparer.Ordinal);
        DateOnly? current = null;
        await foreach (var use in portal.Uses.AsNoTracking().Where(u => u.Day < before).OrderBy(u => u.Day).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (use.Day != current)
            {
                await WriteDayAsync(csv, current, day, items);
                current = use.Day;
            }

            var name = items.ContainsKey(use.Dataset) ? use.Dataset : "";
            day.TryAdd(name, new long[Enum.GetValues<UseKind>().Length]);
            day[name][(int)use.Kind] += use.Count;
        }

        await WriteDayAsync(csv, current, day, items);
    }

    private static async Task WriteDayAsync(StreamWriter csv, DateOnly? day, Dictionary<string, long[]> uses, Dictionary<string, DatasetItem> items)
    {
        foreach (var (name, counts) in uses.OrderBy(u => u.Key, StringComparer.Ordinal))
        {
            var item = items.GetValueOrDefault(name);
            string?[] cells = [Period.Text(day!.Value), name, item?.Title, item?.ThemeName, item?.Provider, .. counts.Select(c => c.ToString(CultureInfo.InvariantCulture))];
            await csv.WriteLineAsync(string.Join(',', cells.Select(CsvCell.Of)));
        }

        uses.Clear();
    }
}

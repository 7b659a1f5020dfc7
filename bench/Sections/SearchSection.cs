using System.Globalization;
using System.Text;
using Gongxin.Bench.Measuring;
using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Search.Synonyms;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;
using Gongxin.Standards;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Bench.Sections;

// The catalogue's index over generated datasets: a page of 20 with the exact total, counts of all facets and why each was found.
// Beside it SQLite with the same questions and half of the answer, the total and the page: LIKE over the texts, and FTS5 over
// the same tokens.
internal sealed class SearchSection() : Section("search", "Search")
{
    private const int ValuesEach = 10;

    private static readonly Bar Slowest = Bar.AtMost(20, "ms");

    private static readonly string[] Topics =
        ["行政处罚", "行政许可", "企业登记", "空气质量", "医疗机构", "学校", "停车场", "公交线路", "房屋交易", "财政预算", "招标采购", "食品抽检", "气象观测", "水质监测", "养老机构", "旅游景区"];

    private static readonly string[] Kinds = ["信息", "名录", "统计表", "月报", "目录", "清单", "台账", "公示"];

    private static readonly string[] Columns = ["编号", "名称", "日期", "地址", "负责人", "状态", "类别", "数量", "金额", "备注"];

    public override Task<Figures> MeasureAsync(BenchRun run)
    {
        var figures = new Figures();
        using var standards = new ServiceCollection().AddStandards().BuildServiceProvider();
        var regions = new SearchRegions(standards.GetRequiredService<IDivisions>());
        var words = new SearchWords(SynonymText.Read(SynonymText.BuiltIn).Groups, regions);
        foreach (var count in run.Choose<int[]>([1_000, 10_000], [10_000, 100_000]))
        {
            run.Stop.ThrowIfCancellationRequested();
            Measure(run, count, regions, words, figures);
        }

        return Task.FromResult(figures);
    }

    private static void Measure(BenchRun run, int count, SearchRegions regions, SearchWords words, Figures figures)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{count:N0} datasets, {count * ValuesEach:N0} values");
        BenchRun.Tell($"indexing {what}");
        using var scratch = run.Scratch();
        var names = regions.Names.Select(n => n.Name).Where(n => n.EndsWith('市')).Order(StringComparer.Ordinal).ToArray();
        using var other = new PlainTables(scratch.File("plain.db"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var index = new SearchIndex(regions);
        var building = TimeSpan.Zero;
        foreach (var batch in Enumerable.Range(0, count).Select(n => Document(n, names)).Chunk(1000))
        {
            var started = TimeProvider.System.GetTimestamp();
            index.Put(batch, []);
            building += TimeProvider.System.GetElapsedTime(started);
            other.Add(batch);
        }

        other.Ready();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        BenchRun.Tell($"searching {what}");
        var questions = new Questions(names);
        var (ours, like, fts) = (new List<double>(), new List<double>(), new List<double>());
        var asked = run.Choose(300, 1000);
        for (var round = -50; round < asked; round++)
        {
            var typed = questions.Next();
            var (took, total) = Ask(index, regions, words, typed);
            if (round >= 0)
            {
                ours.Add(took);
                if (round % (asked / 50) == 0)
                {
                    fts.Add(other.Fts(typed));
                    like.Add(other.Like(typed));
                }
            }
        }

        figures.Add($"{what}: p50; baseline LIKE", Figures.Milliseconds(ours.Median()), Figures.Milliseconds(like.Median()), ours.Median() / like.Median());
        figures.Add($"{what}: p95; baseline LIKE", Figures.Milliseconds(ours.Quantile(0.95)), Figures.Milliseconds(like.Quantile(0.95)), ours.Quantile(0.95) / like.Quantile(0.95), Slowest, judged: ours.Quantile(0.95));
        figures.Add($"{what}: p95; baseline FTS5", Figures.Milliseconds(ours.Quantile(0.95)), Figures.Milliseconds(fts.Quantile(0.95)), ours.Quantile(0.95) / fts.Quantile(0.95));
        figures.Add($"{what}: indexing", Figures.Seconds(building.TotalSeconds));
        figures.Add($"{what}: memory", string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20:N0} MiB, {index.Size.Terms:N0} terms, {index.Size.Postings:N0} places"));
    }

    private static (double Milliseconds, int Total) Ask(SearchIndex index, SearchRegions regions, SearchWords words, string typed)
    {
        var started = TimeProvider.System.GetTimestamp();
        var question = QuestionReader.Read(typed, words);
        var found = index.Find(question, new DatasetFilter { Words = typed }, facets: true, new DateTime(2026, 11, 25, 0, 0, 0, DateTimeKind.Utc));
        foreach (var place in found.Places)
        {
            Highlights.Of(SearchDocument.Decode(place.Body), question, regions);
        }

        return (TimeProvider.System.GetElapsedTime(started).TotalMilliseconds, found.Total);
    }

    // The same number gives the same dataset.
    private static SearchDocument Document(int number, string[] names)
    {
        var random = new Random(number);
        var (place, topic, kind) = (names[random.Next(names.Length)], Topics[random.Next(Topics.Length)], Kinds[random.Next(Kinds.Length)]);
        return new SearchDocument
        {
            Id = Guid.CreateVersion7(),
            Slug = string.Create(CultureInfo.InvariantCulture, $"dataset-{number}"),
            Title = $"{place}{topic}{kind}",
            TitleEn = string.Create(CultureInfo.InvariantCulture, $"Dataset {number} of department {number % 400}"),
            Summary = $"{place}各部门汇总的{topic}{kind}，含{Topics[random.Next(Topics.Length)]}相关内容，按月更新。",
            Theme = string.Create(CultureInfo.InvariantCulture, $"{2 + random.Next(21):00}"),
            Provider = $"{place}第{random.Next(30)}局",
            Licence = random.Next(3) == 0 ? "CC-BY-4.0" : "CC0-1.0",
            Format = random.Next(4) == 0 ? "xlsx" : "csv",
            PublishedAt = new DateTime(2020 + random.Next(6), 1, 1, 0, 0, 0, DateTimeKind.Utc),
            RowCount = random.Next(1_000_000),
            Quality = random.NextSingle(),
            Columns = [.. Columns.Select((c, i) => new SearchColumn(c, null, null, i == 1 ? [.. Enumerable.Range(0, ValuesEach).Select(_ => NameOf(random))] : []))],
        };
    }

    // Made of common characters, so that values share pairs as names do.
    private static string NameOf(Random random)
    {
        const string Characters = "华明新东海天成国安信宏达金龙兴盛泰康百顺恒通利丰源佳美光大同方正中和平建设工程贸易科技发展";
        var name = new StringBuilder();
        for (var length = 4 + random.Next(5); length > 0; length--)
        {
            name.Append(Characters[random.Next(Characters.Length)]);
        }

        return name.Append("公司").ToString();
    }

    private sealed class Questions(string[] names)
    {
        private readonly Random _random = new(1);

        public string Next() => _random.Next(8) switch
        {
            0 => Topics[_random.Next(Topics.Length)],
            1 => names[_random.Next(names.Length)] + Topics[_random.Next(Topics.Length)],
            2 => Pinyin.Initials(Topics[_random.Next(Topics.Length)]),
            3 => Pinyin.Full(Topics[_random.Next(Topics.Length)]),
            4 => NameOf(_random)[..3],
            5 => $"{Topics[_random.Next(Topics.Length)]} {Kinds[_random.Next(Kinds.Length)]}",
            6 => string.Create(CultureInfo.InvariantCulture, $"department {_random.Next(400)}"),
            _ => names[_random.Next(names.Length)][..2],
        };
    }
}

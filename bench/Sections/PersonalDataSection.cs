using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gongxin.Bench.Measuring;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Load.PersonalData;

namespace Gongxin.Bench.Sections;

// The detectors alone: what a cell costs when nothing is in it, and when something is in every one.
internal sealed class PersonalDataSection() : Section("pii", "Personal data")
{
    private const int CellCount = 100_000;
    private static readonly Bar Bar = Bar.AtLeast(2_000_000, "cells/s");
    private static readonly DateTime FirstMoment = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Names = ["杭州明远环保科技有限公司", "上海市浦东新区市场监督管理局", "年度检查合格，材料齐全，当场受理（2024）", "Beijing Construction Group Co., Ltd."];

    public override Task<Figures> MeasureAsync(BenchRun run)
    {
        var figures = new Figures();
        Measure(run, figures, "texts, names and remarks; none hits", Plain, null);
        Measure(run, figures, "credit codes; none hits", (random, _) => CreditCode(random), null);
        Measure(run, figures, "dates with time; none hits", (random, _) => FirstMoment.AddSeconds(random.Next()).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), null);
        Measure(run, figures, "mobile numbers; every cell hits", (random, _) => Mobile(random), PersonalDataKind.MobileNumber);
        Measure(run, figures, "mobile numbers in texts; every cell hits", (random, i) => $"{Plain(random, i)}，电话{Mobile(random)}", PersonalDataKind.MobileNumber);
        Measure(run, figures, "identity numbers; every cell hits", (random, _) => IdentityNumber(random), PersonalDataKind.IdentityNumber);
        Measure(run, figures, "bank cards; every cell hits", (random, _) => BankCard(random), PersonalDataKind.BankCard);
        return Task.FromResult(figures);
    }

    private static void Measure(BenchRun run, Figures figures, string what, Func<Random, int, string> make, PersonalDataKind? expected)
    {
        var random = new Random(20);
        byte[][] cells = [.. Enumerable.Range(0, CellCount).Select(i => Encoding.UTF8.GetBytes(make(random, i)))];
        var rates = new List<double>();
        for (var round = 0; round <= run.Choose(3, 5); round++)
        {
            var tally = new PersonalDataTally("cells");
            var begun = Stopwatch.GetTimestamp();
            for (var again = 0; again < run.Choose(10, 40); again++)
            {
                foreach (var cell in cells)
                {
                    tally.Add(cell);
                }
            }

            var took = Stopwatch.GetElapsedTime(begun);
            Check(what, tally, expected, CellCount * run.Choose(10, 40));
            if (round > 0)
            {
                rates.Add(CellCount * run.Choose(10, 40) / took.TotalSeconds);
            }
        }

        var rate = rates.Median();
        figures.Add(what, Figures.PerSecond(rate), bar: Bar, judged: rate);
    }

    private static void Check(string what, PersonalDataTally tally, PersonalDataKind? expected, long cells)
    {
        var found = tally.Found().ToList();
        if (expected is null ? found.Count > 0 : found.SingleOrDefault(f => f.Kind == expected)?.Cells != cells)
        {
            throw new InvalidOperationException($"{what}: {string.Join(", ", found)}");
        }
    }

    private static string Plain(Random random, int at) => string.Create(CultureInfo.InvariantCulture, $"{Names[at % Names.Length]}{random.Next(100_000):D5}");

    private static string Mobile(Random random) => string.Create(CultureInfo.InvariantCulture, $"13{random.NextInt64(1_000_000_000):D9}");

    private static string CreditCode(Random random) =>
        "91" + string.Concat(Enumerable.Range(0, 16).Select(i => i < 6 ? (char)('0' + random.Next(10)) : "0123456789ABCDEFGHJKLMNPQRTUWXY"[random.Next(31)]));

    private static string IdentityNumber(Random random)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"110105{new DateOnly(1950, 1, 1).AddDays(random.Next(18_000)):yyyyMMdd}{random.Next(1000):D3}");
        var sum = Enumerable.Range(0, 17).Sum(i => (body[i] - '0') * ((1 << (17 - i)) % 11));
        return body + "10X98765432"[sum % 11];
    }

    private static string BankCard(Random random)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"622202{random.NextInt64(1_000_000_000_000):D12}");
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var digit = (body[^(i + 1)] - '0') * ((i & 1) == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return body + (char)('0' + ((10 - (sum % 10)) % 10));
    }
}

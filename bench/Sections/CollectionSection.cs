using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;
using Gongxin.Collection.Checks;
using Gongxin.Collection.Checks.Frames;

namespace Gongxin.Bench.Sections;

// Checks of forms: a period of 800 organisations with 200 cells each and three years of months behind them, and a list of
// 100,000 rows. The baseline is the same comparisons written by hand in C# over the same arrays, one pass. Then the pages of ten years of
// months, and the last hour of one, over HTTP.
internal sealed class CollectionSection() : Section("collection", "Collecting")
{
    private const int Organisations = 800;
    private const int FormRows = 50;
    private const int FormColumns = 4;
    private const int Months = 37;
    private const int ListRowCount = 100_000;
    private const int ListChecks = 50;

    private static readonly FormShape Form = new(
        [new FormSheet("表", [.. Enumerable.Range(1, FormColumns).Select(c => new FormColumn($"栏{c}", ValueKind.Number, null))], [.. Enumerable.Range(1, FormRows).Select(r => new FormRow($"指标{r:d2}", "万元"))])]);

    private static readonly FormShape List = new(
        [new FormSheet("清单", [.. Enumerable.Range(1, 10).Select(c => new FormColumn($"栏{c:d2}", ValueKind.Number, "元"))], [])]);

    public override async Task<Figures> MeasureAsync(BenchRun run)
    {
        var figures = new Figures();
        MeasurePeriod(run, figures);
        MeasureList(run, figures);
        using var scratch = run.Scratch();
        var reporting = await ReportingNode.PrepareAsync(scratch.File("data"), run.Stop);
        await Dashboards.MeasureAsync(run, reporting, figures);
        await LastHour.MeasureAsync(run, reporting, figures);
        return figures;
    }

    private static void MeasurePeriod(BenchRun run, Figures figures)
    {
        BenchRun.Tell($"{Organisations} organisations with {Months} months of {FormRows * FormColumns} cells");
        var program = Compile(Form, ["栏3 = 栏1 + 栏2", "栏3 >= 栏1", "-60% <= 同比(栏1) <= 150%", "单位错位(栏1) = 1", "绝对值(季节偏离(栏1)) <= 6", "绝对值(同行偏离(栏4)) <= 8"]);
        var chains = Chains();
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= run.Choose(3, 5); round++)
        {
            // A group of its own, so that every round works out the peers' figures.
            var newest = chains.Select(c => Renew(c[^1])).ToList();
            var peers = new PeerGroup(newest);
            newest.ForEach(f => f.Peers = peers);
            var failed = 0L;
            var mine = Timing.OfAsync(() => failed = newest.Sum(f => program.Run(f).FailedCount)).Result;
            var sums = 0L;
            var other = Timing.OfAsync(() => sums = newest.Sum(WrongSums)).Result;
            if (sums != Organisations || failed < sums)
            {
                throw new InvalidOperationException($"{failed} findings, {sums} wrong sums.");
            }

            Keep(round, ours, mine, bare, other);
        }

        figures.Add(
            $"{Organisations} organisations × {FormRows * FormColumns} cells, {program.InstanceCount} checks each with year, season, unit and peers",
            Figures.Seconds(ours.Median()), Figures.Seconds(bare.Median()) + " (sums only)", null, Bar.AtMost(2, "s"), judged: ours.Median());
    }

    private static void MeasureList(BenchRun run, Figures figures)
    {
        BenchRun.Tell($"a list of {ListRowCount} rows");
        var program = Compile(List, [.. Enumerable.Range(0, ListChecks).Select(i => (i % 5) switch
        {
            0 => $"栏03 = 栏01 + 栏02 ± 0.{i:d2}",
            1 => $"栏0{1 + (i % 9)} >= 0",
            2 => $"如果 栏01 > {i} 则 栏02 > 0 且 栏04 >= 0",
            3 => $"比值(栏04, 栏03) 介于 -{i} 与 {i + 1000}",
            _ => $"非 缺报(栏0{1 + (i % 9)}) 或 栏10 = 0",
        })]);
        var frame = ListFrame();
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= run.Choose(3, 5); round++)
        {
            CheckReport report = null!;
            var mine = Timing.OfAsync(() => report = program.Run(frame)).Result;
            var wrong = 0L;
            var other = Timing.OfAsync(() =>
            {
                wrong = 0;
                for (var check = 0; check < ListChecks / 5; check++)
                {
                    wrong += WrongRows(frame.Lists[0]!, check * 5 / 100m);
                }
            }).Result;
            if (report.Counts.Where((_, i) => i % 5 == 0).Sum(c => c.Failed) != wrong || wrong == 0)
            {
                throw new InvalidOperationException($"{report.FailedCount} findings, {wrong} wrong rows.");
            }

            Keep(round, ours, mine, bare, other);
        }

        figures.Add(
            $"{Figures.Rows(ListRowCount)} × {ListChecks} checks", Figures.Seconds(ours.Median()), Figures.Seconds(bare.Median()) + " (10 of them)", null, Bar.AtMost(3, "s"), judged: ours.Median());
    }

    private static void Keep(int round, List<double> ours, Timing mine, List<double> bare, Timing other)
    {
        if (round > 0)
        {
            ours.Add(mine.Wall.TotalSeconds);
            bare.Add(other.Wall.TotalSeconds);
        }
    }

    private static CheckProgram Compile(FormShape shape, IReadOnlyList<string> expressions)
    {
        var program = CheckProgram.Compile(shape, [.. expressions.Select((e, i) => new CheckRule($"C{i}", null, e, CheckGrade.Explain))]);
        return program.Faults.Count == 0 ? program : throw new InvalidOperationException($"{program.Faults[0].Rule.Expression}: {program.Faults[0].Fault.Code}");
    }

    private static List<List<FormFrame>> Chains()
    {
        var random = new Random(1);
        var chains = new List<List<FormFrame>>();
        for (var organisation = 0; organisation < Organisations; organisation++)
        {
            var chain = new List<FormFrame>();
            for (var month = 0; month < Months; month++)
            {
                var frame = new FormFrame(Form) { Previous = month > 0 ? chain[month - 1] : null, LastYear = month >= 12 ? chain[month - 12] : null, SeasonLength = 12 };
                for (var row = 0; row < FormRows; row++)
                {
                    var season = 1 + (0.4 * Math.Sin((month + row) * Math.PI / 6));
                    var (one, other) = (Math.Round((decimal)(1000 * season * (0.95 + (random.NextDouble() * 0.1))), 2), Math.Round((decimal)random.NextDouble() * 500, 2));
                    frame.Numbers[Form.CellOf(0, row, 0)] = one;
                    frame.Numbers[Form.CellOf(0, row, 1)] = other;
                    frame.Numbers[Form.CellOf(0, row, 2)] = one + other + (row == 7 && month == Months - 1 ? 1 : 0);
                    frame.Numbers[Form.CellOf(0, row, 3)] = (decimal)random.NextDouble() * 100;
                }

                chain.Add(frame);
            }

            chains.Add(chain);
        }

        return chains;
    }

    private static FormFrame Renew(FormFrame frame)
    {
        var renewed = new FormFrame(Form) { Previous = frame.Previous, LastYear = frame.LastYear, SeasonLength = 12 };
        frame.Numbers.CopyTo(renewed.Numbers, 0);
        return renewed;
    }

    private static long WrongSums(FormFrame frame)
    {
        var wrong = 0L;
        for (var row = 0; row < FormRows; row++)
        {
            var cell = Form.CellOf(0, row, 0);
            wrong += frame.Numbers[cell + 2].Value == frame.Numbers[cell].Value + frame.Numbers[cell + 1].Value ? 0 : 1;
        }

        return wrong;
    }

    private static FormFrame ListFrame()
    {
        var random = new Random(2);
        var frame = new FormFrame(List);
        var rows = ListRows.Of(List.Sheets[0], ListRowCount);
        for (var row = 0; row < ListRowCount; row++)
        {
            for (var column = 0; column < 10; column++)
            {
                rows.Numbers[column][row] = Math.Round((decimal)random.NextDouble() * 10_000, 2);
            }

            rows.Numbers[2][row] = rows.Numbers[0][row] + rows.Numbers[1][row] + (row % 100 == 0 ? 1 : 0);
        }

        frame.Lists[0] = rows;
        return frame;
    }

    private static long WrongRows(ListRows rows, decimal tolerance)
    {
        var wrong = 0L;
        for (var row = 0; row < rows.Count; row++)
        {
            wrong += Math.Abs(rows.Numbers[2][row].Value - rows.Numbers[0][row].Value - rows.Numbers[1][row].Value) <= tolerance ? 0 : 1;
        }

        return wrong;
    }
}

using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;

namespace Gongxin.Bench.Sections;

// Rows of a dataset over HTTP, by the size of the dataset: the same question again, and every time another one.
internal sealed class RowsSection() : Section("rows", "Rows over HTTP")
{
    public override async Task<Figures> MeasureAsync(BenchRun run)
    {
        var prepared = await run.NodeAsync();
        await using var node = await prepared.ServeAsync(run.Stop);
        var figures = new Figures();
        foreach (var rows in prepared.Sizes)
        {
            var path = $"/api/v1/datasets/{PreparedNode.SlugOf(rows)}/rows?limit=20&category=B02&sort=-amount";
            var other = $"'{path}&amount__ge=' .. string.format('%.2f', math.random(0, 999999999) / 100)";
            var what = $"{Figures.Rows(rows)}, filter, sort, 20 rows and total";
            var same = await Http.CompareAsync(run, node, path);
            same.AddRate(figures, $"{what}: the same question");
            same.AddP95(figures, $"{what}: the same question");
            var different = await Http.CompareAsync(run, node, path, other);
            different.AddRate(figures, $"{what}: never the same question");
            different.AddP95(figures, $"{what}: never the same question");
        }

        return figures;
    }
}

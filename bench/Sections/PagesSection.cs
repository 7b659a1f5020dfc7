using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;

namespace Gongxin.Bench.Sections;

// Pages of the portal with the demonstration data.
internal sealed class PagesSection() : Section("pages", "Pages")
{
    private static readonly Bar Rate = Bar.AtLeast(2000, "pages/s");
    private static readonly Bar FirstByte = Bar.AtMost(30, "ms");

    public override async Task<Figures> MeasureAsync(BenchRun run)
    {
        var prepared = await run.NodeAsync();
        await using var node = await prepared.ServeAsync(run.Stop);
        var figures = new Figures();
        string[] paths = ["/", "/catalogue", "/datasets/gb-t-4754-2017", .. prepared.Sizes.Select(rows => $"/datasets/{PreparedNode.SlugOf(rows)}")];
        foreach (var path in paths)
        {
            var compared = await Http.CompareAsync(run, node, path);
            compared.AddRate(figures, $"`{path}`", Rate);
            compared.AddP95(figures, $"`{path}`", FirstByte);
        }

        return figures;
    }
}

using Gongxin.Catalogue.Search;
using System.Linq.Expressions;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// package_search: what harvesters walk with. Sorted by id a walk meets every dataset that was there when it began exactly once:
// ids grow with time, so what is added meanwhile comes at the end.
internal static class PackageSearch
{
    private const int RowsDefault = 10;
    private const int RowsMax = 1000;

    // Words together with other conditions look at the best of these.
    private const int WordsMax = 10_000;

    public static async Task Run(CkanCall call)
    {
        var rows = call.Given.Number("rows", RowsDefault, RowsMax);
        var start = call.Given.Number("start", 0, int.MaxValue - RowsMax);
        var sort = PackageSort.Parse(call.Given.Text("sort"));
        var asked = await AskedAsync(call);
        var facets = FacetFields.Of(call.Given);
        var slugs = asked.Words.Length > 0 ? await FindWordsAsync(call, asked.Words) : null;
        var condition = slugs is null ? asked.Condition : Conditions.And(asked.Condition, Records.RecordReads.IsOneOf(slugs));
        var count = await call.Records.CountAsync(condition, call.Ct);
        var page = slugs is not null && sort.IsByFit
            ? await BestAsync(call, condition, slugs, start, rows)
            : await call.Records.PageAsync(condition, sort.Order, start, rows, call.Ct);

        call.Result.WriteStartObject();
        call.Result.WriteNumber("count", count);
        call.Result.WriteString("sort", sort.Text);
        await facets.WriteAsync(call, condition);
        call.Result.WriteStartArray("results");
        foreach (var record in page)
        {
            PackageJson.Write(call, record);
        }

        call.Result.WriteEndArray();
        call.Result.WriteEndObject();
    }

    private static async Task<(Expression<Func<Dataset, bool>> Condition, string Words)> AskedAsync(CkanCall call)
    {
        var condition = Conditions.Always;
        var words = new List<string>();
        IReadOnlyList<ProviderName>? providers = null;
        foreach (var (parameter, text) in Texts(call.Given))
        {
            foreach (var part in Parts(SearchParser.Parse(parameter, text)))
            {
                if (part is SearchNode.Term { Field: null } word)
                {
                    words.Add(word.IsQuoted ? $"\"{word.Value}\"" : word.Value.TrimEnd('*'));
                    continue;
                }

                providers ??= [.. (await call.Records.ProvidersAsync(call.Ct)).Select(p => p.Provider)];
                condition = Conditions.And(condition, new SearchConditions(parameter, providers, call.Services.Clock).Of(part));
            }
        }

        return (condition, string.Join(' ', words).Trim());
    }

    private static IEnumerable<(string Parameter, string Text)> Texts(CkanParameters given)
    {
        if (given.Text("q")?.Trim() is { Length: > 0 } q)
        {
            yield return ("q", q);
        }

        if (given.Text("fq")?.Trim() is { Length: > 0 } fq)
        {
            yield return ("fq", fq);
        }

        foreach (var one in given.List("fq_list").Where(f => !string.IsNullOrWhiteSpace(f)))
        {
            yield return ("fq_list", one);
        }
    }

    // Everything is found by everything.
    private static IEnumerable<SearchNode> Parts(SearchNode node) =>
        (node is SearchNode.All all ? all.Parts : [node]).Where(part => part is not SearchNode.Term { Field: null, IsAny: true });

    private static Task<IReadOnlyList<string>> FindWordsAsync(CkanCall call, string words) =>
        call.Services.Search.FindSlugsAsync(new DatasetFilter { Words = words, Limit = WordsMax }, call.Ct);

    private static async Task<IReadOnlyList<CatalogueRecord>> BestAsync(
        CkanCall call, Expression<Func<Dataset, bool>> condition, IReadOnlyList<string> best, int start, int rows)
    {
        var left = await call.Records.SlugsOfAsync(condition, call.Ct);
        var page = best.Where(left.Contains).Skip(start).Take(rows).ToList();
        var records = (await call.Records.PageAsync(Records.RecordReads.IsOneOf(page), [], 0, page.Count, call.Ct)).ToDictionary(r => r.Slug, StringComparer.Ordinal);
        return [.. page.Where(records.ContainsKey).Select(slug => records[slug])];
    }
}

using Gongxin.Catalogue.Search;
using System.Linq.Expressions;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;

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
        var found = asked.Words.Length > 0
            ? await WithWordsAsync(call, asked, sort, start, rows)
            : await PageAsync(call, asked.Condition, sort, start, rows);

        call.Result.WriteStartObject();
        call.Result.WriteNumber("count", found.Count);
        call.Result.WriteString("sort", sort.Text);
        await facets.WriteAsync(call, found.Condition);
        call.Result.WriteStartArray("results");
        await call.Services.Packages.WriteAsync(call, found.Page);
        call.Result.WriteEndArray();
        call.Result.WriteEndObject();
    }

    private static async Task<Asked> AskedAsync(CkanCall call)
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

        return new Asked(condition, string.Join(' ', words).Trim());
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

    private static async Task<Found> PageAsync(CkanCall call, Expression<Func<Dataset, bool>> condition, PackageSort sort, int start, int rows)
    {
        if (ReferenceEquals(condition, Conditions.Always))
        {
            var walk = await call.Services.Walks.OfAsync(call, sort);
            return new Found(condition, walk.Count, [.. walk.Skip(start).Take(rows)]);
        }

        return new Found(condition, await call.Records.CountAsync(condition, call.Ct), await call.Records.IdsAsync(condition, sort.Order, start, rows, call.Ct));
    }

    private static async Task<Found> WithWordsAsync(CkanCall call, Asked asked, PackageSort sort, int start, int rows)
    {
        var best = await call.Services.Search.FindSlugsAsync(new DatasetFilter { Words = asked.Words, Limit = WordsMax }, call.Ct);
        var condition = Conditions.And(asked.Condition, Records.RecordReads.IsOneOf(best));
        if (!sort.IsByFit)
        {
            return await PageAsync(call, condition, sort, start, rows);
        }

        var left = await call.Records.IdsBySlugAsync(condition, call.Ct);
        return new Found(condition, left.Count, [.. best.Where(left.ContainsKey).Skip(start).Take(rows).Select(slug => left[slug])]);
    }

    private sealed record Asked(Expression<Func<Dataset, bool>> Condition, string Words);

    private sealed record Found(Expression<Func<Dataset, bool>> Condition, int Count, IReadOnlyList<DatasetId> Page);
}

using Gongxin.Catalogue.Search;
using Gongxin.Contracts.Catalogue;
using Gongxin.Fixtures;
using Gongxin.Host.Demo;
using Gongxin.Standards.CodeLists;

namespace Gongxin.Modules.Tests.Catalogue.Search;

// Goal: people find what they look for in the demonstration catalogue. Method: all of it is loaded on the way that everybody's data
// goes; each query names the dataset that must be among the first three. The recall is printed. (The index does not depend on the
// engine; that it reads the same on both is shown by LiveIndexTests.)
public sealed class DemoQueriesTests(DatabaseFixture databases, ITestOutputHelper output) : IClassFixture<DatabaseFixture>
{
    private const int FirstOnes = 3;

    private static readonly (string Typed, string Dataset)[] Queries =
    [
        // Words as they stand in titles, and parts of them.
        ("行政处罚", "penalty-kinds"), ("国民经济行业分类", "gb-t-4754-2017"), ("行业大类", "gb-t-4754-2017-divisions"), ("行业门类", "gb-t-4754-2017-sections"),
        ("节假日", "workday-calendar-cn"), ("县级行政区", "china-counties"), ("严重失信", "serious-dishonesty-lists"), ("信用修复", "credit-case-states"),
        ("联合奖惩备忘录", "memorandum-kinds"), ("去标识化", "deidentification-techniques"), ("数据分级", "data-security-levels"), ("法定期限", "statutory-deadlines"),
        ("企业类型", "enterprise-types"), ("共享方式", "share-methods"), ("数商", "data-merchant-kinds"),

        // Several words in one, as people type them.
        ("行业协会收费", "association-fee-categories"), ("香港分区代码", "hong-kong-districts"), ("省级统计用区划", "china-provinces"), ("公共信息开放领域", "open-data-domains"),
        ("信用代码登记部门", "credit-code-departments"), ("民政部县级代码", "county-codes-2021"),

        // Pinyin and initials.
        ("xzcf", "penalty-kinds"), ("xingzhengchufa", "penalty-kinds"), ("hyfl", "gb-t-4754-2017"), ("jiejiari", "workday-calendar-cn"), ("xianggang", "hong-kong-districts"),
        ("dhqh", "area-telephone-codes"), ("xyxf", "credit-case-states"), ("qiye leixing", "enterprise-types"),

        // Traditional characters and full width.
        ("行政處罰種類", "penalty-kinds"), ("澳門", "macau-districts"), ("ＧＢ／Ｔ　４７５４", "gb-t-4754-2017"), ("ＥＰＣＩＳ", "epcis-event-types"),

        // Synonyms.
        ("放假安排", "workday-calendar-cn"), ("黑名单", "serious-dishonesty-lists"), ("红名单", "trust-lists"), ("USCC", "credit-code-prefixes"), ("异常经营", "abnormal-operation-reasons"),
        ("脱敏技术", "deidentification-techniques"), ("更新频率", "update-cycles"), ("等保三级", "classified-protection-level-3-controls"), ("产品溯源", "traceability-categories"),
        ("长途区号", "area-telephone-codes"), ("地级市", "china-cities"), ("时限", "statutory-deadlines"),

        // English.
        ("industry classification", "gb-t-4754-2017"), ("public holiday", "workday-calendar-cn"), ("Macau", "macau-districts"), ("enterprise types", "enterprise-types"),
        ("ISO 3166", "country-codes"), ("world countries", "country-codes"), ("penalty", "penalty-kinds"),

        // Names of columns and values.
        ("cityCode", "china-counties"), ("村委会", "china-villages"), ("护照", "identity-document-types"), ("吊销许可证件", "penalty-kinds"), ("个体工商户", "market-entity-kinds"),
        ("九龙城区", "hong-kong-districts"),
    ];

    [Fact]
    public async Task What_people_look_for_is_among_the_first_three()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        foreach (var handIn in new DemoData(new CodeListFiles(CodeListFiles.FolderBesideTheProgram)).All())
        {
            await node.AskAsync<ISubmissions, SubmissionReport>(s => s.LoadAsync(handIn, null, ct));
        }

        var missed = new List<string>();
        foreach (var (typed, dataset) in Queries)
        {
            var found = await node.AskAsync<DatasetSearch, FoundDatasets>(s => s.FindAsync(new DatasetFilter { Words = typed, Limit = 20 }, facets: false, ct));
            var place = found.Items.Select(i => i.Slug).ToList().IndexOf(dataset);
            if (place is < 0 or >= FirstOnes)
            {
                missed.Add($"{typed} → {dataset}: place {place + 1} of {found.Total}{(found.IsLoose ? " (loose)" : "")}; first {string.Join(", ", found.Items.Take(FirstOnes).Select(i => i.Slug))}");
            }
        }

        output.WriteLine($"Recall among the first {FirstOnes}: {Queries.Length - missed.Count} of {Queries.Length} = {(Queries.Length - missed.Count) * 100.0 / Queries.Length:F1} %");
        Assert.InRange(Queries.Length, 50, 100);
        Assert.Empty(missed);
    }

    [Fact]
    public void No_query_is_asked_twice() => Assert.Equal(Queries.Length, Queries.Select(q => q.Typed).Distinct(StringComparer.Ordinal).Count());
}

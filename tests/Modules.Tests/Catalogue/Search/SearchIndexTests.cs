using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Search.Synonyms;
using Gongxin.Standards.CodeLists;
using Gongxin.Standards.Divisions;

namespace Gongxin.Modules.Tests.Catalogue.Search;

// Goal: what is typed finds what it should, counted exactly and in the right order. Method: an index in memory over documents
// made by hand.
public sealed class SearchIndexTests : IDisposable
{
    private static readonly SearchRegions Regions =
        new(new DivisionFiles(DivisionFiles.FolderBesideTheProgram, new CodeListFiles(CodeListFiles.FolderBesideTheProgram)));

    private static readonly SearchWords Words = new(SynonymText.Read(SynonymText.BuiltIn).Groups, Regions);
    private static readonly DateTime Now = new(2026, 11, 25, 0, 0, 0, DateTimeKind.Utc);

    private readonly SearchIndex _index = new(Regions);

    public void Dispose() => _index.Dispose();

    [Theory]
    [InlineData("行政处罚")]
    [InlineData("行政處罰")]
    [InlineData("xzcf")]
    [InlineData("xingzheng")]
    [InlineData("xingzhengchufa")]
    [InlineData("xingzhe")]
    [InlineData("xing zheng chu fa")]
    [InlineData("处罚")]
    [InlineData("罚")]
    [InlineData("ｐｅｎａｌｔｙ")]
    [InlineData("penalties")]
    [InlineData("\"行政处罚\"")]
    [InlineData("浙江")]
    [InlineData("zhejiang")]
    [InlineData("杭州市")]
    [InlineData("浙江的处罚")]
    [InlineData("文书号")]
    [InlineData("吊销许可证")]
    [InlineData("hangzhou-pen")]
    public void What_is_typed_finds_it(string typed)
    {
        Put(
            Document("hangzhou-penalties", "杭州市行政处罚决定") with
            {
                TitleEn = "Penalty decisions", Columns = [new SearchColumn("文书号", null, null, []), new SearchColumn("kind", null, null, ["吊销许可证"])],
            },
            Document("ningxia-rain", "宁夏降水量"));
        Assert.Equal(["hangzhou-penalties"], Find(typed));
    }

    [Theory]
    [InlineData("政行罚处")]
    [InlineData("江苏")]
    [InlineData("\"处罚行政\"")]
    [InlineData("zcfx")]
    [InlineData("nothing")]
    public void What_is_not_there_is_not_found(string typed)
    {
        Put(Document("hangzhou-penalties", "杭州市行政处罚决定"));
        Assert.Empty(Find(typed));
    }

    [Fact]
    public void Synonyms_are_found_after_the_word_itself()
    {
        Put(Document("gross", "国内生产总值核算"), Document("gdp", "各季度 GDP 核算"));
        Assert.Equal(["gdp", "gross"], Find("gdp"));
        Assert.Equal(["gross", "gdp"], Find("国内生产总值"));
    }

    [Fact]
    public void A_title_goes_before_a_summary_and_a_summary_before_a_value()
    {
        Put(
            Document("value", "甲") with { Columns = [new SearchColumn("c", null, null, ["降水量"])] },
            Document("summary", "乙") with { Summary = "各地降水量" },
            Document("title", "降水量"));
        Assert.Equal(["title", "summary", "value"], Find("降水量"));
    }

    [Fact]
    public void Of_equal_texts_the_better_and_the_fresher_go_first()
    {
        Put(
            Document("a-bad", "降水量") with { Quality = 0.2f },
            Document("b-old", "降水量") with { PublishedAt = Now.AddYears(-3) },
            Document("c-good", "降水量"));
        Assert.Equal("c-good", Find("降水量")[0]);
    }

    [Fact]
    public void When_nothing_has_all_the_words_what_has_most_of_them_is_shown_and_said()
    {
        Put(Document("one", "降水量和气温观测"), Document("other", "港口货物吞吐"));
        var found = Ask("降水量和气温预报", new DatasetFilter());
        Assert.True(found.IsLoose);
        Assert.Equal(["one"], found.Places.Select(p => p.Slug));
    }

    [Fact]
    public void Facets_count_what_the_other_filters_leave()
    {
        Put([.. Enumerable.Range(0, 60).Select(i => Document($"d{i:00}", "降水量") with
        {
            Theme = i % 2 == 0 ? "07" : "08", Provider = $"站 {i % 3}", Format = i % 5 == 0 ? "csv" : "xlsx",
        })]);
        var found = Ask("降水量", new DatasetFilter { Theme = "07", Format = "csv" });
        Assert.Equal(6, found.Total);
        Assert.Equal([("07", 6), ("08", 6)], found.Facets[0]);
        Assert.Equal([("xlsx", 24), ("csv", 6)], found.Facets[2]);
        Assert.Equal(6, found.Facets[1].Sum(p => p.Count));
        Assert.Equal([("2026", 6)], found.Facets[4]);
        Assert.Equal(0, Ask("降水量", new DatasetFilter { Provider = "nobody" }).Total);
    }

    [Theory]
    [InlineData(DatasetOrder.Newest)]
    [InlineData(DatasetOrder.Title)]
    [InlineData(DatasetOrder.Rows)]
    [InlineData(DatasetOrder.Relevance)]
    public void A_walk_by_places_meets_each_once_while_others_are_added(DatasetOrder order)
    {
        Put([.. Enumerable.Range(0, 57).Select(i => Document($"d{i:00}", $"降水量 {i % 7}") with { PublishedAt = Now.AddHours(-(i % 9)), RowCount = i % 4 })]);
        var seen = new List<string>();
        SearchPlace? after = null;
        do
        {
            var page = Ask("降水量", new DatasetFilter { Words = "降水量", Order = order, Limit = 10, After = after });
            seen.AddRange(page.Places.Select(p => p.Slug));
            after = page.HasMore ? page.Last : null;
            Put(Document($"new{seen.Count}", "另一个"));
        }
        while (after is not null);
        Assert.Equal(57, seen.Count);
        Assert.Equal(57, seen.Distinct().Count());
    }

    [Fact]
    public void A_changed_document_is_found_as_it_is_now_and_a_removed_one_not_at_all()
    {
        Put(Document("a", "降水量"), Document("b", "气温"));
        Put(Document("a", "风速"));
        Assert.Empty(Find("降水量"));
        Assert.Equal(["a"], Find("风速"));
        _index.Put([], ["a"]);
        Assert.Empty(Find("风速"));
        Assert.Equal(["b"], Find(""));
        Assert.True(_index.IsWhole("b"));
        Assert.False(_index.IsWhole("a"));
    }

    [Fact]
    public void A_document_survives_its_short_form()
    {
        var document = Document("a", "降水量") with { TitleEn = "Rain", Theme = "07", Columns = [new SearchColumn("年", "年份", "何年", ["二〇二五", "x"])], Quality = 0.5f };
        Assert.Equal(document.Encode(), SearchDocument.Decode(document.Encode()).Encode());
    }

    [Fact]
    public void The_index_survives_its_file_whole()
    {
        Put([.. Enumerable.Range(0, 40).Select(i => Document($"d{i}", $"降水量 {i}") with { Provider = "站", Theme = "07" })]);
        _index.Put([], ["d7"]);
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        _index.Write(writer);
        bytes.Position = 0;
        using var reader = new BinaryReader(bytes);
        using var again = SearchIndex.Read(reader, Regions);
        Assert.Equal(_index.Size, again.Size);
        Assert.All(again.Slugs(), slug => Assert.True(again.IsWhole(slug)));
        var question = QuestionReader.Read("js", Words);
        Assert.Equal(39, again.Find(question, new DatasetFilter(), facets: true, Now).Total);
    }

    [Fact]
    public void Why_it_was_found_is_marked_in_the_text_as_it_stands()
    {
        var document = Document("a", "杭州市行政處罰決定") with { Summary = "各年度", Columns = [new SearchColumn("文书号", null, null, ["吊销許可證"])] };
        Assert.Equal("杭州市[行政處罰]決定", Marked(document, "xzcf"));
        Assert.Equal("[杭州市]行政處罰決定", Marked(document, "浙江"));
        Assert.Equal("吊销[許可證]", Marked(document, "许可证"));
        Assert.Equal("杭州市[行政處罰]決定|[文书号]", Marked(document, "行政处罚 文书号"));
    }

    private static string Marked(SearchDocument document, string typed) => string.Join('|', Highlights.Of(document, QuestionReader.Read(typed, Words), Regions)
        .Select(m => string.Concat(m.Parts.Select(p => p.IsHit ? $"[{p.Text}]" : p.Text))));

    private void Put(params SearchDocument[] documents) => _index.Put(documents, []);

    private List<string> Find(string typed) => [.. Ask(typed, new DatasetFilter { Words = typed }).Places.Select(p => p.Slug)];

    private SearchFound Ask(string typed, DatasetFilter filter) => _index.Find(QuestionReader.Read(typed, Words), filter, facets: true, Now);

    private static SearchDocument Document(string slug, string title) => new()
    {
        Id = Guid.CreateVersion7(), Slug = slug, Title = title, Format = "csv", PublishedAt = Now.AddDays(-1), RowCount = 10, Quality = 1,
    };
}

using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;
using Gongxin.Standards.CodeLists;

namespace Gongxin.Modules.Tests.Standards;

public sealed class CodeListFilesTests
{
    private static readonly CodeListFiles Lists = new(CodeListFiles.FolderBesideTheProgram);

    [Fact]
    public void Every_file_is_a_list_and_every_list_says_what_it_is_in_both_languages()
    {
        var files = Directory.EnumerateFiles(CodeListFiles.FolderBesideTheProgram, "*.csv").Select(f => Path.GetFileNameWithoutExtension(f)).Order();

        Assert.InRange(Lists.All.Count, 60, 1000);
        Assert.Equal(files, Lists.All.Select(l => l.Slug).Order());
        Assert.All(Lists.All, list =>
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", list.Slug);
            Assert.All([list.Title, list.Issuer, list.Summary, list.Source], text => Assert.True(text.Zh.Length > 1 && text.En.Length > 1, list.Slug));
            Assert.NotEmpty(list.Edition);
            Assert.NotEmpty(list.Licence);
            Assert.NotEmpty(list.Items);
        });
    }

    [Fact]
    public void Themes_of_the_lists_are_open_data_domains() =>
        Assert.All(Lists.All, list => Assert.NotNull(Lists.Item("open-data-domains", list.Theme)));

    [Fact]
    public void A_code_stands_once_except_where_rows_are_dated() =>
        Assert.All(
            Lists.All.Where(l => !l.Columns.Contains("valid_from")),
            list => Assert.Equal(list.Items.Count, list.Items.Select(i => i.Code).Distinct().Count()));

    [Fact]
    public void Every_item_has_a_code_and_a_name_and_says_how_sure_it_is()
    {
        string[] known = ["verified", "secondary", "unverified"];
        Assert.All(Lists.All, list =>
        {
            Assert.All(list.Items, item => Assert.True(item.Code.Length > 0 && item.Name.Zh.Length > 0, list.Slug));
            if (list.Columns.Contains("certainty"))
            {
                var at = list.Columns.ToList().IndexOf("certainty");
                Assert.All(list.Items, item => Assert.Contains(item.Cells[at], known));
            }
        });
    }

    [Fact]
    public void The_industrial_classification_has_the_published_numbers_and_a_parent_for_every_code()
    {
        var list = Lists.Find("gb-t-4754-2017")!;
        var level = list.Columns.ToList().IndexOf("level");
        var parent = list.Columns.ToList().IndexOf("parent");
        var counts = list.Items.CountBy(i => i.Cells[level]).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);

        Assert.Equal((20, 97, 473, 1380), (counts["section"], counts["division"], counts["group"], counts["class"]));
        Assert.All(list.Items.Where(i => i.Cells[level] != "section"), i => Assert.NotNull(Lists.Item("gb-t-4754-2017", i.Cells[parent])));
        Assert.Equal("稻谷种植", Lists.Item("gb-t-4754-2017", "0111")?.Name.Zh);
    }

    [Fact]
    public void The_lists_of_rules_and_days_are_those_that_the_kernel_counts_with()
    {
        Assert.Equal(RuleBook.BuiltIn.All.Select(r => r.Code), Lists.Find("statutory-deadlines")!.Items.Select(i => i.Code));
        Assert.All(Lists.Find("workday-calendar-cn")!.Items, item =>
            Assert.NotNull(WorkCalendar.China.Day(DateOnly.Parse(item.Code, System.Globalization.CultureInfo.InvariantCulture)).Notice));
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        Assert.Null(Lists.Find("no-such-list"));
        Assert.Null(Lists.Item("no-such-list", "1"));
        Assert.Null(Lists.Item("open-types", "9"));
        Assert.Equal("有条件开放", Lists.Item("open-types", "2")?.Name.Zh);
    }

    [Theory]
    [InlineData("国务院 假", "workday-calendar-cn")]
    [InlineData("PENALTIES double", "penalty-categories")]
    [InlineData("國民經濟 全表", "gb-t-4754-2017")]
    public void Lists_are_found_by_words_of_either_language(string words, string slug) =>
        Assert.Contains(slug, new CodeListSearch(Lists).Lists(words).Select(l => l.Slug));

    [Theory]
    [InlineData("0111", "0111")]
    [InlineData("稻谷种植", "0111")]
    [InlineData("稻穀種植", "0111")]
    [InlineData("daoguzhongzhi", "0111")]
    [InlineData("dgzz", "0111")]
    [InlineData("０１１１", "0111")]
    public void Items_are_found_by_code_name_and_pinyin(string words, string code)
    {
        var search = new CodeListSearch(Lists);

        Assert.Contains(code, search.Find(search.List("gb-t-4754-2017"), words).Select(i => i.Code));
    }

    [Fact]
    public void All_words_must_be_found_and_no_words_find_everything()
    {
        var search = new CodeListSearch(Lists);
        var list = search.List("gb-t-4754-2017");

        Assert.Equal(list.Items.Count, search.Find(list, " ").Count);
        Assert.Empty(search.Find(list, "稻谷种植 银行"));
    }
}

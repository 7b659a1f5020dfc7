using Gongxin.Host.Demo;
using Gongxin.Standards.CodeLists;

namespace Gongxin.Modules.Tests.Demo;

public sealed class DemoDataTests
{
    private static readonly CodeListFiles Lists = new(CodeListFiles.FolderBesideTheProgram);
    private static readonly IReadOnlyList<Gongxin.Contracts.Catalogue.HandIn> Data = [.. new DemoData(Lists).All()];

    [Fact]
    public void There_are_enough_datasets_each_once_and_each_with_its_file()
    {
        Assert.InRange(Data.Count, 60, 1000);
        Assert.Equal(Data.Count, Data.Select(d => d.About.Slug).Distinct().Count());
        Assert.Equal(Data.Count, Data.Select(d => d.File).Distinct().Count());
        Assert.All(Data, d => Assert.True(File.Exists(d.File), d.File));
        Assert.All(["china-villages", "gb-t-4754-2017", "workday-calendar-cn"], slug => Assert.Contains(Data, d => d.About.Slug == slug));
    }

    [Fact]
    public void Each_says_in_both_languages_what_it_is_from_whom_and_under_which_licence() =>
        Assert.All(Data, d =>
        {
            string?[] said =
            [
                d.About.Title, d.About.TitleEn, d.About.Summary, d.About.SummaryEn, d.About.Provider, d.About.ProviderEn,
                d.About.Licence, d.About.Source,
            ];
            Assert.All(said, text => Assert.False(string.IsNullOrWhiteSpace(text), d.About.Slug));
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", d.About.Slug!);
            Assert.NotNull(Lists.Item("open-data-domains", d.About.Theme!));
        });

    [Fact]
    public void The_villages_are_all_of_them() =>
        Assert.Equal(620_574, File.ReadLines(Data.Single(d => d.About.Slug == "china-villages").File).Count());
}

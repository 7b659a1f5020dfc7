using Gongxin.Ui.Lists;
using Gongxin.Ui.Shell;

namespace Gongxin.Modules.Tests.Ui;

// Goal: links change what they mean to change and nothing else, and no reader is led to another site.
public sealed class AddressTests
{
    private static readonly PageAddress Address = new(
        "/catalogue", [new("q", "人口 & 就业"), new("theme", "05"), new("page", "3"), new("lang", "en"), new("empty", "")]);

    [Fact]
    public void A_link_keeps_the_other_parameters_but_not_the_language() =>
        Assert.Equal("/catalogue?q=%E4%BA%BA%E5%8F%A3%20%26%20%E5%B0%B1%E4%B8%9A&theme=05&page=4", Address.With(("page", "4")));

    [Fact]
    public void A_null_value_takes_a_parameter_off() =>
        Assert.Equal("/catalogue?theme=05", Address.With(("q", null), ("page", null)));

    [Fact]
    public void A_parameter_given_twice_is_kept_twice() =>
        Assert.Equal("/x?a=1&a=2&b=3", new PageAddress("/x", [new("a", "1"), new("a", "2")]).With(("b", "3")));

    [Fact]
    public void A_form_carries_what_it_does_not_set() =>
        Assert.Equal(["theme"], Address.Except("q", "page").Select(p => p.Key));

    [Theory]
    [InlineData("/")]
    [InlineData("/catalogue?q=a//b")]
    public void A_path_of_this_site_is_local(string address) => Assert.Equal(address, LocalAddress.OrHome(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("catalogue")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("/a\r\nSet-Cookie: x=1")]
    public void What_leads_elsewhere_leads_home(string? address) => Assert.Equal("/", LocalAddress.OrHome(address));

    [Theory]
    [InlineData(null, "rows", "rows")]
    [InlineData("rows", "rows", "-rows")]
    [InlineData("-rows", "rows", "rows")]
    [InlineData("-rows", "title", "title")]
    public void A_heading_sorts_up_then_down(string? now, string key, string next) =>
        Assert.Equal(next, SortOrder.Next(SortOrder.Parse(now), key).ToString());

    [Theory]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("en-GB", "en")]
    [InlineData("fr", null)]
    [InlineData(null, null)]
    public void A_language_tag_names_one_of_ours_or_none(string? tag, string? language) =>
        Assert.Equal(language, Languages.Named(tag)?.Name);
}

using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Load.PersonalData;

namespace Gongxin.Modules.Tests.Datastore.Load;

// Goal: numbers of persons and keys are found as people write them, and other numbers are not taken for them.
public sealed class PersonalDataTextTests
{
    [Theory]
    [InlineData("11010519491231002X", PersonalDataKind.IdentityNumber)]
    [InlineData("申请人（11010519491231002x）", PersonalDataKind.IdentityNumber)]
    [InlineData("440524188001010014", null)]
    [InlineData("110105194912310021", null)]
    [InlineData("13800138000", PersonalDataKind.MobileNumber)]
    [InlineData("138-0013-8000", PersonalDataKind.MobileNumber)]
    [InlineData("+8613800138000", PersonalDataKind.MobileNumber)]
    [InlineData("１３８００１３８０００", PersonalDataKind.MobileNumber)]
    [InlineData("138****8000", null)]
    [InlineData("12800138000", null)]
    [InlineData("A13800138000", null)]
    [InlineData("13800138000.25", null)]
    [InlineData("4111111111111111", PersonalDataKind.BankCard)]
    [InlineData("4111111111111112", null)]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----", PersonalDataKind.SecretKey)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", PersonalDataKind.SecretKey)]
    [InlineData("92330106MA28LQFX98", PersonalDataKind.SoleTraderCode)]
    [InlineData("京A12345", PersonalDataKind.PlateNumber)]
    [InlineData("浙A·D12345", PersonalDataKind.PlateNumber)]
    [InlineData("京A1234", null)]
    [InlineData("国A12345", null)]
    [InlineData("京ABCDEF", null)]
    [InlineData("2026-11-26 10:00:00", null)]
    public void A_text_holds_what_it_holds(string text, PersonalDataKind? expected) =>
        Assert.Equal(expected is { } kind ? 1 << (int)kind : 0, PersonalDataText.Look(Encoding.UTF8.GetBytes(text)).Hits);

    // The detectors step over most bytes: wherever a number stands, and whatever stands around it, it is not stepped over.
    [Theory]
    [InlineData("13800138000")]
    [InlineData("11010519491231002X")]
    [InlineData("4111111111111111")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("LTAI4Fxxxxxxxxx1")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----")]
    public void It_is_found_wherever_it_stands(string found)
    {
        foreach (var filler in new[] { " ", "，", "ab ", "12 ", "abcdefghijklmnopq ", "123456789012345678901234 ", "-", "----- ", "é" })
        {
            var hits = PersonalDataText.Look(Encoding.UTF8.GetBytes(found)).Hits;
            for (var before = 0; before < 40; before++)
            {
                var head = string.Concat(Enumerable.Repeat(filler, before)).TrimEnd('-');
                foreach (var text in new[] { $"{head} {found}", $"{head}，{found} {head}", $"{found}，{head}" })
                {
                    Assert.Equal((text, hits), (text, PersonalDataText.Look(Encoding.UTF8.GetBytes(text)).Hits));
                }
            }
        }
    }

    [Theory]
    [InlineData("家庭住址", "浙江省杭州市西湖区文三路9号2幢301室", true)]
    [InlineData("家庭住址", "浙江省杭州市西湖区", false)]
    [InlineData("注册地址", "浙江省杭州市西湖区文三路9号2幢301室", false)]
    public void An_address_is_a_home_where_the_header_says_so(string column, string text, bool isHome)
    {
        var tally = new PersonalDataTally(column);
        tally.Add(Encoding.UTF8.GetBytes(text));
        Assert.Equal(isHome, tally.Found().Any(f => f.Kind is PersonalDataKind.HomeAddress));
    }

    [Fact]
    public void An_example_of_a_short_text_shows_its_ends_only()
    {
        var tally = new PersonalDataTally("车牌");
        tally.Add("京A12345"u8);
        Assert.Equal(["京*****5"], tally.Found().Single().Examples);
    }

    [Fact]
    public void A_long_run_is_passed_once()
    {
        var run = Encoding.UTF8.GetBytes(new string('a', 8_000_000));
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Equal(0, PersonalDataText.Look(run).Candidates);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}

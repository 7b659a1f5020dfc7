using System.Text;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Identity;

namespace Gongxin.Modules.Tests.Governance.People;

// Goal: the rules that need no database: passwords, codes, delays, what a region holds.
public sealed class RulesOfPeopleTests
{
    [Theory]
    [InlineData("short", "account.password-length")]
    [InlineData("lettersonly", "account.password-simple")]
    [InlineData("Password123!", "account.password-common")]
    [InlineData("1234567890123", "account.password-common")]
    [InlineData("abcabcabcabc", "account.password-common")]
    [InlineData("qwertyuiop", "account.password-simple")]
    [InlineData("the lihua of old", "account.password-common")]
    [InlineData("Tr4velling", null)]
    [InlineData("correct horse battery", null)]
    [InlineData("一句很长也很好记的话不怕人猜", null)]
    public void A_password_is_taken_or_refused_with_its_reason(string password, string? fault) => Assert.Equal(fault, Passwords.Fault(password, "lihua"));

    // RFC 6238, appendix B, SHA-1, eight digits.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, TimeCodes.CodeOf(Encoding.ASCII.GetBytes("12345678901234567890"), TimeCodes.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), 8));

    [Fact]
    public void A_code_works_once_and_a_little_early_or_late()
    {
        var secret = TimeCodes.NewSecret();
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = TimeCodes.StepAt(now);
        Assert.Equal(step, TimeCodes.Match(secret, TimeCodes.CodeOf(secret, step), now, 0));
        Assert.Null(TimeCodes.Match(secret, TimeCodes.CodeOf(secret, step), now, step));
        Assert.Equal(step - 1, TimeCodes.Match(secret, TimeCodes.CodeOf(secret, step - 1), now, 0));
        Assert.Null(TimeCodes.Match(secret, TimeCodes.CodeOf(secret, step - 3), now, 0));
    }

    // RFC 4648, section 10.
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_as_the_standard_says(string text, string written) => Assert.Equal(written, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Each_failure_waits_twice_as_long_up_to_a_bound()
    {
        Assert.Equal(TimeSpan.Zero, Attempts.DelayAfter(4, 5));
        Assert.Equal(Attempts.DelayMin, Attempts.DelayAfter(5, 5));
        Assert.Equal(Attempts.DelayMin * 2, Attempts.DelayAfter(6, 5));
        Assert.Equal(Attempts.DelayMax, Attempts.DelayAfter(100_000, 5));
    }

    [Theory]
    [InlineData("330000", "33")]
    [InlineData("330100", "3301")]
    [InlineData("330106", "330106")]
    [InlineData("110000", "11")]
    public void A_region_holds_what_begins_like_it(string region, string prefix) => Assert.Equal(prefix, Scope.PrefixOf(region));
}

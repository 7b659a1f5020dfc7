using Gongxin.Kernel.Identifiers;

namespace Gongxin.Modules.Tests.Identifiers;

// The codes are those of public bodies and companies; the identity numbers are the examples printed in GB 11643 itself.
public sealed class IdentifierRulesTests
{
    [Theory]
    [InlineData("91350100M000100Y43", IdentifierCheck.Valid)]
    [InlineData("91320100748204660Q", IdentifierCheck.Valid)]
    [InlineData("91320281142232229Q", IdentifierCheck.Valid)]
    [InlineData("91440300618819640R", IdentifierCheck.Valid)]
    [InlineData("11320100MB1886843H", IdentifierCheck.Valid)]
    [InlineData("11430000MB1C8426XK", IdentifierCheck.Valid)]
    [InlineData("91110108551385082Q", IdentifierCheck.Valid)]
    [InlineData("91440300708461136T", IdentifierCheck.Valid)]
    [InlineData("91110000802100433B", IdentifierCheck.Valid)]
    [InlineData("91110000100001825N", IdentifierCheck.WrongCheckDigit)]
    [InlineData("91350211M000100Y43", IdentifierCheck.WrongCheckDigit)]
    [InlineData("12430000MBOL67976N", IdentifierCheck.WrongCharacter)]
    [InlineData("00000000000000000X", IdentifierCheck.Placeholder)]
    [InlineData("91350100M000100Y4", IdentifierCheck.WrongLength)]
    [InlineData("91350100M000100Y435", IdentifierCheck.WrongLength)]
    [InlineData("", IdentifierCheck.WrongLength)]
    [InlineData("91350100m000100y43", IdentifierCheck.WrongCharacter)]
    [InlineData("９1350100M000100Y43", IdentifierCheck.WrongCharacter)]
    public void Unified_social_credit_codes_are_checked(string code, IdentifierCheck expected) =>
        Assert.Equal(expected, IdentifierRules.CheckUscc(code));

    [Theory]
    [InlineData("M000100Y-4", IdentifierCheck.Valid)]
    [InlineData("55138508-2", IdentifierCheck.Valid)]
    [InlineData("MB1C8426-X", IdentifierCheck.Valid)]
    [InlineData("10000182-5", IdentifierCheck.WrongCheckDigit)]
    [InlineData("M000100Y4", IdentifierCheck.Valid)]
    [InlineData("M000100Y-", IdentifierCheck.WrongCharacter)]
    [InlineData("M000100YA", IdentifierCheck.WrongCharacter)]
    [InlineData("M000100-Y4", IdentifierCheck.WrongLength)]
    [InlineData("M000100", IdentifierCheck.WrongLength)]
    [InlineData("10000182-0", IdentifierCheck.WrongCheckDigit)]
    public void Organisation_codes_are_checked(string code, IdentifierCheck expected) =>
        Assert.Equal(expected, IdentifierRules.CheckOrganisationCode(code));

    [Theory]
    [InlineData("110108000000016", IdentifierCheck.Valid)]
    [InlineData("440301103097413", IdentifierCheck.Valid)]
    [InlineData("330000000000013", IdentifierCheck.Valid)]
    [InlineData("440301102902802", IdentifierCheck.Valid)]
    [InlineData("320100000000006", IdentifierCheck.WrongCheckDigit)]
    [InlineData("1101080000000", IdentifierCheck.NotCheckable)]
    [InlineData("11010800000001", IdentifierCheck.WrongLength)]
    [InlineData("11010800000001X", IdentifierCheck.WrongCharacter)]
    public void Business_registration_numbers_are_checked(string code, IdentifierCheck expected) =>
        Assert.Equal(expected, IdentifierRules.CheckRegistrationNumber(code));

    [Theory]
    [InlineData("11010519491231002X", IdentifierCheck.Valid)]
    [InlineData("440524188001010014", IdentifierCheck.Valid)]
    [InlineData("110105194912310021", IdentifierCheck.WrongCheckDigit)]
    [InlineData("110105491231002", IdentifierCheck.NotCheckable)]
    [InlineData("110105491331002", IdentifierCheck.WrongDate)]
    [InlineData("11010519491231002x", IdentifierCheck.WrongCharacter)]
    [InlineData("1101051949123100", IdentifierCheck.WrongLength)]
    public void Identity_numbers_are_checked(string code, IdentifierCheck expected) =>
        Assert.Equal(expected, IdentifierRules.CheckIdentityNumber(code));

    [Fact]
    public void A_code_whose_inner_organisation_code_is_wrong_is_told_apart()
    {
        // The last character fits the first seventeen; the ninth of the organisation code does not fit its eight.
        var inner = Enumerable.Range('0', 10).Select(c => "91350100M000100Y" + (char)c)
            .SelectMany(body => "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(last => body + last))
            .Select(code => IdentifierRules.CheckUscc(code))
            .ToList();

        Assert.Equal(1, inner.Count(c => c is IdentifierCheck.Valid));
        Assert.Equal(9, inner.Count(c => c is IdentifierCheck.WrongOrganisationCode));
    }

    [Fact]
    public void Every_single_wrong_character_of_a_code_is_noticed()
    {
        const string right = "91320100748204660Q";
        for (var i = 0; i < right.Length; i++)
        {
            foreach (var other in "0123456789ABCDEFGHJKLMNPQRTUWXY".Where(c => c != right[i]))
            {
                var wrong = right[..i] + other + right[(i + 1)..];
                Assert.NotEqual(IdentifierCheck.Valid, IdentifierRules.CheckUscc(wrong));
            }
        }
    }

    [Fact]
    public void A_date_that_is_none_is_noticed_behind_a_right_check_digit() =>
        Assert.Equal(IdentifierCheck.WrongDate, IdentifierRules.CheckIdentityNumber("110105194902310026"));

    [Theory]
    [InlineData(" ９１３５０１００ ｍ０００１００ｙ４３ ", "91350100M000100Y43")]
    [InlineData("91350100M000100Y43", "91350100M000100Y43")]
    public void Codes_are_read_as_people_write_them(string written, string code) =>
        Assert.Equal(code, IdentifierRules.Normalise(written));

    [Fact]
    public void The_codes_of_real_enterprises_pass_but_for_those_that_are_wrong_at_the_source()
    {
        var folder = ReferenceData.Folder("data/uscc");
        var codes = File.ReadLines(Path.Combine(folder, "enterprises_uscc_120.csv")).Skip(1).Select(line => line.Split(',')[1]).ToList();

        var valid = codes.Count(code => IdentifierRules.CheckUscc(code) is IdentifierCheck.Valid);

        Assert.Equal(120, codes.Count);
        Assert.InRange(valid, 110, 120);
    }
}

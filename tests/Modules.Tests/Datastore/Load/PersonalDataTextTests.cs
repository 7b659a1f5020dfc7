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
    [InlineData("2026-11-26 10:00:00", null)]
    public void A_text_holds_what_it_holds(string text, PersonalDataKind? expected) =>
        Assert.Equal(expected is { } kind ? 1 << (int)kind : 0, PersonalDataText.Look(Encoding.UTF8.GetBytes(text)).Hits);
}

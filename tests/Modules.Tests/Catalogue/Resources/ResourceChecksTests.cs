using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;
using Gongxin.Standards.CodeLists;

namespace Gongxin.Modules.Tests.Catalogue.Resources;

// Goal: each validation finds its fault, at its field, and nothing else; all faults are found at once; rules are those of the day.
public sealed class ResourceChecksTests
{
    private static readonly CodeListFiles Lists = new(CodeListFiles.FolderBesideTheProgram);
    private static readonly ResourceChecks Checks = new(Lists, ResourceRuleBook.BuiltIn);

    // What is wrong, where it is found, and the code.
    private static readonly Dictionary<string, (Func<ResourceContent, ResourceContent> Spoil, string Field, string Code)> Faults = new()
    {
        ["no class"] = (c => c with { ClassCode = null }, "classCode", "resource.field-missing"),
        ["no summary"] = (c => c with { Summary = " " }, "summary", "resource.field-missing"),
        ["no domain"] = (c => c with { Domain = null }, "domain", "resource.field-missing"),
        ["long name"] = (c => c with { Name = new string('长', 501) }, "name", "resource.text-too-long"),
        ["class form"] = (c => c with { ClassCode = "20101" }, "classCode", "resource.class-form"),
        ["class unknown"] = (c => c with { ClassCode = "299001" }, "classCode", "resource.class-unknown"),
        ["sequence"] = (c => c with { Sequence = "7-1" }, "sequence", "resource.sequence-form"),
        ["provider code"] = (c => c with { ProviderCode = "11100000000014330C" }, "providerCode", "resource.provider-code"),
        ["share type"] = (c => c with { ShareType = "9" }, "shareType", "resource.code-unknown"),
        ["item type"] = (c => c with { Items = [new ResourceItem { Name = "甲", DataType = "99" }] }, "items[0].dataType", "resource.code-unknown"),
        ["no items"] = (c => c with { Items = [] }, "items", "resource.items-missing"),
        ["unnamed item"] = (c => c with { Items = [new ResourceItem { DataType = "1" }] }, "items[0].name", "resource.field-missing"),
        ["length"] = (c => c with { Items = [new ResourceItem { Name = "甲", DataType = "1", Length = 0 }] }, "items[0].length", "resource.item-length"),
        ["sensitivity"] = (c => c with { OpenType = "3", Items = [new ResourceItem { Name = "甲", DataType = "1", Sensitivity = 5 }] }, "items[0].sensitivity", "resource.item-sensitivity"),
        ["share method"] = (c => c with { ShareMethod = null }, "shareMethod", "resource.share-method-missing"),
        ["V1 no law"] = (c => c with { ShareType = "3", ShareCondition = "不方便共享" }, "shareCondition", "resource.no-share-without-law"),
        ["V2 basic"] = (c => c with { ClassCode = "101001", ShareType = "3", ShareCondition = "依据《统计法》第二十八条" }, "shareType", "resource.basic-not-shared"),
        ["V3 level"] = (c => c with { DataLevel = "2" }, "openType", "resource.open-level"),
        ["V4 share"] = (c => c with { ShareType = "2" }, "shareCondition", "resource.share-condition-missing"),
        ["V4 open"] = (c => c with { OpenType = "2" }, "openCondition", "resource.open-condition-missing"),
        ["V6 twice"] = (c => c with { Items = [.. c.Items, c.Items[0]] }, "items[2].name", "resource.item-name-twice"),
        ["V7 unmasked"] = (c => c with { Items = [c.Items[0] with { Sensitivity = 3 }] }, "items[0].maskRule", "resource.sensitive-item-unmasked"),
        ["future"] = (c => c with { ReleasedOn = Samples.Today.AddDays(1) }, "releasedOn", "resource.date-in-future"),
        ["related form"] = (c => c with { RelatedCodes = ["一号"] }, "relatedCodes", "resource.related-form"),
        ["itself"] = (c => c with { Sequence = "5", RelatedCodes = ["201001/5"] }, "relatedCodes", "resource.related-to-itself"),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Fact]
    public void A_good_resource_has_no_findings() => Assert.Empty(Checks.Find(Samples.Good(), Samples.Today));

    [Theory, MemberData(nameof(Names))]
    public void A_fault_is_found_where_it_is_and_nothing_else(string name)
    {
        var (spoil, field, code) = Faults[name];
        var found = Assert.Single(Checks.Find(spoil(Samples.Good()), Samples.Today));
        Assert.Equal((field, code), (found.Field, found.Code));
    }

    [Theory]
    [InlineData("依据《中华人民共和国保守国家秘密法》第十三条不予共享")]
    [InlineData("统计法第二十八条")]
    [InlineData("国发〔2016〕51号")]
    public void A_law_may_be_named_in_the_usual_forms(string basis) =>
        Assert.Empty(Checks.Find(Samples.Good() with { ShareType = "3", ShareMethod = null, ShareCondition = basis }, Samples.Today));

    [Fact]
    public void What_is_masked_or_not_open_may_be_sensitive()
    {
        var sensitive = Samples.Good().Items[0] with { Sensitivity = 4 };
        Assert.Empty(Checks.Find(Samples.Good() with { Items = [sensitive with { MaskRule = "保留前三后四位" }] }, Samples.Today));
        Assert.Empty(Checks.Find(Samples.Good() with { Items = [sensitive with { OpenType = "3" }] }, Samples.Today));
        Assert.Empty(Checks.Find(Samples.Good() with { OpenType = "3", Items = [sensitive] }, Samples.Today));
    }

    [Fact]
    public void All_faults_are_found_at_once()
    {
        var found = Checks.Find(new ResourceContent { Name = "只有名称", ShareType = "3", Items = [new ResourceItem()] }, Samples.Today);
        Assert.True(found.Count >= 12, string.Join(", ", found.Select(f => $"{f.Field} {f.Code}")));
        Assert.Equal(found.Count, found.Select(f => (f.Field, f.Code)).Distinct().Count());
    }

    [Fact]
    public void Of_a_rule_the_row_of_the_day_applies()
    {
        var closed = Samples.Good() with { DataLevel = "3" };
        Assert.DoesNotContain("43697", Assert.Single(Checks.Find(closed, new DateOnly(2024, 9, 30))).Rule!.LegalBasis.Zh);
        Assert.Contains("43697", Assert.Single(Checks.Find(closed, new DateOnly(2024, 10, 1))).Rule!.LegalBasis.Zh);
    }

    [Fact]
    public void A_rule_that_is_not_in_force_finds_nothing()
    {
        var rule = new ResourceRule("resource.open-level", new TwoTexts("", ""), 1, new DateOnly(2030, 1, 1), null, new TwoTexts("", ""), Certainty.Verified);
        var checks = new ResourceChecks(Lists, new ResourceRuleBook([rule]));
        Assert.Empty(checks.Find(Samples.Good() with { DataLevel = "3" }, Samples.Today));
        Assert.Single(checks.Find(Samples.Good() with { DataLevel = "3" }, new DateOnly(2030, 1, 1)));
    }

    [Fact]
    public void What_was_not_compared_with_its_text_is_not_shown_as_law()
    {
        var found = Assert.Single(Checks.Find(Samples.Good() with { ClassCode = "101001", ShareType = "3", ShareCondition = "《统计法》" }, Samples.Today));
        Assert.Null(ResourceFindingView.Of(found).LegalBasis);
    }

    [Fact]
    public void Rows_of_one_rule_never_overlap() =>
        Assert.All(ResourceRuleBook.BuiltIn.All.GroupBy(r => r.Code), rows =>
            Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.First.ValidTo!.Value.AddDays(1), pair.Second.ValidFrom)));
}

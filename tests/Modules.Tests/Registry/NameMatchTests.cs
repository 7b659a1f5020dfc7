using Gongxin.Contracts.Registry;
using Gongxin.Contracts.Standards;
using Gongxin.Registry.Names;
using Gongxin.Standards;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Registry;

// Goal: names that mean one subject come together, firms that differ by one character of the core stay apart. Method: labelled
// pairs; the figures are printed.
public sealed class NameMatchTests(ITestOutputHelper output)
{
    private const double PrecisionMin = 0.98;
    private const double RecallMin = 0.90;
    private const int PairsMin = 500;

    private static readonly RegionBook Regions = MakeRegions();

    [Fact]
    public void The_labelled_pairs_are_told_apart()
    {
        var (right, wrong, missed, count) = (0, 0, 0, 0);
        foreach (var (one, other, isSame) in NamePairs.All())
        {
            count++;
            var isHit = Match(one, other).Verdict is ScreenVerdict.Hit;
            (right, wrong, missed) = (right + (isHit && isSame ? 1 : 0), wrong + (isHit && !isSame ? 1 : 0), missed + (!isHit && isSame ? 1 : 0));
            if (isHit != isSame)
            {
                output.WriteLine($"{one} | {other}: {Match(one, other).Score} {string.Join(' ', Match(one, other).Reasons)}");
            }
        }

        var (precision, recall) = (right / (double)(right + wrong), right / (double)(right + missed));
        output.WriteLine($"{count} pairs: precision {precision:0.000}, recall {recall:0.000}");
        Assert.True(count >= PairsMin);
        Assert.True(precision >= PrecisionMin, $"Precision {precision:0.000}");
        Assert.True(recall >= RecallMin, $"Recall {recall:0.000}");
    }

    [Theory]
    [InlineData("杭州拓搏科技有限公司", "杭州拓博科技有限公司", NameReason.CoreHomophone)]
    [InlineData("杭州拓搏科技有限公司", "杭州拓朴科技有限公司", NameReason.CoreOneCharacter)]
    [InlineData("杭州拓搏科技有限公司", "宁波拓搏科技有限公司", NameReason.RegionDiffers)]
    [InlineData("杭州拓搏科技有限公司", "拓搏科技有限公司", NameReason.RegionMissing)]
    [InlineData("杭州拓搏科技有限公司", "杭州拓搏科技股份有限公司", NameReason.FormDiffers)]
    [InlineData("杭州拓搏科技有限公司", "杭州拓搏商贸有限公司", NameReason.TradeDiffers)]
    public void Names_that_are_not_the_same_say_why(string one, string other, NameReason reason)
    {
        var match = Match(one, other);
        Assert.NotEqual(ScreenVerdict.Hit, match.Verdict);
        Assert.Contains(reason, match.Reasons);
        Assert.Equal(match.Score, Match(other, one).Score);
    }

    private static NameMatch Match(string one, string other) => NameMatch.Of(NameParts.Of(one, Regions), NameParts.Of(other, Regions));

    private static RegionBook MakeRegions()
    {
        using var services = new ServiceCollection().AddStandards().BuildServiceProvider();
        return new RegionBook(services.GetRequiredService<IDivisions>());
    }
}

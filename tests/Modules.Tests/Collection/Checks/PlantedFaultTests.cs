using System.Globalization;
using Gongxin.Collection.Checks.Frames;

namespace Gongxin.Tests.Collection.Checks;

// Goal: the checks that survey offices write catch planted faults and leave clean series alone.
// Method: 200 organisations with five years of months each: a size of their own, growth, a strong season (a factor of three
// between its months) and ordinary noise, from a fixed seed. In the last month a fault is planted in every second one.
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    private const int Organisations = 200;
    private const int Months = 60;
    private const string Season = "绝对值(季节偏离(产量[本月])) <= 6";
    private const string Slip = "单位错位(产量[本月]) = 1";
    private const string Growth = "-50% <= 同比(产量[本月]) <= 100%";

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(10_000)]
    [InlineData(0.1)]
    [InlineData(0.0001)]
    public void A_slip_of_the_unit_is_caught(double factor) => Plant(Slip, value => value * (decimal)factor, caughtMin: 97, falseMax: 0);

    [Theory]
    [InlineData(1.6)]
    [InlineData(0.5)]
    public void A_seasonal_outlier_is_caught(double factor) => Plant(Season, value => value * (decimal)factor, caughtMin: 95, falseMax: 2);

    [Fact]
    public void A_year_on_year_bound_is_kept() => Plant(Growth, value => value * 2.6m, caughtMin: 95, falseMax: 0);

    [Fact]
    public void A_value_out_of_its_season_is_caught_though_the_year_has_known_it()
    {
        // June's level in December: no bound on the values of the year would see it.
        var frames = Series(3, plant: null);
        var (caught, planted) = (0, 0);
        var cell = CheckForms.Cell("产量", "本月");
        foreach (var frame in frames)
        {
            var june = frame.Previous!.Previous!.Previous!.Previous!.Previous!.Previous!;
            if (Math.Abs(Math.Log((double)(june.Numbers[cell].Value / frame.Numbers[cell].Value))) < 0.4)
            {
                continue;
            }

            var now = new FormFrame(CheckForms.Monthly) { Previous = frame.Previous, SeasonLength = 12 };
            CheckForms.Fill(now, ("产量", "本月", june.Numbers[cell].Value));
            planted++;
            caught += (int)CheckForms.Run(Season, now).FailedCount;
        }

        output.WriteLine($"{caught} of {planted} caught");
        Assert.InRange(planted, 50, Organisations);
        Assert.InRange(caught, planted * 95 / 100, planted);
    }

    [Fact]
    public void Who_is_unlike_all_others_is_told_by_the_others()
    {
        var frames = Series(5, plant: null);
        for (var i = 0; i < frames.Count; i++)
        {
            var cell = CheckForms.Cell("产能利用率", "本月");
            frames[i].Numbers[cell] = i % 20 == 0 ? 12 : 70 + (i % 17);
        }

        var peers = new PeerGroup(frames);
        frames.ForEach(f => f.Peers = peers);
        var program = CheckForms.Compile("绝对值(同行偏离(产能利用率[本月])) <= 5");
        var found = frames.Select(f => program.Run(f).FailedCount == 1).ToList();
        Assert.All(found.Select((isFound, i) => (isFound, i)), f => Assert.Equal(f.i % 20 == 0, f.isFound));
        Assert.InRange(CheckForms.Value("同行中位数(产能利用率[本月])", frames[1]).Value, 70, 90);
    }

    [Fact]
    public void Peers_that_are_too_few_say_nothing()
    {
        var frames = Series(5, plant: null).Take(PeerGroup.PeersMin - 1).ToList();
        var peers = new PeerGroup(frames);
        frames.ForEach(f => f.Peers = peers);
        Assert.True(CheckForms.Value("同行偏离(产量[本月])", frames[0]).IsMissing);
    }

    [Fact]
    public void A_series_of_two_years_is_too_short_for_seasons()
    {
        var frame = Series(1, null)[0];
        var chain = new List<decimal>();
        for (var f = frame; f is not null && chain.Count < 30; f = f.Previous)
        {
            chain.Add(f.Numbers[CheckForms.Cell("产量", "本月")].Value);
        }

        FormFrame? previous = null;
        foreach (var value in Enumerable.Reverse(chain))
        {
            var next = new FormFrame(CheckForms.Monthly) { Previous = previous, SeasonLength = 12 };
            previous = CheckForms.Fill(next, ("产量", "本月", value));
        }

        Assert.True(CheckForms.Value("季节偏离(产量[本月])", previous!).IsMissing);
    }

    private void Plant(string check, Func<decimal, decimal> fault, int caughtMin, int falseMax)
    {
        var program = CheckForms.Compile(check);
        var clean = Series(7, plant: null).Count(f => program.Run(f).FailedCount > 0);
        var caught = Series(7, fault).Count(f => program.Run(f).FailedCount > 0);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{check}: {caught} of {Organisations} planted faults caught, {clean} of {Organisations} clean series suspected"));
        Assert.InRange(caught, Organisations * caughtMin / 100, Organisations);
        Assert.InRange(clean, 0, Organisations * falseMax / 100);
    }

    // The newest frame of each organisation, with its chain of months behind it.
    private static List<FormFrame> Series(int seed, Func<decimal, decimal>? plant)
    {
        var random = new Random(seed);
        var cell = CheckForms.Cell("产量", "本月");
        var newest = new List<FormFrame>();
        for (var organisation = 0; organisation < Organisations; organisation++)
        {
            var (size, growth, phase) = (Math.Exp(4 + (random.NextDouble() * 6)), 0.002 + (random.NextDouble() * 0.008), random.Next(12));
            var months = new List<FormFrame>();
            for (var month = 0; month < Months; month++)
            {
                var noise = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 0.1;
                var value = (decimal)(size * Math.Exp((growth * month) + (0.55 * Math.Sin((month + phase) * Math.PI / 6)) + noise));
                var frame = new FormFrame(CheckForms.Monthly)
                {
                    Previous = month > 0 ? months[month - 1] : null,
                    LastYear = month >= 12 ? months[month - 12] : null,
                    SeasonLength = 12,
                };
                frame.Numbers[cell] = month == Months - 1 && plant is not null ? plant(value) : value;
                months.Add(frame);
            }

            newest.Add(months[^1]);
        }

        return newest;
    }
}

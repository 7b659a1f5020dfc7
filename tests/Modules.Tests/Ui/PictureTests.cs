using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gongxin.Ui.Charts.Pictures;

namespace Gongxin.Modules.Tests.Ui;

// Goal: a drawing is well-formed, holds what is to be seen and nothing beyond its edges, and speaks the colours of the tokens.
public sealed partial class PictureTests
{
    public static TheoryData<PictureKind, bool, double> Kinds => [.. from kind in Enum.GetValues<PictureKind>()
                                                                       from byName in new[] { true, false }
                                                                       from width in new[] { PictureDrawing.Wide, PictureDrawing.Narrow }
                                                                       select (kind, byName, width)];

    [Theory, MemberData(nameof(Kinds))]
    public void Everything_stands_within_the_edges(PictureKind kind, bool byName, double width)
    {
        var svg = XElement.Parse(PictureDrawing.Draw(Sample(kind, byName && kind is not PictureKind.Line), Ink.OfFile, width, "t"));
        var size = ((string)svg.Attribute("viewBox")!).Split(' ').Select(s => double.Parse(s, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        foreach (var rect in svg.Elements().Where(e => e.Name.LocalName == "rect"))
        {
            double Of(string name) => (double?)rect.Attribute(name) ?? 0;
            Assert.True(Of("x") >= 0 && Of("x") + Of("width") <= size[2] + 1, rect.ToString());
            Assert.True(Of("y") >= 0 && Of("y") + Of("height") <= size[3] + 1, rect.ToString());
        }

        Assert.All(svg.Elements().Where(e => e.Name.LocalName == "text"), text => Assert.InRange((double)text.Attribute("y")!, 0, size[3]));
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        var words = string.Join("\n", svg.Descendants().Where(e => e.Name.LocalName is "text").Select(e => e.Value));
        Assert.Contains("来源：甲 & 乙 <丙>", words, StringComparison.Ordinal);
        Assert.Contains("二组", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_is_broken_where_a_value_is_missing()
    {
        var svg = XElement.Parse(PictureDrawing.Draw(Sample(PictureKind.Line, false), Ink.OfFile, PictureDrawing.Wide, "t"));
        // One more of each is the sample in the legend.
        var trends = svg.Elements().Where(e => e.Name.LocalName == "polyline").ToList();
        Assert.Equal(2 + 1, trends.Count(t => (string?)t.Attribute("stroke") == "#0b5cad"));
        Assert.Equal(1 + 1, trends.Count(t => (string?)t.Attribute("stroke") == "#dd6f12"));
        Assert.NotNull(trends[^1].Attribute("stroke-dasharray"));
    }

    [Fact]
    public void A_drawing_of_one_value_and_of_equal_values_has_an_axis()
    {
        foreach (var values in new double?[][] { [5], [0], [-3, -3], [1e-9, 2e-9], [null, null] })
        {
            var picture = Sample(PictureKind.Bars, false) with
            {
                Places = [.. values.Select((_, i) => $"p{i}")], Series = [new PictureSeries(null, values, [.. values.Select(v => $"{v}")])],
            };
            Assert.DoesNotContain("NaN", PictureDrawing.Draw(picture, Ink.OfPage, PictureDrawing.Wide, "t"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_colours_of_a_file_are_the_light_tokens()
    {
        var css = File.ReadAllText(Path.Combine(Root(), "src/Ui/wwwroot/css/tokens.css"));
        var light = Token().Matches(css[..css.IndexOf("@media", StringComparison.Ordinal)]).GroupBy(m => m.Groups[1].Value).ToDictionary(g => g.Key, g => g.First().Groups[2].Value);
        Assert.Equal(19, Ink.Light.Count);
        Assert.All(Ink.Light, pair => Assert.Equal(light[pair.Key], pair.Value));
    }

    private static Picture Sample(PictureKind kind, bool byName) => new()
    {
        Kind = kind,
        Title = "一个很长的标题，说明这张图画的是什么，长到在窄处必须分成几行才能放下",
        Notes = ["单位：万元", "来源：甲 & 乙 <丙>"],
        Places = ["2020", "2021", "2022", "2023", "2024"],
        Series =
        [
            new PictureSeries("一组", [1, 2, null, -4, 5], ["1", "2", "—", "-4", "5"], [1, 2, 3, 4, 5]),
            new PictureSeries("二组", [10, 20, 30, 40, 50], ["10", "20", "30", "40", "50"], [1, 2, 3, 4, 5]),
        ],
        IsByName = byName,
        Tick = value => value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string Root([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder!.FullName, "Gongxin.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("--([a-z0-9-]+): (#[0-9a-f]{6});")]
    private static partial Regex Token();
}

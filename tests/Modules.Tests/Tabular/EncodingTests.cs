using System.Text;
using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Tabular.TabularFixture;

namespace Gongxin.Modules.Tests.Tabular;

// Goal: the encoding is told from the whole content, and a byte that does not belong is a located finding.
public sealed class EncodingTests
{
    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly string[] Simplified =
    [
        "序号,姓名,单位\n1,张伟,北京市海淀区人民政府\n2,李娜,上海市浦东新区税务局\n",
        "名称,备注\n甲,晋太元中，武陵人捕鱼为业。缘溪行，忘路之远近。忽逢桃花林，夹岸数百步\n乙,中无杂树，芳草鲜美，落英缤纷。渔人甚异之，复前行，欲穷其林。\n",
        "省,市\n黑龙江省,齐齐哈尔市\n",
        "指标,数值\n国内生产总值（亿元）,1260582\n第一产业增加值,89755\n",
        "name,n\n无锡,1\n",
        "企业名称,经营范围\n某某有限责任公司,许可项目：食品销售；餐饮服务（依法须经批准的项目，经相关部门批准后方可开展经营活动）\n",
    ];

    private static readonly string[] Traditional =
    [
        "序號,姓名,單位\n1,張偉,臺北市政府\n2,李娜,高雄市稅務局\n",
        "名稱,備註\n甲,晉太元中，武陵人捕魚為業。緣溪行，忘路之遠近。忽逢桃花林，夾岸數百步\n乙,中無雜樹，芳草鮮美，落英繽紛。漁人甚異之，復前行，欲窮其林。\n",
        "縣市,鄉鎮\n南投縣,埔里鎮\n",
        "指標,數值\n本地生產總值（百萬元）,2818046\n進口貨值,4921500\n",
        "name,n\n香港,1\n",
        "公司名稱,業務性質\n某某有限公司,批發及零售；餐飲服務（須經主管機關核准之項目，取得許可後方得經營）\n",
    ];

    public static TheoryData<string, string> Texts()
    {
        var data = new TheoryData<string, string>();
        foreach (var text in Simplified)
        {
            foreach (var name in new[] { "utf-8", "utf-16le", "utf-16be", "gb18030" })
            {
                data.Add(name, text);
            }
        }

        foreach (var text in Traditional)
        {
            foreach (var name in new[] { "utf-8", "utf-16le", "utf-16be", "big5" })
            {
                data.Add(name, text);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_encoding_without_a_mark_is_told_by_content(string name, string text)
    {
        var table = Read(Encoding.GetEncoding(name).GetBytes(text));
        Assert.Equal(name, table.Encoding);
        Assert.Equal(Rows(text), [[.. table.Columns], .. table.Rows]);
        Assert.Empty(table.Findings);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_byte_order_mark_is_taken_away(string name, string text)
    {
        if (!name.StartsWith("utf", StringComparison.Ordinal))
        {
            // GB 18030 has no mark of its own; the text becomes UTF-8 instead, so that every text is tried with one.
            name = "utf-8";
        }

        var encoding = Encoding.GetEncoding(name);
        var table = Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
        Assert.Equal(name, table.Encoding);
        Assert.Equal(Rows(text), [[.. table.Columns], .. table.Rows]);
    }

    [Fact]
    public void Traditional_text_in_gb18030_and_rare_characters_in_four_bytes_are_read()
    {
        foreach (var text in Traditional.Append("姓名,地\n㐀㐁,𠀀𪚥\n王䶮,中国人民\n"))
        {
            var table = Read(Encoding.GetEncoding("gb18030").GetBytes(text));
            Assert.Equal("gb18030", table.Encoding);
            Assert.Equal(Rows(text), [[.. table.Columns], .. table.Rows]);
        }
    }

    [Theory]
    [InlineData("gb18030", "北京市,中华人民共和国", 5_000_000)]
    [InlineData("big5", "臺北市,中華民國政府", 5_000_000)]
    [InlineData("utf-8", "北京市,中华人民共和国", 5_000_000)]
    public void A_file_that_is_ascii_for_megabytes_is_read_in_the_encoding_of_its_end(string name, string last, int asciiLength)
    {
        var ascii = new StringBuilder("a,b\n");
        while (ascii.Length < asciiLength)
        {
            ascii.Append("one,two\n");
        }

        var table = Read(Encoding.GetEncoding(name).GetBytes(ascii + last));
        Assert.Equal(name, table.Encoding);
        Assert.Equal(last.Split(','), table.Rows[^1]);
    }

    [Fact]
    public void A_few_rows_in_another_encoding_are_refused_row_by_row()
    {
        var gb = Encoding.GetEncoding("gb18030");
        var lines = Enumerable.Range(1, 100).Select(i => Encoding.UTF8.GetBytes($"{i},北京市海淀区人民政府\n")).ToList();
        lines[49] = gb.GetBytes("50,上海市浦东新区税务局\n");
        var table = Read([.. "n,单位\n"u8, .. lines.SelectMany(l => l)]);
        Assert.Equal("utf-8", table.Encoding);
        Assert.Equal((100L, 1L), (table.RowsRead, table.RowsRefused));
        var finding = Assert.Single(table.Findings);
        Assert.Equal((51L, FindingCodes.RowInvalidEncoding), (finding.Row, finding.Code));

        lines = [.. Enumerable.Range(1, 100).Select(i => gb.GetBytes($"{i},\"北京市海淀区人民政府\"\n"))];
        lines[49] = Encoding.UTF8.GetBytes("50,\"上海市浦东新区税务局\"\n");
        table = Read([.. gb.GetBytes("n,单位\n"), .. lines.SelectMany(l => l)]);
        Assert.Equal("gb18030", table.Encoding);
        Assert.Equal((100L, 1L), (table.RowsRead, table.RowsRefused));
        Assert.Equal("北京市海淀区人民政府", table.Rows[^1][1]);
        finding = Assert.Single(table.Findings);
        Assert.Equal((51L, FindingCodes.RowInvalidEncoding), (finding.Row, finding.Code));
    }

    [Fact]
    public void A_stray_byte_in_a_file_of_ascii_refuses_its_row()
    {
        var lines = Enumerable.Range(1, 100).Select(i => i == 7 ? [.. "7,caf"u8, 0xE9, (byte)'\n'] : Encoding.ASCII.GetBytes($"{i},tea\n"));
        var table = Read([.. "n,drink\n"u8, .. lines.SelectMany(l => l)]);
        Assert.Equal((100L, 1L), (table.RowsRead, table.RowsRefused));
        Assert.Equal((8L, FindingCodes.RowInvalidEncoding), (table.Findings[0].Row, table.Findings[0].Code));
    }

    [Fact]
    public void Two_files_glued_together_are_refused_at_the_seam()
    {
        var gb = Encoding.GetEncoding("gb18030");
        byte[] utf8Part = [.. "n,单位\n"u8, .. Enumerable.Range(1, 50).SelectMany(i => Encoding.UTF8.GetBytes($"{i},北京市海淀区人民政府\n"))];
        byte[] gbPart = [.. Enumerable.Range(51, 40).SelectMany(i => gb.GetBytes($"{i},上海市浦东新区税务局\n"))];
        var finding = Refused(() => Read([.. utf8Part, .. gbPart]));
        Assert.Equal((52L, FindingCodes.FileMixedEncoding), (finding.Row, finding.Code));

        finding = Refused(() => Read([.. gbPart, .. gbPart, .. utf8Part]));
        Assert.Equal((81L, FindingCodes.FileMixedEncoding), (finding.Row, finding.Code));
    }

    [Theory]
    [InlineData("utf-8", 1)]
    [InlineData("utf-8", 2)]
    [InlineData("gb18030", 1)]
    [InlineData("big5", 1)]
    [InlineData("utf-16le", 1)]
    public void A_file_that_stops_inside_a_character_is_cut_off(string name, int missingBytes)
    {
        var text = name == "big5" ? "名稱,備註\n甲,中華民國政府\n乙,臺北市" : "名称,备注\n甲,中华人民共和国\n乙,北京市";
        var bytes = Encoding.GetEncoding(name).GetBytes(text);
        var finding = Refused(() => Read(bytes[..^missingBytes]));
        Assert.Equal((3L, FindingCodes.FileCutOff), (finding.Row, finding.Code));
    }

    [Fact]
    public void Bytes_of_no_known_encoding_are_refused_with_their_row()
    {
        var finding = Refused(() => Read([.. "a,b\n1,2\n"u8, 0xFC, (byte)',', 0xE4, (byte)'\n', 0xFC, (byte)',', 0xE4, (byte)'\n']));
        Assert.Equal((3L, FindingCodes.FileUnknownEncoding), (finding.Row, finding.Code));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,\0\n", "utf-8")]
    [InlineData("a,b\n1,2\n3,\0北京市人民政府\n", "gb18030")]
    [InlineData("\uFEFFa,b\n1,2\n3,\0\n", "utf-16le")]
    public void Nul_bytes_are_refused_with_their_row(string text, string name)
    {
        var finding = Refused(() => Read(Encoding.GetEncoding(name).GetBytes(text)));
        Assert.Equal((3L, FindingCodes.FileNulBytes), (finding.Row, finding.Code));
    }

    [Fact]
    public void Half_a_surrogate_pair_refuses_its_row()
    {
        var table = Read(Encoding.Unicode.GetBytes("\uFEFFa,b\n1,2\n3,").Concat(new byte[] { 0x00, 0xD8 }).Concat(Encoding.Unicode.GetBytes("\n5,6\n")).ToArray());
        Assert.Equal([["1", "2"], ["5", "6"]], table.Rows);
        Assert.Equal((3L, FindingCodes.RowInvalidEncoding), (table.Findings[0].Row, table.Findings[0].Code));
    }

    private static List<string?[]> Rows(string text) => [.. text.TrimEnd('\n').Split('\n').Select(string?[] (l) => l.Split(','))];
}

using System.Text;
using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Tabular.TabularFixture;

namespace Gongxin.Modules.Tests.Tabular;

// Goal: JSON in all its table shapes gives the same rows, and what cannot be a table is refused with its place.
public sealed class JsonTests
{
    private static readonly string?[][] Rows = [["1", "x", "2.50"], ["2", null, "3e2"], ["3", "", null]];

    public static TheoryData<string, TabularFormat> Shapes() => new()
    {
        { """[{"a":1,"b":"x","c":2.50},{"a":2,"b":null,"c":3e2},{"a":3,"b":""}]""", TabularFormat.Json },
        { """{"total":3,"rows":[{"a":1,"b":"x","c":2.50},{"a":2,"c":3e2},{"b":"","a":3}]}""", TabularFormat.Json },
        { """{"tags":["p","q"],"result":{"records":[{"a":1,"b":"x","c":2.50},{"a":2,"c":3e2},{"b":"","a":3}]},"more":{"n":[]}}""", TabularFormat.Json },
        { "\n [\n  [\"a\", \"b\", \"c\"],\n  [1, \"x\", 2.50],\n [2,null,3e2],\n [3,\"\"]\n]\n", TabularFormat.Json },
        { "{\"a\":1,\"b\":\"x\",\"c\":2.50}\n{\"a\":2,\"c\":3e2}\r\n\n{\"b\":\"\",\"a\":3}", TabularFormat.NdJson },
        { "[\"a\",\"b\",\"c\"]\n[1,\"x\",2.50]\n[2,null,3e2]\n[3,\"\"]\n", TabularFormat.NdJson },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void All_shapes_of_a_table_give_the_same_rows(string text, TabularFormat format)
    {
        foreach (var encoding in new[] { "utf-8", "utf-16le" })
        {
            var table = Read(Encoding.GetEncoding(encoding).GetBytes(text), "file.json");
            Assert.Equal((format, encoding), (table.Format, table.Encoding));
            Assert.Equal(["a", "b", "c"], table.Columns);
            Assert.Equal(Rows, table.Rows);
            Assert.Empty(table.Findings);
        }
    }

    [Fact]
    public void Nested_values_stay_json_and_escapes_become_text()
    {
        var table = Read("""[{"k":{"x":[1,{"y":null}]},"t":"\u4e2d\ud83d\ude00\n\"q\"","b":true},{"k":[ 1, 2 ],"t":"","b":false}]""");
        Assert.Equal([["""{"x":[1,{"y":null}]}""", "中😀\n\"q\"", "true"], ["[ 1, 2 ]", "", "false"]], table.Rows);
    }

    [Fact]
    public void Columns_are_the_keys_of_the_whole_file_in_first_seen_order()
    {
        var table = Read("""[{"b":1},{"a":2,"b":3},{"c":4},{"B":5}]""");
        Assert.Equal(["b", "a", "c", "B_2"], table.Columns);
        Assert.Equal([["1", null, null, null], ["3", "2", null, null], [null, null, "4", null], [null, null, null, "5"]], table.Rows);
        Assert.Equal(FindingCodes.HeaderDuplicateName, Assert.Single(table.Findings).Code);
    }

    [Fact]
    public void Features_of_geojson_become_rows_of_their_properties()
    {
        var table = Read("""{"type":"FeatureCollection","bbox":[1,2],"features":[{"type":"Feature","id":7,"properties":{"name":"北京","id":"x"},"geometry":{"type":"Point","coordinates":[116.4,39.9]}},{"type":"Feature","properties":null,"geometry":null}]}""");
        Assert.Equal(["name", "id", "id_2", "geometry"], table.Columns);
        Assert.Equal([["北京", "x", "7", """{"type":"Point","coordinates":[116.4,39.9]}"""], [null, null, null, null]], table.Rows);
    }

    [Fact]
    public void One_object_without_a_list_is_a_table_of_one_row()
    {
        var table = Read("{\"a\":1,\n\"b\":[2,3]}");
        Assert.Equal([["1", "[2,3]"]], table.Rows);
    }

    [Theory]
    [InlineData("""[{"a":1},7,{"a":2}]""", 2, FindingCodes.RowNotAnObject)]
    [InlineData("""[{"a":1},[7],{"a":2}]""", 2, FindingCodes.RowNotAnObject)]
    [InlineData("""[{"a":1},{"a":7,"a":8},{"a":2}]""", 2, FindingCodes.RowDuplicateKey)]
    [InlineData("""[{"a":1},{"a":"\ud800"},{"a":2}]""", 2, FindingCodes.RowInvalidEncoding)]
    [InlineData("""[{"a":1},{"a":"\u0000"},{"a":2}]""", 2, FindingCodes.RowInvalidEncoding)]
    [InlineData("{\"a\":1}\n{\"a\":7,}\n{\"a\":2}\n", 2, FindingCodes.RowNotJson)]
    [InlineData("{\"a\":1}\n\n{\"a\":7\n{\"a\":2}\n", 3, FindingCodes.RowNotJson)]
    [InlineData("{\"a\":1}\n{\"a\":7} {\"a\":8}\n{\"a\":2}\n", 2, FindingCodes.RowNotJson)]
    [InlineData("[[\"a\"],[1],[7,8],[2]]", 3, FindingCodes.RowTooManyCells)]
    public void A_bad_row_is_refused_and_the_others_load(string text, long row, string code)
    {
        var table = Read(text);
        Assert.Equal([["1"], ["2"]], table.Rows);
        var finding = Assert.Single(table.Findings);
        Assert.Equal((row, code), (finding.Row, finding.Code));
        Assert.Equal((3L, 1L), (table.RowsRead, table.RowsRefused));
    }

    [Theory]
    [InlineData("[{\"a\":1},\n{\"a\":2},\n{\"a\"", 3, "3", FindingCodes.FileCutOff)]
    [InlineData("[{\"a\":1},\n{\"a\":2}", 3, "2", FindingCodes.FileCutOff)]
    [InlineData("[{\"a\":1},\n{\"a\":2},\n{\"a\":\"x", 3, "3", FindingCodes.FileCutOff)]
    [InlineData("[{\"a\":1},\n{\"a\":2},\n{\"a\":x}]", 3, "3", FindingCodes.JsonSyntax)]
    [InlineData("[{\"a\":1}\n{\"a\":2}]", 2, "2", FindingCodes.JsonSyntax)]
    [InlineData("[{\"a\":1}]\n]", 2, "2", FindingCodes.JsonSyntax)]
    public void A_fault_in_the_text_is_refused_with_row_and_line(string text, long row, string line, string code)
    {
        var finding = Refused(() => Read(text));
        Assert.Equal((row, line, code), (finding.Row, finding.Args[^1], finding.Code));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1,2]")]
    [InlineData("{}")]
    [InlineData("[{},{}]")]
    public void Json_without_rows_is_no_table(string text) => Assert.Equal(FindingCodes.JsonNotATable, Refused(() => Read(text)).Code);

    [Fact]
    public void Several_lists_are_refused_by_name()
    {
        var finding = Refused(() => Read("""{"x":[{"a":1}],"y":{"z":[{"b":1}]}}"""));
        Assert.Equal((FindingCodes.JsonSeveralTables, "x, y.z"), (finding.Code, finding.Args[0]));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Nesting_of_ten_thousand_is_refused(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));
        Assert.Equal(FindingCodes.JsonTooDeep, Refused(() => Read(deep)).Code);
        Assert.Equal(FindingCodes.JsonTooDeep, Refused(() => Read("[{\"b\":1},\n{\"b\":" + deep + "}]")).Code);
        Assert.Equal(FindingCodes.JsonTooDeep, Refused(() => Read(deep[..9_000])).Code);

        var table = Read("{\"b\":1}\n{\"b\":" + deep + "}\n{\"b\":2}\n");
        Assert.Equal([["1"], ["2"]], table.Rows);
        Assert.Equal((2L, FindingCodes.RowTooDeep), (table.Findings[0].Row, table.Findings[0].Code));
    }

    [Fact]
    public void An_element_beyond_the_limit_is_refused_without_being_held()
    {
        var limits = new TabularLimits { RowBytesMax = 1024 * 1024 };
        var text = "[{\"a\":1},{\"a\":\"" + new string('x', 3_000_000) + "\"}]";
        var finding = Refused(() => Read(text, "file.json", limits));
        Assert.Equal((2L, FindingCodes.FileLineTooLong), (finding.Row, finding.Code));
    }

    [Fact]
    public void A_long_list_is_read_through_small_windows()
    {
        var text = new StringBuilder("{\"note\":\"" + new string('n', 600_000) + "\",\"rows\":[");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(i == 0 ? "" : ",\n").Append("{\"n\":").Append(i).Append(",\"t\":\"").Append('文', i % 200).Append("\"}");
        }

        var table = Read(text.Append("]}").ToString());
        Assert.Equal(20_000, table.Rows.Count);
        Assert.All(table.Rows.Select((row, i) => (row, i)), x => Assert.Equal((x.i.ToString(System.Globalization.CultureInfo.InvariantCulture), x.i % 200), (x.row[0], x.row[1]!.Length)));
    }
}

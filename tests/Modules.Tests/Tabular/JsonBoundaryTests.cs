using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Tabular.TabularFixture;

namespace Gongxin.Modules.Tests.Tabular;

// Goal: whatever valid JSON holds, wherever a buffer ends in it, rows are those that System.Text.Json reads; odd bytes and
// huge files cost a row or nothing, never the process.
public sealed class JsonBoundaryTests
{
    private const int Window = 256 * 1024;

    private static readonly string[] Keys = ["id", "名称", "a b", "q\"q", "x\\y", "tab\tkey", "😀"];
    private static readonly string[] Numbers = ["0", "-0", "1e400", "0.10", "123456789012345678901234567890.000", "-1.5E-7", "9007199254740993"];
    private static readonly string[] Pieces = ["a", "中", "😀", "\"", "\\", "\n", "\u0001", "é", "/", "<&>", "\u2028", " "];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_rows_are_those_that_the_platform_reads(int seed)
    {
        var random = new Random(seed);
        foreach (var indented in new[] { false, true })
        {
            var options = new JsonSerializerOptions { WriteIndented = indented, Encoder = seed % 2 == 0 ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null };
            var objects = Enumerable.Range(0, 4_000).Select(_ => JsonSerializer.Serialize(RandomObject(random, 0), options)).ToList();
            Check(Read("[" + string.Join(indented ? " ,\r\n" : ",", objects) + "]"), TabularFormat.Json, objects);
            Check(Read("{\"total\": 4000, \"list\" :[" + string.Join(",", objects) + "], \"after\": {\"x\": []}}"), TabularFormat.Json, objects);
            if (!indented)
            {
                Check(Read(string.Join('\n', objects)), TabularFormat.NdJson, objects);
            }
        }
    }

    [Fact]
    public void A_buffer_may_end_at_any_byte_of_a_row()
    {
        const string Row = """{"k\u4e2d" : "中\ud83d\ude00\"\\", "n": -12.50e+3, "t": true, "o": {"x":[1, null]} }""";
        string?[] cells = ["中😀\"\\", "-12.50e+3", "true", """{"x":[1, null]}"""];
        var length = Encoding.UTF8.GetByteCount(Row);
        for (var before = 0; before <= length + 2; before++)
        {
            var table = Read("[" + new string(' ', Window - 1 - before) + Row + "," + Row + "]");
            Assert.Equal(["k中", "n", "t", "o"], table.Columns);
            Assert.Equal([cells, cells], table.Rows);
        }
    }

    [Theory]
    [InlineData("[\"a\",\"b\"", "]", ",[\"", "\",2]")]
    [InlineData("[", "]", "{\"k\":\"", "\"},")]
    public void Memory_is_bound_by_the_longest_allowed_row_and_not_by_the_file(string start, string end, string before, string after)
    {
        var isArrays = start.Length > 1;
        var text = new StringBuilder(isArrays ? "[" + start + "]" : start);
        for (var i = 0; i < 200_000; i++)
        {
            text.Append(before).Append('x', 80).Append(i).Append(after);
        }

        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text.Append(isArrays ? "" : "{\"k\":\"\"}").Append(end).ToString()));
        text.Clear();

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        using var tabular = TabularReader.Open(file.Path, "file.json", new TabularLimits { RowBytesMax = 1024 * 1024 });
        using var reader = tabular.Tables[0].OpenRows();
        var batch = new CellBatch(tabular.Tables[0].Columns.Count);
        while (reader.Read(batch, CancellationToken.None))
        {
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.InRange(reader.RowsRead, 200_000, 200_001);
        Assert.Equal(0, reader.RowsRefused);
        Assert.InRange(new FileInfo(file.Path).Length, 16_000_000, long.MaxValue);
        Assert.InRange(allocated, 0, 6_000_000);
    }

    [Theory]
    [InlineData("[1],b\n[2],3\n[3],4\n", 2)]
    [InlineData("[2023] GDP,unit\n1,2\n3,4\n", 2)]
    [InlineData("[true story],b\n1,2\n", 2)]
    [InlineData("[note],b\n1,2\n", 2)]
    [InlineData("{note},b,c\n1,2,3\n", 3)]
    [InlineData("[1;2];[3]\n[4;5];[6]\n", 3)]
    public void Delimited_text_that_begins_with_a_bracket_is_no_json(string text, int columns)
    {
        var table = Read(text, "file.csv");
        Assert.Equal((TabularFormat.Csv, columns), (table.Format, table.Columns.Count));
    }

    [Theory]
    [InlineData("[{a:1}]", FindingCodes.JsonSyntax)]
    [InlineData("[[\"a\",\"b\"],[1,x]]", FindingCodes.JsonSyntax)]
    [InlineData("{\"a\":1,}", FindingCodes.JsonSyntax)]
    [InlineData("[{\"a\":1},]", FindingCodes.JsonSyntax)]
    [InlineData("[{\"a\":1}] x", FindingCodes.JsonSyntax)]
    [InlineData("[", FindingCodes.FileCutOff)]
    [InlineData("{", FindingCodes.FileCutOff)]
    [InlineData("[{", FindingCodes.FileCutOff)]
    [InlineData("[\"a", FindingCodes.FileCutOff)]
    public void Json_with_a_fault_is_still_json(string text, string code) => Assert.Equal(code, Refused(() => Read(text)).Code);

    [Theory]
    [InlineData("[{\"a\":1},{\"a\":\"~\"},{\"a\":2}]")]
    [InlineData("[{\"a\":1},{\"a\":3,\"~\":4},{\"a\":2}]")]
    [InlineData("[{\"a\":1},{\"a\":[\"~\"]},{\"a\":2}]")]
    [InlineData("{\"~\":[7],\"rows\":[{\"a\":1},{\"\\ud800\":3},{\"a\":2}]}")]
    [InlineData("{\"\\udc00\":[7],\"rows\":[{\"a\":1},{\"a\\ud800\":3},{\"a\":2}]}")]
    [InlineData("{\"a\":1}\n{\"a\":\"~\"}\n{\"a\":2}\n")]
    [InlineData("{\"a\":1}\n{\"\\ud800\":3}\n{\"a\":2}\n")]
    public void What_stands_for_no_character_costs_its_row(string text)
    {
        // A byte order mark says UTF-8, whatever a bad byte looks like.
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.Latin1.GetBytes(text.Replace('~', '\u00FF'))];
        var table = Read(bytes);
        Assert.Equal(["a"], table.Columns);
        Assert.Equal([["1"], ["2"]], table.Rows);
        Assert.Equal((2L, FindingCodes.RowInvalidEncoding), (table.Findings[0].Row, Assert.Single(table.Findings).Code));
    }

    [Fact]
    public void Of_many_lists_only_the_first_are_told()
    {
        var text = "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"t{i}\":[{{\"a\":1}}]")) + "}";
        var finding = Refused(() => Read(text));
        Assert.Equal((FindingCodes.JsonSeveralTables, "t0, t1, t2, t3, t4, t5, t6, t7"), (finding.Code, finding.Args[0]));
    }

    [Fact]
    public void A_data_package_is_json_and_never_read_as_delimited_text()
    {
        var path = SharedData("econ/gdp/datapackage.json");
        Assert.SkipUnless(File.Exists(path), "The shared data are not beside the repository.");
        var code = "";
        try
        {
            using var file = TabularReader.Open(path, "datapackage.json");
            Assert.Equal(TabularFormat.Json, file.Format);
        }
        catch (TabularException e)
        {
            code = e.Finding.Code;
        }

        Assert.Contains(code, new[] { "", FindingCodes.JsonSeveralTables });
    }

    private static void Check(ReadTable table, TabularFormat format, List<string> objects)
    {
        Assert.Equal(format, table.Format);
        Assert.Equal(objects.Count, table.Rows.Count);
        var order = new List<string>();
        for (var i = 0; i < objects.Count; i++)
        {
            using var parsed = JsonDocument.Parse(objects[i]);
            order.AddRange(parsed.RootElement.EnumerateObject().Select(p => p.Name).Where(name => !order.Contains(name)).ToList());
            var expected = new string?[table.Columns.Count];
            foreach (var property in parsed.RootElement.EnumerateObject())
            {
                expected[order.IndexOf(property.Name)] = property.Value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.String => property.Value.GetString(),
                    _ => property.Value.GetRawText(),
                };
            }

            Assert.Equal(expected, table.Rows[i]);
        }

        Assert.Equal(order.Select(name => name.Replace('\t', ' ')), table.Columns);
    }

    private static Dictionary<string, object?> RandomObject(Random random, int depth)
    {
        var made = new Dictionary<string, object?>();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            made[Keys[random.Next(Keys.Length)]] = RandomValue(random, depth);
        }

        return made;
    }

    private static object? RandomValue(Random random, int depth) => random.Next(depth < 3 ? 6 : 4) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => JsonElement.Parse(Numbers[random.Next(Numbers.Length)]),
        3 => string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Pieces[random.Next(Pieces.Length)])),
        4 => RandomObject(random, depth + 1),
        _ => Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth + 1)).ToList(),
    };

    private static string SharedData(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gongxin.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? "", "..", "shared", "data", name);
    }
}

using System.Globalization;
using System.Text;
using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Tabular.TabularFixture;

namespace Gongxin.Modules.Tests.Tabular;

// Goal: whatever rows a correct writer writes are read back identical, in every encoding, with every line end, and
// wherever the borders of windows and blocks fall.
public sealed class RoundTripTests
{
    private static readonly string[] Words =
    [
        "", "a", "北京市", "x,y", "say \"hi\"", "\"", "\"\"", "line\nbreak", "line\r\nbreak", "cr\rhere", " blank ", "tab\there", "semi;colon|bar",
        "1", "-2.5", "2024-03-01", "＃，。", "是", "end\n", "\nstart", "'quoted'", ",", "\n", "長字串", "NULL", "0",
    ];

    static RoundTripTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", 1)]
    [InlineData("utf-16le", 2)]
    [InlineData("utf-16be", 3)]
    [InlineData("gb18030", 4)]
    [InlineData("big5", 5)]
    public void Random_rows_are_read_back_identical(string encodingName, int seed)
    {
        var random = new Random(seed);
        var encoding = Encoding.GetEncoding(encodingName, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        var words = encodingName == "big5" ? [.. Words.Where(w => !w.Contains('＃', StringComparison.Ordinal))] : Words;
        for (var round = 0; round < 60; round++)
        {
            var columns = random.Next(2, 9);
            var rows = Enumerable.Range(0, random.Next(1, 300)).Select(_ => Row(random, words, columns)).ToList();
            var delimiter = ",\t;|"[random.Next(4)];
            var lineEnd = new[] { "\n", "\r\n", "\r" }[random.Next(3)];
            var header = Enumerable.Range(1, columns).Select(i => string.Create(CultureInfo.InvariantCulture, $"标题名称{i}")).ToArray();
            if (encodingName == "big5")
            {
                header = [.. header.Select(h => h.Replace("标题名称", "標題名稱", StringComparison.Ordinal))];
            }

            var text = Write([header, .. rows], delimiter, lineEnd, random);
            var table = Read(encoding.GetBytes(text));
            Assert.Equal(header, table.Columns);
            Assert.Equal(rows.Count, table.Rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                Assert.Equal(rows[i], table.Rows[i]);
            }

            Assert.Empty(table.Findings);
        }
    }

    // The window is 256 KiB, blocks are 128 KiB, marks are found 64 bytes and 32 KiB at a time: a cell of growing length
    // pushes every kind of border over every part of the rows behind it.
    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16le")]
    public void Rows_are_read_identical_wherever_borders_fall(string encodingName)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        string?[][] rows = [["北京", "say \"hi\"", "x\r\ny"], ["", "\"", "2"], ["a,b", "末", ""]];
        var tail = Write(rows, ',', "\r\n", new Random(7));
        foreach (var border in new[] { 64, 32 * 1024, 128 * 1024, 256 * 1024, 512 * 1024 })
        {
            var unit = encodingName == "utf-16le" && border >= 128 * 1024 ? border / 2 : border;
            for (var shift = -70; shift <= 4; shift++)
            {
                var padding = new string('p', Math.Max(0, unit + shift - 20));
                var table = Read(encoding.GetBytes($"h1,h2,名\r\n{padding},,\r\n{tail}"));
                Assert.Equal(4, table.Rows.Count);
                Assert.Equal(padding, table.Rows[0][0]);
                Assert.Equal(rows, table.Rows[1..]);
            }
        }
    }

    [Fact]
    public void More_rows_than_a_batch_are_read_in_order_with_their_numbers()
    {
        var text = new StringBuilder("n,t\n");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},\"a\nb\"\n");
        }

        var table = Read(text.ToString());
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => i.ToString(CultureInfo.InvariantCulture)), table.Rows.Select(r => r[0]));
        Assert.Equal(Enumerable.Range(2, 10_000).Select(i => (long)i), table.Numbers);
    }

    private static string?[] Row(Random random, string[] words, int columns)
    {
        var row = new string?[columns];
        for (var i = 0; i < columns; i++)
        {
            row[i] = words[random.Next(words.Length)];
            if (random.Next(40) == 0)
            {
                row[i] = string.Concat(Enumerable.Repeat(row[i] + "xyz", random.Next(300)));
            }
        }

        // A row of one blank cell only would be a blank line.
        row[0] = row[0]!.Trim().Length == 0 ? "first" : row[0];
        return row;
    }

    private static string Write(IEnumerable<string?[]> rows, char delimiter, string lineEnd, Random random)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                text.Append(i == 0 ? "" : delimiter.ToString());
                var cell = row[i]!;
                var mustQuote = cell.AsSpan().IndexOfAny("\"\r\n") >= 0 || cell.Contains(delimiter, StringComparison.Ordinal);
                text.Append(mustQuote || random.Next(5) == 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
            }

            text.Append(lineEnd);
        }

        return text.ToString();
    }
}

using System.Text;
using System.Xml;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Workbooks;
using Gongxin.Kernel.Tabular.Workbooks.Xlsx;

namespace Gongxin.Modules.Tests.Tabular.Workbooks;

// Goal: the scanner reads XML as the framework's reader does, and accepts nothing broken that it refuses.
public sealed class XmlScannerTests
{
    private const string Sample =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<!-- c --><w:sheet xmlns:w='u' w:a=\"1\">\n <w:row r=\"1\" ht = '15.5' ><c r=\"A1\" t=\"s\"><v>12</v></c>"
        + "<c r='B1'/><c><is><t xml:space=\"preserve\"> 甲&amp;乙 &#x4E2D;&#20013;&lt;&gt;&quot;&apos; 😀</t></is></c>\t<f><![CDATA[a<b&&c]]]]></f><?pi x?></w:row><e></e></w:sheet>\n<!-- end -->";

    [Fact]
    public void Well_formed_text_gives_the_same_elements_attributes_and_texts() => Assert.Equal(Framework(Sample), Scan(Encoding.UTF8.GetBytes(Sample)));

    // Texts and tags may lie across the ends of what is read at once.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65_535)]
    public void Where_reads_end_makes_no_difference(int step)
    {
        var text = Sample.Replace("<e></e>", $"<e>{new string('长', 50_000)}&amp;{new string('x', 100_000)}\r\n</e><!--{new string('-', 0)}{new string('c', 200_000)}--><e a=\"{new string('v', 200_000)}\"/>", StringComparison.Ordinal);
        Assert.Equal(Framework(text), Scan(Encoding.UTF8.GetBytes(text), step));
    }

    [Fact]
    public void What_the_framework_refuses_is_refused()
    {
        var random = new Random(20240301);
        var body = Sample[Sample.IndexOf("<!--", StringComparison.Ordinal)..].Replace("<?pi x?>", "", StringComparison.Ordinal).Replace("😀", "", StringComparison.Ordinal);
        var letters = "<>/=\"'& abc!?-[]:\n";
        var (refused, accepted) = (0, 0);
        for (var i = 0; i < 3000; i++)
        {
            var text = new StringBuilder(body);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at)),
                    1 => text.Insert(at, letters[random.Next(letters.Length)]),
                    _ => text.Replace(text[at], letters[random.Next(letters.Length)], at, 1),
                };
            }

            var (theirs, ours) = (Try(() => Framework(text.ToString())), Try(() => Scan(Encoding.UTF8.GetBytes(text.ToString()))));
            (refused, accepted) = theirs is null ? (refused + 1, accepted) : (refused, accepted + 1);
            if (theirs is null && ours is not null)
            {
                // Of two things it knows less: how a name may begin, and entities in attributes that nobody asks for.
                Assert.Matches("Name cannot begin|EntityName", Assert.Throws<XmlException>(() => Framework(text.ToString())).Message);
            }
            else if (ours is not null)
            {
                Assert.Equal(theirs, ours);
            }
        }

        Assert.InRange(refused, 300, 3000);
        Assert.InRange(accepted, 300, 3000);
    }

    private static List<string>? Try(Func<List<string>> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is XmlException or TabularException)
        {
            return null;
        }
    }

    private static List<string> Scan(byte[] bytes, int step = int.MaxValue)
    {
        using var scanner = new XmlScanner(new Steps(bytes, step), "part");
        var tokens = new List<string>();
        var text = new Utf8Buffer();
        while (scanner.Read())
        {
            if (scanner.Token is XmlToken.Text)
            {
                _ = scanner.IsPlainText ? Append(text, scanner.RawText) : Gongxin.Kernel.Tabular.Workbooks.Xlsx.XmlText.TryAppend(scanner.RawText, text) ? true : throw scanner.Fault();
                continue;
            }

            Flush(tokens, Encoding.UTF8.GetString(text.Written));
            text.Clear();
            var name = Encoding.UTF8.GetString(scanner.Name);
            tokens.Add(scanner.Token is XmlToken.Start ? $"<{name} {scanner.Depth} r={scanner.AttributeText("r"u8)} ht={scanner.AttributeText("ht"u8)} a={scanner.AttributeText("a"u8, prefixed: true)}" : $"/{name} {scanner.Depth}");
        }

        return tokens;
    }

    private static List<string> Framework(string text)
    {
        using var reader = new XmlTextReader(new StringReader(text)) { Namespaces = false, Normalization = true, DtdProcessing = DtdProcessing.Prohibit };
        var tokens = new List<string>();
        var piece = new StringBuilder();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Flush(tokens, piece.ToString());
                    piece.Clear();
                    var (element, depth, empty) = (Local(reader.Name), reader.Depth + 1, reader.IsEmptyElement);
                    tokens.Add($"<{element} {depth} r={reader.GetAttribute("r")} ht={reader.GetAttribute("ht")} a={Prefixed(reader)}");
                    if (empty)
                    {
                        tokens.Add($"/{element} {depth}");
                    }

                    break;
                case XmlNodeType.EndElement:
                    Flush(tokens, piece.ToString());
                    piece.Clear();
                    tokens.Add($"/{Local(reader.Name)} {reader.Depth + 1}");
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when reader.Depth > 0:
                    piece.Append(reader.Value);
                    break;
            }
        }

        return tokens;
    }

    private static string Local(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string? Prefixed(XmlTextReader reader)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.Name.Contains(':', StringComparison.Ordinal) && Local(reader.Name) == "a")
            {
                return reader.Value;
            }
        }

        return null;
    }

    private static bool Append(Utf8Buffer to, ReadOnlySpan<byte> text)
    {
        to.Append(text);
        return true;
    }

    private static void Flush(List<string> tokens, string text)
    {
        if (text.Length > 0)
        {
            tokens.Add(text);
        }
    }

    // Gives at most so many bytes at a time.
    private sealed class Steps(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, step)]);
    }
}

using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.CommandLine;

// Goal: every malformed file gets a located finding or a clear refusal with a documented code; never a fault, never a half load.
// Method: all of them through the real command line in one run, then over HTTP. Workbooks have tests of their own kind in
// Modules.Tests, where they are made.
public sealed class BadInputTests
{
    // File name, content, code, and whether the file as a whole is refused.
    private static readonly (string Name, byte[] Content, string Code, bool Refused)[] Files =
    [
        ("empty.csv", [], "file.empty", true),
        ("header-only.csv", Utf8("a,b,c\n"), "file.header-only", false),
        ("duplicate-names.csv", Utf8("a,a,b\n1,2,3\n4,5,6\n"), "header.duplicate-name", false),
        ("empty-names.csv", Utf8("a,,b\n1,2,3\n4,5,6\n"), "header.empty-name", false),
        ("ragged.csv", Utf8("a,b,c\n1,2,3\n1,2,3,4\n5,6,7\n8,9,10\n11,12,13\n"), "row.too-many-cells", false),
        ("short-rows.csv", Utf8("a,b,c\n1,2,3\n1,2\n5,6,7\n8,9,10\n11,12,13\n"), "row.too-few-cells", false),
        ("header-too-short-two-rows.csv", Utf8("a,b,c\n1,2,3,4,5\n6,7,8,9,10\n"), "file.header-too-short", true),
        ("header-too-short.csv", Utf8("a,b,c\n" + string.Concat(Enumerable.Repeat("1,2,3,4,5\n", 20))), "file.header-too-short", true),
        ("unclosed-quote.csv", Utf8("a,b\n1,x\n2,\"never closed\n3,y\n4,z\n"), "file.unclosed-quote", true),
        ("nul.csv", [.. Utf8("a,b\n1,"), 0, 0, .. Utf8("\n2,x\n")], "file.nul-bytes", true),
        ("picture.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52], "file.not-a-table", true),
        ("corrupt.xlsx", [0x50, 0x4B, 3, 4, .. Enumerable.Repeat((byte)7, 400)], "workbook.corrupt", true),
        ("deep.json", Utf8("[" + new string('[', 10_000) + new string(']', 10_000) + "]"), "json.too-deep", true),
        ("cut-off.json", Utf8("[{\"a\":1},{\"a\":2},{\"a\":"), "file.cut-off", true),
        ("wrong-extension.xlsx", Utf8("a,b\n1,2\n3,4\n"), "file.wrong-extension", false),
    ];

    [Fact]
    public async Task The_command_line_names_the_code_and_goes_on_with_the_next_file()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var paths = Files.Select(f => Write(folder, f.Name, f.Content)).ToArray();
        var loaded = await folder.RunAsync(["load", "--json", .. paths]);
        Assert.Equal(1, loaded.ExitCode);
        var answers = loaded.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        foreach (var (name, _, code, refused) in Files)
        {
            var answer = answers.Single(a => a.GetProperty("file").GetString()!.EndsWith("/" + name, StringComparison.Ordinal));
            var codes = answer.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()).ToList();
            Assert.True(codes.Contains(code), $"{name}: {string.Join(", ", codes)} instead of {code}");
            Assert.True(answer.TryGetProperty("refused", out _) == refused, $"{name} {(refused ? "was not refused" : "was refused")}");
            if (!refused)
            {
                Assert.Equal(answer.GetProperty("rowsRead").GetInt64(), answer.GetProperty("rowsLoaded").GetInt64() + answer.GetProperty("rowsRefused").GetInt64());
            }
        }

        Assert.Equal(0, (await folder.RunAsync("verify")).ExitCode);
    }

    [Fact]
    public async Task A_line_of_300_MB_is_refused_within_its_bound()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var path = Path.Combine(folder.Scratch, "long.csv");
        await using (var file = File.Create(path))
        {
            file.Write(Utf8("a,b\n1,"));
            var piece = Enumerable.Repeat((byte)'x', 1 << 20).ToArray();
            for (var i = 0; i < 300; i++)
            {
                file.Write(piece);
            }
        }

        var loaded = await folder.RunAsync("load", path, "--json");
        Assert.Equal(1, loaded.ExitCode);
        Assert.Contains("file.line-too-long", loaded.Output);
    }

    [Fact]
    public async Task Over_HTTP_a_refused_file_ends_its_operation_with_the_code_and_leaves_no_dataset()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();
        foreach (var (name, content, code, _) in Files.Where(f => f.Refused))
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
            using var answer = await client.PostAsync("/api/v1/datasets", form);
            Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
            var operation = await OperationAsync(client, answer.Headers.Location!);
            Assert.Equal("failed", operation.GetProperty("state").GetString());
            Assert.Equal(code, operation.GetProperty("problem").GetProperty("code").GetString());
            Assert.NotEqual(code, operation.GetProperty("problem").GetProperty("title").GetString());
            var page = await node.Anyone.GetAsync($"/docs/problems");
            Assert.Contains(code, await page.Content.ReadAsStringAsync());
        }

        Assert.Equal(0, (await node.GetAsync("/api/v1/datasets")).GetProperty("total").GetInt32());
    }

    private static async Task<JsonElement> OperationAsync(HttpClient client, Uri location)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var operation = await client.GetFromJsonAsync<JsonElement>(location);
            if (operation.GetProperty("state").GetString() is "succeeded" or "failed" or "cancelled")
            {
                return operation;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The load did not end.");
    }

    private static string Write(NodeFolder folder, string name, byte[] content)
    {
        var path = Path.Combine(folder.Scratch, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

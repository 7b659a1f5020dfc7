using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.CommandLine;

// Goal: the command line keeps its word: exit codes, one JSON object per dataset, counts that add up.
public sealed class LoadCommandTests
{
    [Fact]
    public async Task A_load_answers_with_one_object_per_dataset()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var loaded = await folder.RunAsync("load", folder.Write("a.csv", "code,amount\n001,1.5\n002,2.5\n"), "--json", "--dataset", "codes");
        Assert.Equal(0, loaded.ExitCode);
        var answer = Assert.Single(Lines(loaded));
        Assert.Equal("codes", answer.GetProperty("dataset").GetString());
        Assert.Equal(1, answer.GetProperty("version").GetInt32());
        Assert.False(answer.GetProperty("unchanged").GetBoolean());
        Assert.Equal(["code text", "amount decimal"], answer.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("name")} {c.GetProperty("type")}"));
        Assert.Equal(64, answer.GetProperty("sha256").GetString()!.Length);

        var again = Assert.Single(Lines(await folder.RunAsync("load", Path.Combine(folder.Scratch, "a.csv"), "--json", "--dataset", "codes")));
        Assert.True(again.GetProperty("unchanged").GetBoolean());
        Assert.Equal(1, again.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Exit_codes_tell_what_happened()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        Assert.Equal(2, (await folder.RunAsync("load", "no-such-file.csv")).ExitCode);
        Assert.Equal(1, (await folder.RunAsync("load", folder.Write("empty.csv", ""))).ExitCode);
        var numbers = string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{(i == 7 ? "seven" : i)}\n"));
        var quarantined = await folder.RunAsync("load", folder.Write("numbers.csv", "id,value\n" + numbers), "--json");
        Assert.Equal(3, quarantined.ExitCode);
        var answer = Assert.Single(Lines(quarantined));
        Assert.Equal(1, answer.GetProperty("cellsQuarantined").GetInt64());
        var finding = answer.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("code").GetString()!.StartsWith("cell.", StringComparison.Ordinal));
        Assert.Equal((9, "value", "seven"), (finding.GetProperty("row").GetInt64(), finding.GetProperty("column").GetString(), finding.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_file_that_breaks_the_load_does_not_end_it_for_the_others()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        foreach (var name in new[] { "first", "third" })
        {
            folder.Write(name + ".csv", $"code,amount\n{name},1.5\n");
        }

        // It is in the folder, and there is nothing where it points to.
        File.CreateSymbolicLink(Path.Combine(folder.Scratch, "second.csv"), Path.Combine(folder.Scratch, "gone"));
        var loaded = await folder.RunAsync("load", folder.Scratch, "--json");
        Assert.Equal(1, loaded.ExitCode);
        var answers = Lines(loaded);
        Assert.Equal(["first", null, "third"], answers.Select(a => a.GetProperty("dataset").GetString()));
        Assert.True(answers[1].GetProperty("failed").GetBoolean());
        Assert.EndsWith("second.csv", answers[1].GetProperty("file").GetString(), StringComparison.Ordinal);
        var finding = Assert.Single(answers[1].GetProperty("findings").EnumerateArray());
        Assert.Equal("server.fault", finding.GetProperty("code").GetString());
        Assert.Contains(nameof(FileNotFoundException), finding.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_is_enforced()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var schema = folder.Write("schema.json", """{"fields":[{"name":"id","type":"integer","constraints":{"required":true}},{"name":"day","type":"date"}]}""");
        var loaded = await folder.RunAsync("load", folder.Write("a.csv", "id,day\n1,2024-01-31\n,2024-02-31\n"), "--schema", schema, "--json");
        Assert.Equal(3, loaded.ExitCode);
        Assert.Equal(2, Assert.Single(Lines(loaded)).GetProperty("findings").EnumerateArray().Count(f => f.GetProperty("row").ValueKind == JsonValueKind.Number));
    }

    [Fact]
    public async Task Version_says_which_build_this_is()
    {
        await using var folder = await NodeFolder.CreateEmptyAsync(Engine.Sqlite);
        var version = await folder.RunAsync("version");
        Assert.Equal(0, version.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
        Assert.False(Directory.Exists(folder.Settings.DataFolder));
    }

    private static IReadOnlyList<JsonElement> Lines(CommandResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}

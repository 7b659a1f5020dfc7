using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Host.Demo.Generating;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Registry;

// Goal: a file of names is screened in the background, its answers come back in its order to whoever asked and to nobody else, and what is no
// file of names is told. Method: the real program on both engines.
public sealed class ScreeningTests
{
    private const int Subjects = 300;
    private const int Names = 5000;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_file_of_names_is_screened_for_whoever_asked(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        var made = await folder.RunAsync("generate", "--subjects", Subjects.ToString(CultureInfo.InvariantCulture), "--records", "0");
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);
        await using var node = await RunningNode.StartAsync(folder);
        using var officer = await node.WithKeyAsync("registry.screen");

        // Every second one is in the register, with the other way of writing its form; one looks like a formula.
        var names = Enumerable.Range(0, Names).Select(n => n % 2 == 0 ? GeneratedSubjects.NameOf(n / 2 % Subjects).Replace("有限责任公司", "有限公司", StringComparison.Ordinal) : $"查无此名{n}贸易有限公司").ToList();
        names[1] = "=cmd";
        var id = await HandInAsync(officer, "序号,企业名称\n" + string.Concat(names.Select((n, i) => $"{i},{n}\n")), "名单.csv");
        var result = (await officer.EndedAsync(id)).GetProperty("result");
        Assert.Equal((Names, Names / 2), (result.GetProperty("names").GetInt32(), result.GetProperty("hit").GetInt32()));

        var path = result.GetProperty("download").GetString()!;
        var lines = (await officer.GetStringAsync(path)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Names + 1, lines.Length);
        Assert.StartsWith("'=cmd,NotInRegister", lines[2]);
        Assert.All(names.Select((name, n) => (name, line: lines[n + 1])), p => Assert.True(p.line.StartsWith(p.name + ",", StringComparison.Ordinal) || p.name == "=cmd", p.line));
        Assert.Contains($"{GeneratedSubjects.Uscc("91", 0)},{GeneratedSubjects.NameOf(0)}", lines[1]);

        using var other = await node.WithKeyAsync("registry.screen");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anyone.GetAsync(path)).StatusCode);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(folder.Settings.CacheFolder, "screenings")), f => f.EndsWith(".in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bare_list_is_read_and_a_table_without_names_is_told()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var officer = await node.WithKeyAsync("registry.screen");
        var list = await officer.EndedAsync(await HandInAsync(officer, "甲贸易有限公司\n乙贸易有限公司\n丙贸易有限公司\n", "list.txt"));
        Assert.Equal(3, list.GetProperty("result").GetProperty("names").GetInt32());

        var table = await officer.EndedAsync(await HandInAsync(officer, "编号,数量\n1,2\n2,3\n", "table.csv"));
        Assert.Equal(("failed", "registry.screening-without-names"), (table.GetProperty("state").GetString(), table.GetProperty("problem").GetProperty("code").GetString()));
        using var nothing = await officer.PostAsync("/api/v1/registry/screen/files", new MultipartFormDataContent { { new StringContent("x"), "other" } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
    }

    private static async Task<Guid> HandInAsync(HttpClient officer, string csv, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", name } };
        using var answer = await officer.PostAsync("/api/v1/registry/screen/files", form);
        Assert.True(answer.StatusCode is HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("operation").GetGuid();
    }
}

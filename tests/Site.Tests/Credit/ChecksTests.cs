using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Host.Commands;
using Gongxin.Host.Demo.Generating;
using Gongxin.Kernel.Identifiers;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Credit;

// Goal: a business system asks with purpose and case and proves the answer later, offline; nobody else may ask; and what was generated is
// marked on every page that shows it. Method: the real program on both engines.
public sealed class ChecksTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_check_is_answered_proved_and_marked(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        var made = await folder.RunAsync("generate", "--subjects", "60", "--records", "600", "--json");
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);
        await using var node = await RunningNode.StartAsync(folder);
        using var system = await node.WithKeyAsync("credit.check");
        var (first, unknown) = (GeneratedSubjects.Uscc("91", 0), GeneratedSubjects.Uscc("91", 70));

        using var asked = await system.PostAsJsonAsync("/api/v1/credit/check", new { purpose = "funding", caseNumber = "2026-1", subjects = new[] { first, unknown, GeneratedSubjects.NameOf(0) } });
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var items = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["hit", "notInRegister", "hit"], items.Select(i => i.GetProperty("verdict").GetString()));
        await ProveAsync(node, system, items[0].GetProperty("id").GetGuid());

        using var nobody = await node.Anyone.PostAsJsonAsync("/api/v1/credit/check", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var bare = await system.PostAsJsonAsync("/api/v1/credit/check", new { subjects = new[] { first } });
        Assert.Equal("credit.purpose-unknown", (await bare.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        await MarkedAsync(node, first);
    }

    private static async Task ProveAsync(RunningNode node, HttpClient system, Guid id)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var answer = await system.GetAsync($"/api/v1/credit/check/{id}");
            if (answer.StatusCode is HttpStatusCode.Accepted)
            {
                await Task.Delay(100);
                continue;
            }

            var path = Path.Combine(node.Folder.Scratch, "check.json");
            await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync());
            var verified = await node.Folder.RunAsync("verify-report", path);
            Assert.True(verified.ExitCode == ExitCodes.Good && verified.Output.Contains("good: credit-check", StringComparison.Ordinal), verified.Output + verified.Errors);
            return;
        }

        throw new TimeoutException("The answer was not numbered.");
    }

    private static async Task MarkedAsync(RunningNode node, string uscc)
    {
        var records = await node.GetAsync("/api/v1/credit/records?limit=1&uscc=" + uscc);
        var record = records.GetProperty("items")[0].GetProperty("id").GetString();
        string[] pages =
        [
            "/credit?q=" + uscc, "/credit/licences", "/credit/penalties", "/credit/subjects/" + uscc, $"/credit/subjects/{uscc}/records/{record}", $"/credit/subjects/{uscc}/report",
            "/registry/subjects/" + uscc, "/registry?q=" + GeneratedSubjects.NameOf(0),
        ];
        foreach (var page in pages)
        {
            Assert.Contains("演示数据", WebUtility.HtmlDecode(await node.Anyone.GetStringAsync(page + (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=zh-Hans")));
        }

        Assert.True(IdentifierRules.IsOfDemonstration(uscc));
    }
}

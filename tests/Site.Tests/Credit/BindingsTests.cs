using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Credit;

// Goal: a published dataset that is bound to a class becomes records, each version once, with what was found in its rows. Method: the real
// program on both engines.
public sealed class BindingsTests
{
    private const string Uscc = "919901000000000197";
    private const string Head = "RY_XDR_MC,RY_XDR_LB,RY_XDR_SHXYM,RY_WSH,RY_MC,RY_JB,RY_YJ,RY_RQ,RY_JG,RY_JGDM,RY_LYDW,RY_LYDWDM\n";
    private const string Row = "测试市示例有限公司,法人及非法人组织," + Uscc + ",测荣〔2026〕{0}号,诚信示范企业,{1},测试评选办法,2026-03-01,测试市某机关," + Uscc + ",测试市某机关," + Uscc + "\n";

    [Theory, ClassData(typeof(Engines))]
    public async Task A_bound_dataset_becomes_records_version_by_version(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await folder.LoadAsync(folder.Write("honours.csv", Head + RowOf(1, "市级") + RowOf(2, "无此级") + RowOf(3, "省级")), "honours", title: "荣誉");
        await folder.LoadAsync(folder.Write("other.csv", "a,b\n1,2\n3,4\n"), "other", title: "其他");
        await using var node = await RunningNode.StartAsync(folder);
        using var officer = await node.WithKeyAsync("credit.take");

        Assert.Equal("credit.dataset-not-found", await RefusedAsync(officer, "nothing", "honour"));
        Assert.Equal("credit.columns-missing", await RefusedAsync(officer, "other", "honour"));
        Assert.Equal("credit.class-not-found", await RefusedAsync(officer, "honours", "other"));
        using var bound = await BindAsync(officer, "honours", "honour");
        Assert.Equal(HttpStatusCode.Created, bound.StatusCode);
        Assert.Equal("credit.dataset-bound", await RefusedAsync(officer, "honours", "honour"));

        var first = await TakenAsync(officer, 1);
        var findings = await officer.GetStringAsync(first.GetProperty("findings").GetString());
        Assert.Contains("3,RY_JB,credit.value-not-in-list,无此级", findings);
        Assert.Equal(3, (await node.GetAsync("/api/v1/credit/records?kind=honour")).GetProperty("total").GetInt32());
        using var reader = await node.WithKeyAsync("credit.check");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/api/v1/credit/bindings")).StatusCode);
        Assert.Contains("honours", await officer.GetStringAsync("/credit/bindings"));

        await folder.LoadAsync(folder.Write("honours.csv", Head + RowOf(1, "市级") + RowOf(2, "县级") + RowOf(3, "省级") + RowOf(4, "市级")), "honours", title: "荣誉");
        var second = await TakenAsync(officer, 2);
        var outcome = (await officer.GetFromJsonAsync<JsonElement>("/api/v1/credit/records?kind=honour")).GetProperty("total").GetInt32();
        Assert.Equal(4, outcome);
        Assert.DoesNotContain("value-not-in-list", await officer.GetStringAsync(second.GetProperty("findings").GetString()));

        var id = second.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.OK, (await officer.PostAsync($"/api/v1/credit/bindings/{id}/end", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.PostAsync($"/api/v1/credit/bindings/{id}/end", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.PostAsync($"/api/v1/credit/bindings/{Guid.CreateVersion7()}/end", null)).StatusCode);
        Assert.Equal(4, (await node.GetAsync("/api/v1/credit/records?kind=honour")).GetProperty("total").GetInt32());
    }

    private static string RowOf(int number, string level) => Row.Replace("{0}", $"{number}", StringComparison.Ordinal).Replace("{1}", level, StringComparison.Ordinal);

    private static Task<HttpResponseMessage> BindAsync(HttpClient officer, string dataset, string kind) =>
        officer.PostAsJsonAsync("/api/v1/credit/bindings", new { dataset, kind, unit = Uscc });

    private static async Task<string?> RefusedAsync(HttpClient officer, string dataset, string kind)
    {
        using var answer = await BindAsync(officer, dataset, kind);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }

    // When the findings of that version can be had.
    private static async Task<JsonElement> TakenAsync(HttpClient officer, int version)
    {
        for (var tries = 0; tries < 900; tries++)
        {
            var binding = (await officer.GetFromJsonAsync<JsonElement>("/api/v1/credit/bindings"))[0];
            if (binding.GetProperty("takenVersion").GetInt32() == version)
            {
                using var findings = await officer.GetAsync(binding.GetProperty("findings").GetString());
                if (findings.StatusCode is HttpStatusCode.OK)
                {
                    return binding;
                }
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"Version {version} was not taken in.");
    }
}

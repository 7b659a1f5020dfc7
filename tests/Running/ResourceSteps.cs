using System.Net.Http.Json;
using System.Text.Json;

namespace Gongxin.Running;

// Information resources over the API, by one who makes them and two who review.
public static class ResourceSteps
{
    public const string Compile = "catalogue.compile-resources";
    public const string ReviewRegistration = "catalogue.review-registration";
    public const string ReviewPublication = "catalogue.review-publication";

    public static object Sample(string name, string? sequence = null) => new
    {
        classCode = "201001",
        sequence,
        subject = "城市绿化",
        name,
        providerName = "示例市住房和城乡建设局",
        providerCode = "11100000000014330B",
        summary = "按城市统计的建成区绿化覆盖面积和覆盖率。",
        formatClass = "2",
        formatType = "xlsx",
        items = new object[]
        {
            new { name = "城市名称", dataType = "1", length = 50, isKey = true, sensitivity = 1 },
            new { name = "绿化覆盖率", dataType = "2", length = 8, description = "单位：%" },
        },
        shareType = "1",
        shareMethod = "2",
        openType = "1",
        updateCycle = "7",
        domain = "05",
        dataLevel = "1",
    };

    public static async Task<string> PublishAsync(RunningNode node, object content, string? dataset = null)
    {
        using var compiler = await node.WithKeyAsync(Compile);
        using var registrar = await node.WithKeyAsync(ReviewRegistration);
        using var publisher = await node.WithKeyAsync(ReviewPublication);
        var made = await ReadAsync(await compiler.PostAsJsonAsync("/api/v1/resources", new { content }));
        var path = $"/api/v1/resources/{made.GetProperty("resource").GetProperty("id").GetString()}";
        if (dataset is not null)
        {
            await ReadAsync(await compiler.PutAsJsonAsync($"{path}/dataset", new { dataset }));
        }

        await ReadAsync(await compiler.PostAsync($"{path}/submit", null));
        await ReadAsync(await registrar.PostAsJsonAsync($"{path}/review", new { decision = "accept" }));
        await ReadAsync(await compiler.PostAsync($"{path}/submit", null));
        var published = await ReadAsync(await publisher.PostAsJsonAsync($"{path}/review", new { decision = "accept", secrecyReviewed = true }));
        return published.GetProperty("resource").GetProperty("code").GetString()!;
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement : throw new InvalidOperationException($"{(int)answer.StatusCode} {body}");
        }
    }
}

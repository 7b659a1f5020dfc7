using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Contracts.Registry;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Running;

// A task of last month that asks an association which nobody has, until its period is open.
public static class ReportingSteps
{
    // Valid credit codes; the region 990100 does not exist.
    public const string Uscc = "919901000000000197";

    public const string OtherUscc = "919901000000000272";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private const int LooksMax = 400;

    public static DateOnly LastMonth => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8)) is var today ? new DateOnly(today.Year, today.Month, 1).AddMonths(-1) : default;

    public static string Period => LastMonth.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<Guid> AdmitAsync(RunningNode node, string uscc, string name)
    {
        await using var app = WebNode.Build(new Dictionary<string, string?> { ["GONGXIN_DATA"] = node.Folder.Settings.DataFolder, ["GONGXIN_DATABASE"] = node.Folder.Settings.Database });
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("test");
        await scope.ServiceProvider.GetRequiredService<ISubjects>().PutAsync([new SubjectData { Uscc = uscc, Name = name }], "test", CancellationToken.None);
        var id = SubjectId.Of(IdentifierKind.Uscc, uscc);
        await scope.ServiceProvider.GetRequiredService<IOrganisations>().AdmitAsync(new NewOrganisation(id, OrganisationKind.Association, null, "330000"), CancellationToken.None);
        return id.Value;
    }

    // The answer's content, and that it was what was expected.
    public static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object body, HttpStatusCode expected, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<(Guid Task, Guid Submission)> StartAsync(HttpClient runner, HttpClient reporter, string title, Guid organisation, bool needsForwarding) =>
        StartAsync(runner, reporter, title, [organisation], needsForwarding);

    // With what the first of them owes.
    public static async Task<(Guid Task, Guid Submission)> StartAsync(HttpClient runner, HttpClient reporter, string title, IReadOnlyList<Guid> organisations, bool needsForwarding)
    {
        var task = (await SendAsync(
            runner, HttpMethod.Post, "/api/v1/collection/tasks",
            new { template = "industry-monthly", title, frequency = "month", dueDays = 60, dueCount = "working", firstOn = LastMonth, needsForwarding }, HttpStatusCode.Created)).GetProperty("about").GetProperty("id").GetGuid();
        await SendAsync(runner, HttpMethod.Post, $"/api/v1/collection/tasks/{task}/members", new { organisations }, HttpStatusCode.OK);
        await SendAsync(runner, HttpMethod.Post, $"/api/v1/collection/tasks/{task}/start", new { }, HttpStatusCode.OK);
        for (var look = 0; look < LooksMax; look++)
        {
            var due = await reporter.GetFromJsonAsync<JsonElement>("/api/v1/collection/submissions/due");
            if (due.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("task").GetGuid() == task).Select(i => (Guid?)i.GetProperty("id").GetGuid()).FirstOrDefault() is { } submission)
            {
                return (task, submission);
            }

            await Task.Delay(Look);
        }

        throw new TimeoutException("The period did not open.");
    }
}

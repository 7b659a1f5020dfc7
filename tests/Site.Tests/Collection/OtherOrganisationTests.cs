using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Site.Tests.Governance;

namespace Gongxin.Site.Tests.Collection;

// Goal: what belongs to another organisation is reached by no route in any role. Method: the routes of collecting and of notices come from
// the route table; each is called as every role of one organisation with ids that exist and belong to another. A route for which none is
// known fails the test.
public sealed class OtherOrganisationTests(PeopledNode peopled) : IClassFixture<PeopledNode>
{
    private static readonly string[] Walked = ["/api/v1/collection", "/collection", "/api/v1/notices", "/notices"];

    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.Forbidden, HttpStatusCode.NotFound];

    [Fact]
    public async Task Every_route_as_every_role_keeps_what_belongs_to_another_organisation()
    {
        var other = await OtherOrganisation.SettleAsync(peopled);
        var before = await other.StateAsync();
        Assert.Contains(OtherOrganisation.Marker, before);
        var known = Known(other);
        var routes = PeopledNode.Routes.Where(r => Walked.Any(w => r.Path == w || r.Path.StartsWith(w + "/", StringComparison.Ordinal))).Select(r => $"{r.Method} {r.Path.TrimEnd('/')}").Distinct().ToList();
        Assert.True(routes.Count > 50, $"Only {routes.Count} routes: have they been found?");
        Assert.Empty(known.Keys.Except(routes));
        var (leaks, refused) = (new List<string>(), 0);
        foreach (var route in routes)
        {
            Assert.True(known.TryGetValue(route, out var attempts), $"{route}: say in OtherOrganisationTests.Known how it is asked for what belongs to another organisation.");
            foreach (var (role, client) in other.Strangers)
            {
                foreach (var attempt in attempts!)
                {
                    using var answer = await client.SendAsync(attempt.ToRequest(route.Split(' ')[0]));
                    var text = await answer.Content.ReadAsStringAsync();
                    var shown = other.Secrets.Where(s => text.Contains(s, StringComparison.OrdinalIgnoreCase) && !attempt.Says(s)).ToList();
                    refused += Refusals.Contains(answer.StatusCode) ? 1 : 0;
                    if (shown.Count > 0 || (int)answer.StatusCode >= 500 || (attempt.IsRefused && !Refusals.Contains(answer.StatusCode)))
                    {
                        leaks.Add(string.Create(CultureInfo.InvariantCulture, $"{role} {route} {attempt.Path}: {(int)answer.StatusCode} {string.Join(' ', shown)} {text[..Math.Min(text.Length, 200)]}"));
                    }
                }
            }
        }

        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
        Assert.True(refused > 200, $"Only {refused} answers were refusals.");
        Assert.Equal(before, await other.StateAsync());
    }

    private static Dictionary<string, Attempt[]> Known(OtherOrganisation other)
    {
        var (task, period) = (other.Task, new { period = other.Period });
        Guid[] submissions = [other.Draft, other.HandedIn, other.Approved];
        var known = new Dictionary<string, Attempt[]>(StringComparer.Ordinal)
        {
            // Public of a task is what is asked of whom; the values and receipts are not.
            ["GET /api/v1/collection/tasks"] = [Silent("/api/v1/collection/tasks")],
            ["GET /api/v1/collection/tasks/{id:guid}"] = [Silent($"/api/v1/collection/tasks/{task}")],
            ["POST /api/v1/collection/tasks"] = [Silent("/api/v1/collection/tasks", new { })],
            ["POST /api/v1/collection/tasks/{id:guid}/members"] = [Refused($"/api/v1/collection/tasks/{task}/members", new { organisations = new[] { other.Organisation } })],
            ["PUT /api/v1/collection/tasks/{id:guid}/members/{organisation:guid}/exemption"] = [Refused($"/api/v1/collection/tasks/{task}/members/{other.Organisation}/exemption", new { reason = "x" })],
            ["POST /api/v1/collection/submissions"] =
            [
                .. submissions.Select(s => Refused("/api/v1/collection/submissions", new { submission = s, values = OtherOrganisation.Values("1") })),
                .. submissions.Select(s => Refused("/api/v1/collection/submissions?dryRun=true", new { submission = s })),
                Refused("/api/v1/collection/submissions", new { task, other.Period, organisation = other.Organisation, values = OtherOrganisation.Values("1") }),
                Refused("/api/v1/collection/submissions", new { submission = other.OwnDraft, workbook = other.Workbook }),
            ],
            ["POST /api/v1/collection/reviews/approvals"] = [Silent("/api/v1/collection/reviews/approvals", new { submissions })],
            ["GET /api/v1/collection/organisations/{organisation:guid}/published"] = [Silent($"/api/v1/collection/organisations/{other.Organisation}/published")],
            ["GET /api/v1/collection/organisations/{organisation:guid}/published/{receipt}"] = [Refused($"/api/v1/collection/organisations/{other.Organisation}/published/{other.Receipt}")],
            ["GET /api/v1/collection/rates/overdue"] = [Silent($"/api/v1/collection/rates/overdue?task={task}&period={other.Period}")],
            ["PUT /api/v1/collection/workbooks/{id:guid}/mapping"] = [Refused($"/api/v1/collection/workbooks/{other.Workbook}/mapping", new { name = "x", mapping = JsonSerializer.Deserialize<JsonElement>(other.MappingContent) })],
            ["DELETE /api/v1/collection/mappings/{id:guid}"] = [Refused($"/api/v1/collection/mappings/{other.Mapping}")],
            ["GET /collection/organisations/{Id:guid}"] = [Silent($"/collection/organisations/{other.Organisation}")],
            ["GET /collection/organisations/{Id:guid}/figures/{Receipt}"] = [Refused($"/collection/organisations/{other.Organisation}/figures/{other.Receipt}")],
            ["GET /collection/tasks/{Id:guid}"] = [Silent($"/collection/tasks/{task}")],
            ["GET /collection/workbooks/{Id:guid}"] = [Refused($"/collection/workbooks/{other.Workbook}")],
            ["POST /collection/workbooks/{id:guid}"] = [Refused($"/collection/workbooks/{other.Workbook}", form: true)],
            ["POST /collection/mappings/{id:guid}/forget"] = [Refused($"/collection/mappings/{other.Mapping}/forget", form: true)],
            ["POST /collection/workbooks"] = [Silent("/collection/workbooks", form: true)],
            ["POST /api/v1/notices/{id:guid}/read"] = [Refused($"/api/v1/notices/{other.Notice}/read", new { })],
            ["DELETE /api/v1/notices/ways/{id:guid}"] = [Refused($"/api/v1/notices/ways/{other.Way}")],
            ["POST /notices/ways/{id:guid}/remove"] = [Refused($"/notices/ways/{other.Way}/remove", form: true)],
            ["POST /notices/read"] = [Silent("/notices/read", form: true)],

            // Deliveries belong to the node and to whoever operates it: nothing of an organisation goes out under an id that others know.
            ["POST /api/v1/notices/deliveries/{id:guid}/resend"] = [Refused($"/api/v1/notices/deliveries/{other.Notice}/resend", new { })],
            ["POST /notices/deliveries/{id:guid}/resend"] = [Refused($"/notices/deliveries/{other.Notice}/resend", form: true)],
        };
        foreach (var act in new[] { "start", "end", "publish", "close", "reopen" })
        {
            known[$"POST /api/v1/collection/tasks/{{id:guid}}/{act}"] = [Refused($"/api/v1/collection/tasks/{task}/{act}", period)];
        }

        foreach (var (route, pathOf) in new (string, Func<Guid, Attempt>)[]
        {
            ("GET /api/v1/collection/submissions/{id:guid}", s => Refused($"/api/v1/collection/submissions/{s}")),
            ("GET /collection/submissions/{Id:guid}", s => Refused($"/collection/submissions/{s}")),
            ("PUT /api/v1/collection/submissions/{id:guid}/draft", s => Refused($"/api/v1/collection/submissions/{s}/draft", new { version = 1, values = OtherOrganisation.Values("1") })),
            ("POST /api/v1/collection/submissions/{id:guid}/revision", s => Refused($"/api/v1/collection/submissions/{s}/revision", new { })),
            ("POST /api/v1/collection/reviews/{id:guid}/forward", s => Refused($"/api/v1/collection/reviews/{s}/forward", new { comment = "x" })),
            ("POST /api/v1/collection/reviews/{id:guid}/return", s => Refused($"/api/v1/collection/reviews/{s}/return", new { comment = "x" })),
        })
        {
            known[route] = [.. submissions.Select(pathOf)];
        }

        known["GET /api/v1/collection/workbooks/{id:guid}"] = [Refused($"/api/v1/collection/workbooks/{other.Workbook}")];

        // Lists, and what belongs to nobody.
        foreach (var path in new[]
        {
            "/api/v1/collection/submissions", "/api/v1/collection/submissions/due", "/api/v1/collection/reviews", "/api/v1/collection/rates", "/api/v1/collection/workbooks", "/api/v1/collection/mappings",
            "/api/v1/collection/templates", "/collection/due", "/collection/reviews", "/collection/tasks", "/collection/rates", "/collection/checks", "/collection/templates", "/collection/workbooks",
            "/api/v1/notices", "/api/v1/notices/ways", "/api/v1/notices/deliveries", "/notices", "/notices/ways", "/notices/deliveries",
        })
        {
            known["GET " + path] = [Silent(path)];
        }

        known["GET /api/v1/collection/templates/{code}"] = [Silent("/api/v1/collection/templates/industry-monthly")];
        known["GET /api/v1/collection/templates/{code}/form.xlsx"] = [Silent("/api/v1/collection/templates/industry-monthly/form.xlsx")];
        known["GET /collection/templates/{Code}"] = [Silent("/collection/templates/industry-monthly")];
        known["POST /api/v1/collection/workbooks"] = [Silent("/api/v1/collection/workbooks", form: true)];
        known["POST /api/v1/notices/read"] = [Silent("/api/v1/notices/read", new { })];
        known["POST /api/v1/notices/ways"] = [Silent("/api/v1/notices/ways", new { })];
        return known;
    }

    // Must be 403 or 404.
    private static Attempt Refused(string path, object? body = null, bool form = false) => new(path, body, form, IsRefused: true);

    // May answer, but shows nothing of the other organisation's.
    private static Attempt Silent(string path, object? body = null, bool form = false) => new(path, body, form, IsRefused: false);

    private sealed record Attempt(string Path, object? Body, bool IsForm, bool IsRefused)
    {
        // An answer may repeat what the question said.
        public bool Says(string text) => Path.Contains(text, StringComparison.OrdinalIgnoreCase) || (Body is not null && JsonSerializer.Serialize(Body).Contains(text, StringComparison.OrdinalIgnoreCase));

        public HttpRequestMessage ToRequest(string method) => new(new HttpMethod(method), Path)
        {
            Content = Body is not null ? JsonContent.Create(Body) : IsForm ? new FormUrlEncodedContent([KeyValuePair.Create("x", "y")]) : null,
        };
    }
}

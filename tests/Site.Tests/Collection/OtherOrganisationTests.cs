using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gongxin.Kernel.Identity;
using Gongxin.Running;
using Gongxin.Site.Tests.Governance;

namespace Gongxin.Site.Tests.Collection;

// Goal: what belongs to another organisation is reached by no route in any role. Method: all routes come from the route table, the forms of
// pages from their sources. Those of collecting, notices, operations and held tables, with their forms, are called as every role of one
// organisation with ids that exist and belong to another; one for which none is known fails the test. Every other route is filled with
// all ids of the other organisation and must show nothing of it.
public sealed partial class OtherOrganisationTests(PeopledNode peopled) : IClassFixture<PeopledNode>
{
    private static readonly string[] Walked = ["/api/v1/collection", "/collection", "/api/v1/notices", "/notices", "/api/v1/operations", "/operations", "/api/v1/submissions", "/submissions"];

    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.Forbidden, HttpStatusCode.NotFound];

    [Fact]
    public async Task Every_route_as_every_role_keeps_what_belongs_to_another_organisation()
    {
        var other = await OtherOrganisation.SettleAsync(peopled);
        var before = await other.StateAsync();
        Assert.Contains(OtherOrganisation.Marker, before);
        var known = Known(other);
        var routes = PeopledNode.Routes.Where(r => Walked.Any(w => r.Path == w || r.Path.StartsWith(w + "/", StringComparison.Ordinal)))
            .SelectMany(r => FormsOf(r).Prepend($"{r.Method} {r.Path.TrimEnd('/')}")).Distinct().ToList();
        Assert.True(routes.Count > 80, $"Only {routes.Count} routes: have they been found?");
        Assert.Empty(known.Keys.Except(routes));
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (role, client) in other.Strangers)
        {
            tokens[role] = Token().Match(await client.GetStringAsync("/notices/ways")).Groups["value"].Value;
            await ProveAsync(client, tokens[role]);
        }

        var (leaks, refused) = (new List<string>(), 0);
        foreach (var route in routes)
        {
            Assert.True(known.TryGetValue(route, out var attempts), $"{route}: say in OtherOrganisationTests.Known how it is asked for what belongs to another organisation.");
            foreach (var (role, client) in other.Strangers)
            {
                foreach (var attempt in attempts!.Where(a => a.Only is null || a.Only == role))
                {
                    using var answer = await client.SendAsync(attempt.ToRequest(route.Split(' ')[0], tokens[role]));
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
        Assert.True(refused > 400, $"Only {refused} answers were refusals.");
        Assert.Equal(before, await other.StateAsync());
        await WalkOthersAsync(other);
        Assert.Equal(before, await other.StateAsync());
    }

    // A form that no page has would not be walked, and a part with one would not be found.
    [Fact]
    public void Every_form_is_of_a_page() =>
        Assert.All(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.razor", SearchOption.AllDirectories).Select(File.ReadAllText).Where(text => text.Contains("@formname", StringComparison.Ordinal)), text => Assert.StartsWith("@page", text));

    // Every other route, filled with what belongs to the other organisation: lists and single things, changes of single things. The ledger
    // says in public that something was handed in, under its receipt, and never what stands in it (decision 0025).
    private static async Task WalkOthersAsync(OtherOrganisation other)
    {
        var values = PlantedDataTests.Values(other.Ids).ToDictionary(v => v.Key, v => v.Value[..1], StringComparer.OrdinalIgnoreCase);
        Guid[] ids = [other.Approved, other.Held, other.Operation, other.Session, other.Account, other.Organisation];
        (values["id"], values["organisation"], values["receipt"], values["slug"]) = ([.. ids.Select(i => i.ToString())], [other.Organisation.ToString()], [other.Receipt], ["harvest"]);
        var addresses = PeopledNode.Routes
            .Where(r => !Walked.Any(w => r.Path == w || r.Path.StartsWith(w + "/", StringComparison.Ordinal)) && !r.Path.StartsWith("/_", StringComparison.Ordinal))
            .Where(r => r.Method == "GET" || r.Path.Contains('{', StringComparison.Ordinal))
            .SelectMany(r => PlantedDataTests.Fill(r.Path, values).Select(path => (r.Method, Path: path))).Distinct().ToList();
        Assert.True(addresses.Count > 200, $"Only {addresses.Count} addresses: have the routes been found?");
        var leaks = new List<string>();
        foreach (var (role, client) in other.Strangers)
        {
            foreach (var (method, path) in addresses)
            {
                var attempt = Silent(path, method == "GET" ? null : new { }, form: false);
                using var answer = await client.SendAsync(attempt.ToRequest(method, ""));
                var text = await answer.Content.ReadAsStringAsync();
                var secrets = path.StartsWith("/ledger", StringComparison.Ordinal) || path.StartsWith("/api/v1/ledger", StringComparison.Ordinal) ? OtherOrganisation.Contents : other.Secrets;
                leaks.AddRange(secrets.Where(s => text.Contains(s, StringComparison.OrdinalIgnoreCase) && !attempt.Says(s)).Select(s => $"{role} {method} {path} shows {s}"));
                if ((int)answer.StatusCode >= 500)
                {
                    leaks.Add($"{role} {method} {path}: {answer.StatusCode}");
                }
            }
        }

        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }

    // The token is good: what is refused afterwards is not refused for want of one.
    private static async Task ProveAsync(HttpClient client, string token)
    {
        using var answer = await client.SendAsync(Silent("/notices/ways", Fields(("kind", "mail"), ("address", "nowhere"))).ToRequest("FORM way", token));
        Assert.Contains("notices.address-not-good", await answer.Content.ReadAsStringAsync());
    }

    // The forms of a page, by the names that its source gives them; what follows @( is the beginning of a name.
    private static IEnumerable<string> FormsOf(PeopledNode.GuardedRoute route) => route.Page is null
        ? []
        : FormName().Matches(File.ReadAllText(SourceOf(route.Page))).Select(m => $"FORM:{m.Groups["name"].Value} {route.Path.TrimEnd('/')}");

    // Its folder is its namespace.
    private static string SourceOf(Type page)
    {
        var folder = Path.Combine(page.Namespace!.Split('.')[1..]);
        return Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), page.Name + ".razor", SearchOption.AllDirectories).Single(f => Path.GetDirectoryName(f)!.EndsWith(folder, StringComparison.Ordinal));
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
            ["POST /api/v1/notices/ways/{id:guid}/confirmation"] = [Refused($"/api/v1/notices/ways/{other.Way}/confirmation", new { })],
            ["POST /notices/read"] = [Silent("/notices/read", form: true)],

            // What goes out, what is under way and what is held is for whoever operates or reviews the whole node.
            ["GET /api/v1/notices/deliveries"] = [Refused("/api/v1/notices/deliveries")],
            ["GET /notices/deliveries"] = [Refused("/notices/deliveries")],
            ["POST /api/v1/notices/deliveries/{id:guid}/resend"] = [Refused($"/api/v1/notices/deliveries/{other.Delivery}/resend", new { })],
            ["POST /notices/deliveries/{id:guid}/resend"] = [Refused($"/notices/deliveries/{other.Delivery}/resend", form: true)],
            ["GET /api/v1/operations/{id:guid}"] = [Refused($"/api/v1/operations/{other.Operation}")],
            ["POST /api/v1/operations/{id:guid}/cancel"] = [Refused($"/api/v1/operations/{other.Operation}/cancel", new { })],
            ["GET /operations/{Id:guid}"] = [Refused($"/operations/{other.Operation}")],
            ["POST /operations/{id:guid}/cancel"] = [Refused($"/operations/{other.Operation}/cancel", form: true)],
            ["GET /api/v1/submissions/{id:guid}"] = [Refused($"/api/v1/submissions/{other.Held}")],
            ["GET /submissions/{Id:guid}"] = [Refused($"/submissions/{other.Held}")],
            ["GET /api/v1/submissions/held"] = [Refused("/api/v1/submissions/held")],
            ["GET /submissions/held"] = [Refused("/submissions/held")],
            ["GET /api/v1/submissions/held/{id:guid}"] = [Refused($"/api/v1/submissions/held/{other.Held}")],
            ["GET /submissions/held/{Id:guid}"] = [Refused($"/submissions/held/{other.Held}")],
            ["POST /api/v1/submissions/held/{id:guid}/decision"] = [Refused($"/api/v1/submissions/held/{other.Held}/decision", new { decision = "refuse", reason = "not to be public" })],
        };
        foreach (var (form, attempts) in Forms(other))
        {
            known[form] = attempts;
        }

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

        var source = $"/api/v1/collection/sources/{task}/{other.Organisation}";
        foreach (var (route, attempt) in new (string, Attempt)[]
        {
            ("GET {0}", Refused(source)), ("PUT {0}", Refused(source, new { kind = "http", address = "https://example.org/x", at = "09:00" })), ("DELETE {0}", Refused(source)), ("POST {0}/try", Refused(source + "/try", new { })),
            ("GET {0}/pulls/{{pull:guid}}", Refused($"{source}/pulls/{other.Pull}")), ("POST {0}/pulls/{{pull:guid}}/draft", Refused($"{source}/pulls/{other.Pull}/draft", new { version = 1 })),
        })
        {
            known[string.Format(CultureInfo.InvariantCulture, route, "/api/v1/collection/sources/{task:guid}/{organisation:guid}")] = [attempt];
        }

        known["GET /collection/sources/{Task:guid}/{Organisation:guid}"] = [Refused($"/collection/sources/{task}/{other.Organisation}"), Refused($"/collection/sources/{task}/{other.Organisation}?pull={other.Pull}")];
        known["GET /api/v1/collection/workbooks/{id:guid}"] = [Refused($"/api/v1/collection/workbooks/{other.Workbook}")];

        // Lists, and what belongs to nobody.
        foreach (var path in new[]
        {
            "/api/v1/collection/submissions", "/api/v1/collection/submissions/due", "/api/v1/collection/reviews", "/api/v1/collection/rates", "/api/v1/collection/workbooks", "/api/v1/collection/mappings",
            "/api/v1/collection/templates", "/collection/due", "/collection/reviews", "/collection/tasks", "/collection/rates", "/collection/checks", "/collection/templates", "/collection/workbooks",
            "/api/v1/collection/templates/drafts", "/collection/templates/drafts", "/api/v1/collection/delegations", "/collection/checks/trial", "/api/v1/collection/sources", "/collection/sources", "/collection/sources/help",
            "/api/v1/notices", "/api/v1/notices/ways", "/notices", "/notices/ways", "/notices/ways/confirm", "/collection", "/api/v1/operations", "/operations",
        })
        {
            known["GET " + path] = [Silent(path)];
        }

        known["GET /api/v1/collection/templates/{code}"] = [Silent("/api/v1/collection/templates/industry-monthly")];
        known["GET /api/v1/collection/templates/{code}/form.xlsx"] = [Silent("/api/v1/collection/templates/industry-monthly/form.xlsx")];
        known["GET /collection/templates/{Code}"] = [Silent("/collection/templates/industry-monthly")];
        var draft = $"/api/v1/collection/templates/drafts/{other.Template}";
        known["POST /api/v1/collection/templates/drafts"] = [Silent("/api/v1/collection/templates/drafts", new { code = "x y" })];
        known["GET /api/v1/collection/templates/drafts/{id:guid}"] = [Refused(draft)];
        known["PUT /api/v1/collection/templates/drafts/{id:guid}"] = [Refused(draft, new { version = 0, template = EmptyTemplate })];
        known["POST /api/v1/collection/templates/drafts/{id:guid}/publish"] = [Refused(draft + "/publish", new { version = 0 })];
        known["GET /api/v1/collection/templates/drafts/{id:guid}/form.xlsx"] = [Refused(draft + "/form.xlsx")];
        known["POST /api/v1/collection/templates/{code}/editions/{edition:int}/withdrawal"] = [Refused("/api/v1/collection/templates/other-form/editions/1/withdrawal", new { })];
        known["GET /api/v1/collection/templates/{code}/editions"] = [Silent("/api/v1/collection/templates/other-form/editions")];
        known["POST /api/v1/collection/tasks/{id:guid}/edition"] = [Refused($"/api/v1/collection/tasks/{task}/edition", new { edition = 2 })];
        foreach (var (route, path) in new[] { ("", ""), ("/sheets/{Index:int}", "/sheets/1"), ("/preview", "/preview") })
        {
            known["GET /collection/templates/drafts/{Id:guid}" + route] = [Refused($"/collection/templates/drafts/{other.Template}{path}")];
        }

        known["POST /api/v1/collection/delegations"] = [Silent("/api/v1/collection/delegations", new { })];
        known["POST /api/v1/collection/delegations/{id:guid}/end"] = [Refused($"/api/v1/collection/delegations/{other.Delegation}/end", new { })];
        known["POST /api/v1/collection/checks/trial"] = [Silent("/api/v1/collection/checks/trial", new { task, expression = "从业人员[期末数] < 0", sheet = "期末指标" })];
        known["POST /api/v1/collection/workbooks"] = [Silent("/api/v1/collection/workbooks", form: true)];
        known["POST /api/v1/notices/read"] = [Silent("/api/v1/notices/read", new { })];
        known["POST /api/v1/notices/ways"] = [Silent("/api/v1/notices/ways", new { })];
        return known;
    }

    // With a good token, as a browser sends them.
    private static Dictionary<string, Attempt[]> Forms(OtherOrganisation other)
    {
        var forms = new Dictionary<string, Attempt[]>(StringComparer.Ordinal);
        void Add(string page, string form, string? handler, params IEnumerable<Attempt> attempts) =>
            forms[$"FORM:{form} {page}"] = [.. attempts.Select(a => a with { Handler = handler ?? form })];

        const string Submission = "/collection/submissions/{Id:guid}";
        Guid[] submissions = [other.Draft, other.HandedIn, other.Approved];
        foreach (var (form, fields) in new[]
        {
            ("workbook", Fields(("version", "1"), ("workbook", $"{other.Workbook}"))), ("fill", Fields(("version", "1"), ("do", "hand-in"), ("v.0.0.0", "1"))), ("revise", Fields()),
            ("review", Fields(("do", "return"), ("comment", "x"))),
        })
        {
            var others = submissions.Select(s => Refused($"/collection/submissions/{s}", fields));
            Add(Submission, form, null, form == "workbook" ? others.Append(Refused($"/collection/submissions/{other.OwnDraft}", fields) with { Only = Roles.Reporter }) : others);
        }

        var (task, path) = ($"/collection/tasks/{other.Task}", "/collection/tasks/{Id:guid}");
        Add(path, "publish-", "publish-" + other.Period, Refused(task, Fields()));
        Add(path, "shut-", "shut-" + other.Period, Refused(task, Fields()));
        Add(path, "members", null, Refused(task, Fields(("usccs", ReportingSteps.Uscc))));
        Add(path, "start", null, Refused(task, Fields()));
        Add(path, "end", null, Refused(task, Fields()));
        Add("/collection/tasks", "create", null, Silent("/collection/tasks", Fields()));
        Add("/collection/reviews", "approve", null, Silent("/collection/reviews", Fields([.. submissions.Select(s => ("ids", $"{s}"))])));
        var template = $"/collection/templates/drafts/{other.Template}";
        foreach (var form in new[] { "checks", "general", "withdraw", "publish" })
        {
            Add("/collection/templates/drafts/{Id:guid}", form, null, Refused(template, Fields(("version", "0"), ("edition", "1"))));
        }

        Add("/collection/templates/drafts/{Id:guid}/sheets/{Index:int}", "sheet", null, Refused(template + "/sheets/1", Fields(("version", "0"))));
        Add("/collection/templates/drafts/{Id:guid}/preview", "check", null, Refused(template + "/preview", Fields()));
        Add("/collection/templates/drafts", "begin", null, Silent("/collection/templates/drafts", Fields(("code", "x y"))));
        Add(path, "move", null, Refused(task, Fields()));
        Add("/collection/reviews", "delegate", null, Silent("/collection/reviews", Fields(("to", "nobody"))));
        Add("/collection/reviews", "end-delegation", null, Refused("/collection/reviews", Fields(("delegation", $"{other.Delegation}"))));
        Add("/collection/checks/trial", "try", null, Silent($"/collection/checks/trial?task={other.Task}", Fields(("sheet", "期末指标"), ("expression", "从业人员[期末数] < 0"))));
        Add("/notices/ways", "way", null, Silent("/notices/ways", Fields()));
        Add("/notices/ways", "confirm-", $"confirm-{other.Way}", Silent("/notices/ways", Fields()));
        Add("/notices/ways/confirm", "confirm", null, Silent("/notices/ways/confirm", Fields(("token", "x"), ("password", "x"))));
        foreach (var form in new[] { "take", "try", "source", "remove" })
        {
            Add("/collection/sources/{Task:guid}/{Organisation:guid}", form, null, Refused($"/collection/sources/{other.Task}/{other.Organisation}", Fields(("kind", "Http"), ("address", "https://example.org/x"), ("pull", $"{other.Pull}"), ("version", "1"))));
        }

        var held = $"/submissions/held/{other.Held}";
        Add("/submissions/held/{Id:guid}", "decide", null, Refused(held, Fields(("decision", "refuse"), ("reason", "not to be public"))));
        return forms;
    }

    private static KeyValuePair<string, string>[] Fields(params (string Name, string Value)[] fields) => [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))];

    private static object EmptyTemplate => new { code = "x", edition = 1, content = "2", title = "x", titleEn = "", summary = "", summaryEn = "", cycle = "4", sheets = Array.Empty<object>() };

    // Must be 403 or 404.
    private static Attempt Refused(string path, object? body = null, bool form = false) => new(path, body, form, IsRefused: true);

    // May answer, but shows nothing of the other organisation's.
    private static Attempt Silent(string path, object? body = null, bool form = false) => new(path, body, form, IsRefused: false);

    private sealed record Attempt(string Path, object? Body, bool IsForm, bool IsRefused)
    {
        // The one role that has the form, where it is on a page of the own organisation.
        public string? Only { get; init; }

        // The name of the form on the page.
        public string? Handler { get; init; }

        // An answer may repeat what the question said.
        public bool Says(string text) => Path.Contains(text, StringComparison.OrdinalIgnoreCase) || (Body is not null && JsonSerializer.Serialize(Body).Contains(text, StringComparison.OrdinalIgnoreCase));

        public HttpRequestMessage ToRequest(string method, string token) => method.StartsWith("FORM", StringComparison.Ordinal)
            ? new(HttpMethod.Post, Path)
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("_handler", Handler ?? method[5..]), KeyValuePair.Create("__RequestVerificationToken", token), .. (KeyValuePair<string, string>[])Body!]),
            }
            : new(new HttpMethod(method), Path)
            {
                Content = Body is not null ? JsonContent.Create(Body) : IsForm ? new FormUrlEncodedContent([KeyValuePair.Create("x", "y")]) : null,
            };
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    // Either a name, or an expression that begins with a text.
    [GeneratedRegex("@formname=\"(?:@\\(\\$?\")?(?<name>[^\"{]+)[\"{]", RegexOptions.ExplicitCapture)]
    private static partial Regex FormName();
}

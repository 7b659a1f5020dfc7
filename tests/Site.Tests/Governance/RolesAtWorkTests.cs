using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Governance;

// Goal: every role gets what it is permitted and nothing else, on every route, those of later modules included. Method: the node
// tells its own routes with the permission each needs and what each role permits; one person per role
// calls every one of them.
public sealed partial class RolesAtWorkTests(PeopledNode peopled) : IClassFixture<PeopledNode>
{
    private static readonly string[] Administrators = ["sysadmin", "secadmin", "auditor"];

    [Fact]
    public async Task A_route_that_needs_a_permission_refuses_every_role_without_it()
    {
        var roles = (await peopled.Node.GetAsync("/api/v1/governance/roles")).EnumerateArray()
            .ToDictionary(r => r.GetProperty("role").GetString()!, r => r.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()!).ToHashSet());
        var routes = Guarded().ToList();
        Assert.True(routes.Count > 25, $"Only {routes.Count} routes need a permission: have they been found?");
        foreach (var (method, path, permission) in routes)
        {
            using (var nobody = await CallAsync(peopled.Node.Anyone, method, path))
            {
                Assert.True(nobody.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect, $"nobody {method} {path}: {nobody.StatusCode}");
            }

            foreach (var (role, client) in peopled.People)
            {
                if (permission is not null && !roles[role].Contains(permission))
                {
                    using var answer = await CallAsync(client, method, path);
                    Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{role} {method} {path}: {answer.StatusCode}");
                }
            }
        }
    }

    [Fact]
    public async Task No_two_administrators_can_do_the_same()
    {
        var roles = (await peopled.Node.GetAsync("/api/v1/governance/roles")).EnumerateArray().ToDictionary(
            r => r.GetProperty("role").GetString()!, r => r.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()!).Where(p => p != "governance.people").ToHashSet());
        Assert.All(Administrators, a => Assert.NotEmpty(roles[a]));
        Assert.Empty(roles["sysadmin"].Intersect(roles["secadmin"]).Concat(roles["sysadmin"].Intersect(roles["auditor"])).Concat(roles["secadmin"].Intersect(roles["auditor"])));
    }

    [Fact]
    public async Task Accounts_are_opened_granted_and_audited_by_three_people()
    {
        var (system, security, auditor) = (peopled.People["sysadmin"], peopled.People["secadmin"], peopled.People["auditor"]);
        using var opened = await system.PostAsJsonAsync("/api/v1/governance/people", new { name = "newcomer", fullName = "测试", email = "newcomer@example.org" });
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var id = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        using var granted = await security.PostAsJsonAsync("/api/v1/governance/grants", new { personId = id, role = "auditor", region = "330000" });
        Assert.Equal(HttpStatusCode.Created, granted.StatusCode);
        using var second = await security.PostAsJsonAsync("/api/v1/governance/grants", new { personId = id, role = "sysadmin" });
        Assert.Equal("grant.two-administrators", (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        // Contact data is for whoever opens accounts, and that it was read is in the trail.
        Assert.Equal("newcomer@example.org", (await system.GetFromJsonAsync<JsonElement>($"/api/v1/governance/people/{id}")).GetProperty("email").GetString());
        Assert.Equal(JsonValueKind.Null, (await security.GetFromJsonAsync<JsonElement>($"/api/v1/governance/people/{id}")).GetProperty("email").ValueKind);
        var trail = await auditor.GetFromJsonAsync<JsonElement>($"/api/v1/governance/audit?subject=account:{id}");
        Assert.Equal(
            ["AccountOpened", "PersonalDataRead", "RecoveryLinkIssued", "RoleGranted"],
            trail.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("action").GetString()).Order(StringComparer.Ordinal));
        var lines = (await auditor.GetStringAsync("/api/v1/governance/audit/export.ndjson")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, l => l.Contains("\"action\":\"RoleGranted\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_form_of_the_sign_in_page_needs_its_token_and_tells_nothing_about_names()
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = peopled.Node.Anyone.BaseAddress };
        using var bare = await browser.PostAsync("/sign-in", Form(("name", "operator"), ("password", peopled.Passwords["operator"])));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);

        var token = Token().Match(await browser.GetStringAsync("/sign-in")).Groups["value"].Value;
        var answers = new List<string>();
        foreach (var name in new[] { "operator", "nobody-of-this-name" })
        {
            using var wrong = await browser.PostAsync("/sign-in", Form(("name", name), ("password", "wrong"), ("__RequestVerificationToken", token)));
            answers.Add(wrong.Headers.Location!.OriginalString);
        }

        Assert.Single(answers.Distinct());
        using var right = await browser.PostAsync("/sign-in", Form(("name", "operator"), ("password", peopled.Passwords["operator"]), ("return", "/governance/account"), ("__RequestVerificationToken", token)));
        Assert.Equal("/governance/account", right.Headers.Location!.OriginalString);
        Assert.Contains("operator", await browser.GetStringAsync("/governance/account"));
    }

    [Fact]
    public async Task The_demonstration_tells_the_same_accounts_at_every_start_and_keeps_them_to_its_owner()
    {
        Assert.Equal(8, peopled.Passwords.Values.Distinct().Count());
        var file = Path.Combine(peopled.Node.Folder.Settings.KeyFolder, "demonstration-accounts.json");
        Assert.Equal(peopled.Passwords.OrderBy(p => p.Key), JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file))!.OrderBy(p => p.Key));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    // Every route and page of the composed program that is not open to everybody, with the permission it states.
    private static IEnumerable<(string Method, string Path, string? Permission)> Guarded() => PeopledNode.Routes
        .Where(r => !r.IsOpen)
        .Select(r => (r.Method, Placeholder().Replace(r.Path, m => m.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString() : m.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "nothing"), r.Permission));

    private static Task<HttpResponseMessage> CallAsync(HttpClient client, string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not ("GET" or "DELETE"))
        {
            request.Content = path.StartsWith("/api/", StringComparison.Ordinal) ? JsonContent.Create(new { }) : Form(("x", "y"));
        }

        return client.SendAsync(request);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}

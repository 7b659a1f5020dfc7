using System.Net;
using System.Text.RegularExpressions;

namespace Gongxin.Site.Tests.Governance;

// What a browser does without script: keeps cookies, follows redirects where a test wants it, sends the forms of pages with their
// hidden fields.
internal sealed partial class Browser(Uri site) : IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site };

    public Task<HttpResponseMessage> GetAsync(string address) => _client.GetAsync(address);

    public async Task<string> TextAsync(string address)
    {
        using var answer = await GetAsync(address);
        return await answer.Content.ReadAsStringAsync();
    }

    // Where the last redirect leads that stays on the site and is not one of the way to the identity service and back.
    public async Task<string> FollowAsync(string address, List<string>? seen = null)
    {
        for (var i = 0; i < 10; i++)
        {
            using var answer = await GetAsync(address);
            if (answer.StatusCode is not HttpStatusCode.Redirect)
            {
                return address;
            }

            address = answer.Headers.Location!.ToString();
            seen?.Add(address);
        }

        throw new InvalidOperationException($"Too many redirects: {address}");
    }

    // The form of a page that has this in its markup, e.g. its handler; fields that the page hides are sent along.
    public async Task<(HttpStatusCode Status, string Text)> SubmitAsync(string page, string mark, params (string Name, string Value)[] fields)
    {
        var text = await TextAsync(page);
        var form = Form().Matches(text).Select(m => m.Value).FirstOrDefault(f => f.Contains($"\"{mark}", StringComparison.Ordinal));
        Assert.True(form is not null, $"{page} has no form {mark}: {text}");
        var target = Action().Match(form) is { Success: true } action ? WebUtility.HtmlDecode(action.Groups["to"].Value) : page;
        var hidden = Hidden().Matches(form).Select(m => KeyValuePair.Create(m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)));
        using var body = new FormUrlEncodedContent([.. hidden, .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        using var answer = await _client.PostAsync(target, body);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<bool> IsSignedInAsync()
    {
        using var answer = await GetAsync("/api/v1/governance/people/me");
        return answer.StatusCode is HttpStatusCode.OK;
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("^<form [^>]*action=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\"( value=\"(?<value>[^\"]*)\")?", RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Gongxin.Fixtures;
using Gongxin.Kernel.Ledger;
using Gongxin.Modules.Tests.Ledger;

namespace Gongxin.Modules.Tests.Governance;

// Goal: a person sees what the ledger holds and has a proof judged in plain words, in both languages, without script.
public sealed partial class LedgerPagesTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_page_shows_checkpoint_newest_entries_and_keys(Engine engine)
    {
        var (node, site) = await ServeAsync(engine);
        await using var _1 = site;

        var page = await ReadAsync(site, "/ledger?lang=en");

        var checkpoint = (await node.ReadAsync(l => l.CheckpointAsync(Ct)))!;
        Assert.Contains("<h1>Ledger</h1>", page, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(checkpoint.Root), page, StringComparison.Ordinal);
        Assert.Contains("href=\"/ledger/30\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/ledger/10\"", page, StringComparison.Ordinal);
        Assert.Contains((await node.ReadAsync(l => l.KeysAsync(Ct))).Current!.ShortId, page, StringComparison.Ordinal);
        Assert.Contains("<h1>公信账本</h1>", await ReadAsync(site, "/ledger"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_start_the_page_says_so()
    {
        await using var site = await LedgerSite.StartAsync(await databases.NewNodeAsync(Engine.Sqlite));

        Assert.Contains("The ledger is empty.", await site.Client.GetStringAsync("/ledger?lang=en", Ct), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_entry_has_a_page(Engine engine)
    {
        var (_, site) = await ServeAsync(engine);
        await using var _1 = site;

        var page = await ReadAsync(site, "/ledger/7?lang=en");

        Assert.Contains("<h1>Entry 7</h1>", page, StringComparison.Ordinal);
        Assert.Contains("\"title\": \"公示\"", page, StringComparison.Ordinal);
        Assert.Contains("/api/v1/ledger/entries/7/proof", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync("/ledger/31", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_number_leads_to_its_entry()
    {
        var (_, site) = await ServeAsync(Engine.Sqlite);
        await using var _1 = site;

        var found = await site.Client.GetAsync("/ledger?number=+12&lang=en", Ct);
        var missed = await ReadAsync(site, "/ledger?number=31&lang=en");

        Assert.Equal("/ledger/12", found.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("There is no entry 31. The newest has number 30.", missed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_proof_is_judged_in_words()
    {
        var (node, site) = await ServeAsync(Engine.Sqlite);
        await using var _1 = site;
        var proof = (await node.ReadAsync(l => l.ProofAsync(7, Ct)))!;
        var leaf = LedgerProof.TryParse(Encoding.UTF8.GetBytes(proof))!.Leaf;
        byte[] otherLeaf = [.. leaf];
        otherLeaf[^3] ^= 1;
        var changed = proof.Replace(Convert.ToBase64String(leaf), Convert.ToBase64String(otherLeaf), StringComparison.Ordinal);

        Assert.Contains("Entry 7 stands, exactly as shown below", await SubmitAsync(site, ("proof", proof.ReplaceLineEndings("\r\n"))), StringComparison.Ordinal);
        Assert.Contains("thing:6", await SubmitAsync(site, ("proof", "  " + proof.TrimEnd())), StringComparison.Ordinal);
        Assert.Contains("The proof does not hold", await SubmitAsync(site, ("proof", changed)), StringComparison.Ordinal);
        Assert.Contains("This is not a proof", await SubmitAsync(site, ("proof", "hello")), StringComparison.Ordinal);
        Assert.Contains("Paste a proof or choose a file.", await SubmitAsync(site, ("proof", " ")), StringComparison.Ordinal);
        Assert.Contains("The proof is good", await SubmitAsync(site, ("file", proof)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_public_has_a_page_that_does_not_tell()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await node.QueueAsync(1, Audience.Government);
        await node.IntegrateAsync();
        await using var site = await LedgerSite.StartAsync(node);

        var page = await site.Client.GetStringAsync("/ledger/1?lang=en", Ct);

        Assert.Contains("is not public", page, StringComparison.Ordinal);
        Assert.DoesNotContain("thing:0", page + await site.Client.GetStringAsync("/ledger", Ct), StringComparison.Ordinal);
    }

    private async Task<(TestNode Node, LedgerSite Site)> ServeAsync(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(30);
        return (node, await LedgerSite.StartAsync(node));
    }

    private static async Task<string> ReadAsync(LedgerSite site, string path) =>
        WebUtility.HtmlDecode(await site.Client.GetStringAsync(path, Ct));

    private static async Task<string> SubmitAsync(LedgerSite site, (string Name, string Value) field)
    {
        var page = await site.Client.GetStringAsync("/ledger?lang=en", Ct);
        using var form = new MultipartFormDataContent();
        foreach (Match hidden in HiddenField().Matches(page))
        {
            form.Add(new StringContent(WebUtility.HtmlDecode(hidden.Groups["value"].Value)), hidden.Groups["name"].Value);
        }

        if (field.Name == "file")
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(field.Value)), field.Name, "entry-7.tlog-proof");
        }
        else
        {
            form.Add(new StringContent(field.Value), field.Name);
        }

        var answer = await site.Client.PostAsync("/ledger?lang=en", form, Ct);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return text;
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)"\s*/?>""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HiddenField();
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Gongxin.Catalogue.Facades.OaiPmh;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Fixtures;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Modules.Tests.Catalogue.Facades;

// Goal: a harvester of the Open Archives protocol gets every change once and hears of what is gone; a request that breaks a rule
// gets the rule's code. Method: the protocol's requests on both engines.
public sealed class OaiTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task All_six_verbs_answer(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("cities", "n\n1\n", about: new() { Title = "城市 & <县>", Provider = "统计局", Theme = "09", Licence = "MIT" });

        var identify = (await AskAsync(node, "verb=Identify")).Element(Oai + "Identify")!;
        Assert.Equal(("2.0", "persistent", "YYYY-MM-DDThh:mm:ssZ"), (identify.Element(Oai + "protocolVersion")!.Value, identify.Element(Oai + "deletedRecord")!.Value, identify.Element(Oai + "granularity")!.Value));
        Assert.Equal(["oai_dc", "dcat"], (await AskAsync(node, "verb=ListMetadataFormats")).Descendants(Oai + "metadataPrefix").Select(e => e.Value));
        Assert.Contains("theme:09", (await AskAsync(node, "verb=ListSets")).Descendants(Oai + "setSpec").Select(e => e.Value));
        var header = Assert.Single((await AskAsync(node, "verb=ListIdentifiers&metadataPrefix=oai_dc&set=theme:09")).Descendants(Oai + "header"));
        var identifier = header.Element(Oai + "identifier")!.Value;
        Assert.StartsWith("oai:data.example:", identifier);

        var record = (await AskAsync(node, "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + identifier)).Element(Oai + "GetRecord")!.Element(Oai + "record")!;
        Assert.Equal("城市 & <县>", record.Descendants(Dc + "title").First().Value);
        Assert.Contains("https://data.example/datasets/cities", record.Descendants(Dc + "identifier").Select(e => e.Value));
        var dcat = Assert.Single((await AskAsync(node, "verb=ListRecords&metadataPrefix=dcat")).Descendants(Oai + "metadata"));
        XNamespace ns = "http://www.w3.org/ns/dcat#";
        Assert.Equal(7, dcat.Descendants(ns + "Distribution").Count());
        var formats = (await AskAsync(node, "verb=ListMetadataFormats&identifier=" + identifier)).Descendants(Oai + "metadataFormat");
        Assert.Equal(2, formats.Count());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_list_is_resumed_until_its_end_and_what_changes_meanwhile_is_for_the_next(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        for (var i = 0; i < 105; i++)
        {
            await node.PublishAsync($"set-{i:000}", $"n\n{i}\n");
        }

        var first = await AskAsync(node, "verb=ListIdentifiers&metadataPrefix=oai_dc");
        var token = first.Descendants(Oai + "resumptionToken").Single();
        Assert.Equal(("105", "0"), ((string?)token.Attribute("completeListSize"), (string?)token.Attribute("cursor")));
        node.Clock.Now += TimeSpan.FromHours(1);
        await node.PublishAsync("set-104", "n\n999\n");
        await node.PublishAsync("late", "n\n1\n");
        var second = await AskAsync(node, "verb=ListIdentifiers&resumptionToken=" + token.Value);
        Assert.Equal(4, second.Descendants(Oai + "header").Count());
        Assert.Equal("", second.Descendants(Oai + "resumptionToken").Single().Value);
        var met = first.Descendants(Oai + "identifier").Concat(second.Descendants(Oai + "identifier")).Select(e => e.Value).ToList();
        Assert.Equal((104, 104), (met.Count, met.Distinct().Count()));

        var since = node.Clock.Now.UtcDateTime.AddMinutes(-5).ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Equal(2, (await AskAsync(node, "verb=ListIdentifiers&metadataPrefix=oai_dc&from=" + since)).Descendants(Oai + "header").Count());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_was_withdrawn_is_a_deleted_record_for_ever(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("gone", "n\n1\n");
        var identifier = (await AskAsync(node, "verb=ListIdentifiers&metadataPrefix=oai_dc")).Descendants(Oai + "identifier").Single().Value;
        node.Clock.Now += TimeSpan.FromDays(2);
        await node.AskAsync<WithdrawData, WithdrawalView>(w => w.WithdrawAsync("gone", null, "error", "数据有误，请勿使用。", Ct));

        var since = node.Clock.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var query in new[] { "verb=ListRecords&metadataPrefix=dcat&from=" + since, "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + identifier })
        {
            var record = Assert.Single((await AskAsync(node, query)).Descendants(Oai + "record"));
            Assert.Equal(("deleted", identifier), ((string?)record.Element(Oai + "header")!.Attribute("status"), record.Descendants(Oai + "identifier").Single().Value));
            Assert.Null(record.Element(Oai + "metadata"));
        }
    }

    [Theory]
    [InlineData("", "badVerb")]
    [InlineData("verb=Delete", "badVerb")]
    [InlineData("verb=Identify&verb=Identify", "badVerb")]
    [InlineData("verb=Identify&from=2024-01-01", "badArgument")]
    [InlineData("verb=ListRecords", "badArgument")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01&until=2024-01-01T00:00:00Z", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-01&until=2024-01-01", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument")]
    [InlineData("verb=ListRecords&resumptionToken=x", "badResumptionToken")]
    [InlineData("verb=ListSets&resumptionToken=x", "badResumptionToken")]
    [InlineData("verb=ListRecords&resumptionToken=", "badResumptionToken")]
    [InlineData("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat")]
    [InlineData("verb=GetRecord&metadataPrefix=marc&identifier=x", "cannotDisseminateFormat")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier=x", "idDoesNotExist")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:data.example:01a21472-c8a9-7b8b-a1b1-a53dd6db8080", "idDoesNotExist")]
    [InlineData("verb=ListMetadataFormats&identifier=oai:elsewhere:1", "idDoesNotExist")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=theme:99", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=%00", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc", "noRecordsMatch")]
    public async Task A_broken_rule_has_its_code(string query, string code)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, Engine.Sqlite);
        Assert.Equal(code, (string?)(await AskAsync(node, query)).Element(Oai + "error")?.Attribute("code"));
    }

    private static Task<XElement> AskAsync(CatalogueNode node, string query) => node.AskAsync<OaiAnswers, XElement>(async oai =>
    {
        var http = new DefaultHttpContext();
        http.Request.Method = HttpMethods.Get;
        http.Request.Scheme = "https";
        http.Request.Host = new HostString("data.example");
        http.Request.QueryString = new QueryString("?" + query);
        var answer = await oai.AnswerAsync(http.Request, Ct);
        return XDocument.Parse(Encoding.UTF8.GetString(answer.Span)).Root!;
    });
}

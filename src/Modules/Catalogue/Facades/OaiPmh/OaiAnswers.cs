using Gongxin.Kernel.Text;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Facades.Atom;
using Gongxin.Catalogue.Facades.Dcat;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.OaiPmh;

// /oai: the Open Archives protocol for metadata harvesting 2.0, all six verbs. Records are datasets by their last change; those
// that were withdrawn stay as deleted records for ever.
internal sealed class OaiAnswers(RecordReads records, ChangeReads changes, PlatformSettings settings, DcatCatalogues catalogues, TimeProvider clock)
{
    private const int PageSize = 100;
    private const string NoMail = "contact-not-set@invalid";
    private const string Title = "公信数据目录";

    public async Task<ReadOnlyMemory<byte>> AnswerAsync(HttpRequest http, CancellationToken ct)
    {
        var site = SiteAddress.Of(http);
        var given = HttpMethods.IsPost(http.Method) && http.HasFormContentType ? await http.ReadFormAsync(ct) : (IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>>)http.Query;
        OaiRequest? request = null;
        try
        {
            request = OaiRequest.Parse(given);
            using var xml = new OaiXml();
            xml.Begin(Now, site.Root + "/oai", request);
            await WriteAsync(xml, request, site, http.Host.Host, ct);
            return xml.End().ToArray();
        }
        catch (OaiError error)
        {
            // Arguments that are wrong are not repeated.
            using var xml = new OaiXml();
            xml.Begin(Now, site.Root + "/oai", error.Code is OaiError.BadVerb or OaiError.BadArgument ? null : request);
            xml.Error(error);
            return xml.End().ToArray();
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private Task WriteAsync(OaiXml xml, OaiRequest request, SiteAddress site, string authority, CancellationToken ct) => request.Verb switch
    {
        "Identify" => IdentifyAsync(xml, site, ct),
        "ListMetadataFormats" => FormatsAsync(xml, request, authority, ct),
        "ListSets" => SetsAsync(xml, request),
        "GetRecord" => RecordAsync(xml, request, site, authority, ct),
        _ => ListAsync(xml, request, site, authority, ct),
    };

    private async Task IdentifyAsync(OaiXml xml, SiteAddress site, CancellationToken ct)
    {
        xml.Open("Identify");
        xml.Text("repositoryName", settings.SiteName is { Length: > 0 } name ? name : Title);
        xml.Text("baseURL", site.Root + "/oai");
        xml.Text("protocolVersion", "2.0");
        xml.Text("adminEmail", ContactPoint.MailOf(settings) ?? NoMail);
        xml.Text("earliestDatestamp", Instants.Second(await changes.EarliestAsync(ct)));
        xml.Text("deletedRecord", "persistent");
        xml.Text("granularity", "YYYY-MM-DDThh:mm:ssZ");
        xml.Close();
    }

    private async Task FormatsAsync(OaiXml xml, OaiRequest request, string authority, CancellationToken ct)
    {
        if (request.Argument("identifier") is { } identifier)
        {
            await FindAsync(identifier, authority, ct);
        }

        xml.Open("ListMetadataFormats");
        Format(OaiRequest.DublinCore, "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OaiXml.DublinCoreSpace);
        Format(OaiRequest.Dcat, "http://www.openarchives.org/OAI/2.0/rdf.xsd", OaiXml.DcatSpace);
        xml.Close();

        void Format(string prefix, string schema, string space)
        {
            xml.Open("metadataFormat");
            xml.Text("metadataPrefix", prefix);
            xml.Text("schema", schema);
            xml.Text("metadataNamespace", space);
            xml.Close();
        }
    }

    private static Task SetsAsync(OaiXml xml, OaiRequest request)
    {
        if (request.Argument("resumptionToken") is not null)
        {
            throw new OaiError(OaiError.BadResumptionToken, "the list of sets is whole");
        }

        xml.Open("ListSets");
        foreach (var code in Themes.All)
        {
            xml.Open("set");
            xml.Text("setSpec", OaiRequest.SetPrefix + code);
            xml.Text("setName", string.Join(" / ", Themes.NamesOf(code)));
            xml.Close();
        }

        xml.Close();
        return Task.CompletedTask;
    }

    private async Task RecordAsync(OaiXml xml, OaiRequest request, SiteAddress site, string authority, CancellationToken ct)
    {
        var prefix = request.Prefix();
        var entry = await FindAsync(request.Argument("identifier")!, authority, ct);
        xml.Open("GetRecord");
        xml.Record(entry, authority, prefix, catalogues.At(site), site);
        xml.Close();
    }

    private async Task ListAsync(OaiXml xml, OaiRequest request, SiteAddress site, string authority, CancellationToken ct)
    {
        var token = request.Argument("resumptionToken") is { } text ? ResumptionToken.Parse(text) : null;
        var prefix = token?.Prefix ?? request.Prefix();
        var window = token?.Window ?? await BoundedAsync(request.Window(), ct);
        var entries = await changes.AfterAsync(window, token?.After, PageSize + 1, ct);
        if (entries.Count == 0 && token is null)
        {
            throw new OaiError(OaiError.NoRecordsMatch, "nothing changed then and there");
        }

        var catalogue = catalogues.At(site);
        xml.Open(request.Verb);
        foreach (var entry in entries.Take(PageSize))
        {
            if (request.Verb == "ListIdentifiers")
            {
                xml.Header(entry, authority, entry.Record?.Theme);
            }
            else
            {
                xml.Record(entry, authority, prefix, catalogue, site);
            }
        }

        var told = token?.Told ?? 0;
        if (token is not null || entries.Count > PageSize)
        {
            var last = entries.Take(PageSize).LastOrDefault();
            var next = entries.Count > PageSize ? new ResumptionToken(prefix, window, new ChangePlace(last!.At, last.Slug), told + PageSize) : null;
            xml.Resumption(next, told, told + await RemainingAsync(window, token?.After, ct));
        }

        xml.Close();
    }

    // A list ends where the catalogue stood when it began; what changes later is for the next harvest.
    private async Task<ChangeWindow> BoundedAsync(ChangeWindow window, CancellationToken ct)
    {
        var newest = (await records.StateAsync(ct)).ModifiedAt ?? DateTime.UnixEpoch;
        return window with { From = RecordReads.BeforeUnderWay(window.From), To = window.To < newest ? window.To : newest };
    }

    private async Task<int> RemainingAsync(ChangeWindow window, ChangePlace? after, CancellationToken ct) => await changes.CountAsync(window, after, ct);

    private async Task<FeedEntry> FindAsync(string identifier, string authority, CancellationToken ct)
    {
        var beginning = $"oai:{authority}:";
        return identifier.StartsWith(beginning, StringComparison.Ordinal) && Guid.TryParse(identifier[beginning.Length..], out var id)
            && await changes.FindAsync(id, ct) is { } entry
                ? entry
                : throw new OaiError(OaiError.IdDoesNotExist, $"there is no {identifier}");
    }
}

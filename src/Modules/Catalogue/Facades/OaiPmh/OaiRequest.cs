using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gongxin.Catalogue.Facades.OaiPmh;

// A request that keeps the protocol's rules (OAI-PMH 2.0 §3, §4); OaiError says which rule another one breaks.
internal sealed record OaiRequest(string Verb, IReadOnlyDictionary<string, string> Arguments)
{
    public const string DublinCore = "oai_dc";
    public const string Dcat = "dcat";
    public const string SetPrefix = "theme:";

    private static readonly Dictionary<string, (string[] Needed, string[] Optional)> Verbs = new(StringComparer.Ordinal)
    {
        ["Identify"] = ([], []),
        ["ListMetadataFormats"] = ([], ["identifier"]),
        ["ListSets"] = ([], ["resumptionToken"]),
        ["ListIdentifiers"] = (["metadataPrefix"], ["from", "until", "set"]),
        ["ListRecords"] = (["metadataPrefix"], ["from", "until", "set"]),
        ["GetRecord"] = (["identifier", "metadataPrefix"], []),
    };

    public static OaiRequest Parse(IEnumerable<KeyValuePair<string, StringValues>> given)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in given)
        {
            if (values.Count != 1)
            {
                throw name == "verb" ? new OaiError(OaiError.BadVerb, "verb is repeated") : new OaiError(OaiError.BadArgument, $"{name} is repeated");
            }

            arguments[name] = values[0] ?? "";
        }

        if (!arguments.Remove("verb", out var verb) || !Verbs.TryGetValue(verb, out var rule))
        {
            throw new OaiError(OaiError.BadVerb, "verb is none of Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords, GetRecord");
        }

        var isResumed = verb.StartsWith("List", StringComparison.Ordinal) && verb != "ListMetadataFormats" && arguments.ContainsKey("resumptionToken");
        if (isResumed && arguments.Count > 1)
        {
            throw new OaiError(OaiError.BadArgument, "resumptionToken stands alone");
        }

        if (!isResumed)
        {
            foreach (var name in arguments.Keys.Where(name => !rule.Needed.Contains(name) && !rule.Optional.Contains(name)))
            {
                throw new OaiError(OaiError.BadArgument, $"{name} is no argument of {verb}");
            }

            foreach (var name in rule.Needed.Where(name => !arguments.TryGetValue(name, out var value) || value.Length == 0))
            {
                throw new OaiError(OaiError.BadArgument, $"{name} is missing");
            }
        }

        return new OaiRequest(verb, arguments);
    }

    public string? Argument(string name) => Arguments.GetValueOrDefault(name);

    public string Prefix() => Argument("metadataPrefix") is DublinCore or Dcat
        ? Argument("metadataPrefix")!
        : throw new OaiError(OaiError.CannotDisseminateFormat, $"metadataPrefix is none of {DublinCore}, {Dcat}");

    // What a list is about. "until" has seconds, and includes the whole of its second.
    public ChangeWindow Window()
    {
        var (from, fromIsDay) = Instant("from");
        var (until, untilIsDay) = Instant("until");
        if (from is not null && until is not null && (fromIsDay != untilIsDay || from > until))
        {
            throw new OaiError(OaiError.BadArgument, "from and until are of different granularity, or from is after until");
        }

        var last = until is not { } end ? DateTime.MaxValue : untilIsDay ? end.AddDays(1).AddTicks(-1) : end.AddSeconds(1).AddTicks(-1);
        return new ChangeWindow(from ?? DateTime.MinValue, last, Theme());
    }

    private string? Theme()
    {
        if (Argument("set") is not { } set)
        {
            return null;
        }

        var code = set.StartsWith(SetPrefix, StringComparison.Ordinal) ? set[SetPrefix.Length..] : "";
        return Themes.IsKnown(code) ? code : throw new OaiError(OaiError.NoRecordsMatch, $"there is no set {set}");
    }

    private (DateTime? At, bool IsDay) Instant(string name)
    {
        if (Argument(name) is not { } text)
        {
            return (null, false);
        }

        const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var day) && day.Year < 9999)
        {
            return (day, true);
        }

        return DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture, Utc, out var second) && second.Year < 9999
            ? (second, false)
            : throw new OaiError(OaiError.BadArgument, $"{name} is neither YYYY-MM-DD nor YYYY-MM-DDThh:mm:ssZ");
    }
}

// A rule of the protocol that a request breaks: the answer is a success of HTTP with this code inside.
internal sealed class OaiError(string code, string text) : Exception(text)
{
    public const string BadVerb = "badVerb";
    public const string BadArgument = "badArgument";
    public const string BadResumptionToken = "badResumptionToken";
    public const string CannotDisseminateFormat = "cannotDisseminateFormat";
    public const string IdDoesNotExist = "idDoesNotExist";
    public const string NoRecordsMatch = "noRecordsMatch";
    public const string NoMetadataFormats = "noMetadataFormats";
    public const string NoSetHierarchy = "noSetHierarchy";

    public string Code { get; } = code;
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Taking;

// What a checked row says, with what the rules make of it. A rule may refuse the row.
internal sealed class FactsOfRow(RulingOfRow rulings)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public RecordFacts Of(RowReading row, SubjectId subject)
    {
        var (kind, parts) = (row.Template.Kind, row.Template.Parts);
        var ruling = rulings.Of(row);
        var name = row[parts.Name]!;
        var json = JsonSerializer.Serialize(Kept(row), Plain);
        return new(
            subject, RecordId.Of(kind, row[parts.AuthorityCode]!, row[parts.Number]!, subject), kind, name, CompanyName.Normal(name),
            row[parts.Uscc]!, row[parts.Number]!, row[parts.Title] ?? "", row[parts.Authority]!, row[parts.AuthorityCode]!, row.Days[parts.DecidedOn])
        {
            ValidUntil = row.DayOf(parts.ValidUntil),
            Severity = ruling.Severity,
            IsSafetyField = ruling.IsSafetyField,
            FineFen = AmountOf(row, "CF_NR_FK"),
            ConfiscatedFen = AmountOf(row, "CF_NR_WFFF"),
            IsInForce = kind is not RecordKind.Licence || row["XK_ZT"] is not ("0" or "2"),
            Window = ruling.Window,
            Scope = ruling.Scope,
            Weight = row.Template.Class.WeightBy(row.Of(row.Template.Class.WeighedBy)),
            DueOn = ruling.DueOn,
            StatedBy = row[parts.SourceCode] ?? "",
            FieldsJson = json,
            Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
        };
    }

    private static SortedDictionary<string, string> Kept(RowReading row)
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < row.Template.Fields.Count; i++)
        {
            if (row.Template.Fields[i].IsKept && row[i] is { } value)
            {
                kept[row.Template.Fields[i].Code] = value;
            }
        }

        return kept;
    }

    private static long? AmountOf(RowReading row, string field) => row.Fen.TryGetValue(field, out var fen) ? fen : null;
}

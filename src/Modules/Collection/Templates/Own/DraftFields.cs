using System.Globalization;
using Gongxin.Collection.Checks;
using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Collection.Templates.Own;

// The fields of the editor: c.N.* for columns, r.N.* for rows and k.N.* for checks. A line without a name is none, so that emptying it takes it
// away; the number in *.at says where it stands.
internal static class DraftFields
{
    public const int SpareLines = 4;

    private static readonly char[] Between = ['、', ',', '，', ';', '；'];

    public static TemplateContent Head(TemplateContent draft, IFormCollection fields) => draft with
    {
        Title = Text(fields, "title") ?? "", TitleEn = Text(fields, "title-en") ?? "", Summary = Text(fields, "summary") ?? "", SummaryEn = Text(fields, "summary-en") ?? "",
        Content = Text(fields, "content") ?? draft.Content, Cycle = Text(fields, "cycle") ?? draft.Cycle, IsSurvey = fields.ContainsKey("survey"), Marks = MarksOf(fields),
    };

    public static TemplateSheet Sheet(IFormCollection fields) => new()
    {
        Name = Text(fields, "name") ?? "", NameEn = Text(fields, "name-en") ?? "", Key = Names(fields, "key"),
        Columns =
        [
            .. Lines(fields, "c").Select(c => new TemplateColumn
            {
                Name = Text(fields, c + ".name")!, NameEn = Text(fields, c + ".en") ?? "", Type = Enum.TryParse<ColumnType>(fields[c + ".type"], out var type) ? type : ColumnType.Text,
                Unit = Text(fields, c + ".unit"), CodeList = Text(fields, c + ".list"), Required = fields.ContainsKey(c + ".required"),
                Minimum = Number(fields, c + ".min"), Maximum = Number(fields, c + ".max"), LengthMax = (int?)Number(fields, c + ".length", int.MaxValue),
            }),
        ],
        Rows = [.. Lines(fields, "r").Select(r => new TemplateRow { Name = Text(fields, r + ".name")!, NameEn = Text(fields, r + ".en") ?? "", Unit = Text(fields, r + ".unit"), Closed = Names(fields, r + ".closed") })],
    };

    public static IReadOnlyList<TemplateCheck> Checks(IFormCollection fields) =>
    [
        .. Lines(fields, "k", "expression").Select(k => new TemplateCheck
        {
            Code = Text(fields, k + ".code") ?? "", Sheet = Text(fields, k + ".sheet"), Expression = Text(fields, k + ".expression")!,
            Grade = Enum.TryParse<CheckGrade>(fields[k + ".grade"], out var grade) ? grade : CheckGrade.Explain, Message = Text(fields, k + ".message"), MessageEn = Text(fields, k + ".message-en"),
        }),
    ];

    public static int Version(IFormCollection fields) => int.TryParse(fields["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    // Where lines were given the same place they stay as they were.
    private static IEnumerable<string> Lines(IFormCollection fields, string kind, string needed = "name") => fields.Keys
        .Where(k => k.StartsWith(kind + ".", StringComparison.Ordinal) && k.EndsWith("." + needed, StringComparison.Ordinal) && Text(fields, k) is not null)
        .Select(k => k[..^(needed.Length + 1)])
        .Select(l => (Line: l, Number: int.TryParse(l.AsSpan(kind.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue))
        .OrderBy(l => Number(fields, l.Line + ".at") ?? l.Number + 1).ThenBy(l => l.Number).Select(l => l.Line);

    private static SurveyMarks? MarksOf(IFormCollection fields) =>
        DateOnly.TryParseExact(fields["marks-valid"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var valid)
        || Text(fields, "marks-number") is not null || Text(fields, "marks-issuer") is not null || Text(fields, "marks-approval") is not null
            ? new SurveyMarks(Text(fields, "marks-number") ?? "", Text(fields, "marks-issuer") ?? "", Text(fields, "marks-approval") ?? "", valid)
            : null;

    private static string[] Names(IFormCollection fields, string name) => (Text(fields, name) ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Text(IFormCollection fields, string name) => fields[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static decimal? Number(IFormCollection fields, string name, decimal max = decimal.MaxValue) =>
        decimal.TryParse(fields[name], NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number <= max && number >= -max ? number : null;
}

using System.Globalization;
using Gongxin.Standards.Rules;
using Gongxin.Ui.Words;
using Microsoft.Extensions.Localization;

namespace Gongxin.Standards.Deadlines;

// A rule's period and validity in words.
internal static class PeriodWords
{
    // The key names every case, so that each language can order its words: Period.after.at_most.day.working.
    public static string Of(IStringLocalizer text, RuleView rule)
    {
        var days = rule.Unit == "day" ? "." + rule.DayKind : "";
        var key = $"Period.{rule.Direction}.{rule.Bound}.{rule.Unit}{days}";
        string words = text[rule.Value == "1" ? key + ".one" : key, rule.Value];
        return rule.Extension > 0 ? words + text["Period.Extension", rule.Extension.ToString(CultureInfo.InvariantCulture)] : words;
    }

    public static string Validity(IStringLocalizer text, RuleView rule) => (rule.ValidFrom, rule.ValidTo) switch
    {
        (null, null) => text["Validity.NotRecorded"],
        ({ } from, null) => text["Validity.Since", Format.Date(from)],
        (null, { } to) => text["Validity.Until", Format.Date(to)],
        ({ } from, { } to) => text["Validity.Between", Format.Date(from), Format.Date(to)],
    };
}

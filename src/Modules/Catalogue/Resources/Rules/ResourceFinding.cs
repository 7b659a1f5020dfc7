using System.Globalization;
using System.Resources;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Resources.Rules;

// One thing that a resource does not meet: the field (as in the content: "name", "items[2].dataType"), a stable code, what was
// written, and what the message needs.
internal sealed record ResourceFinding(string Field, string Code, string? Text = null, params string[] Args)
{
    // The row of an imported file, and whether the platform or the law asks for it.
    public long? Row { get; init; }
    public ResourceRule? Rule { get; init; }
}

// A finding in the reader's language.
public sealed record ResourceFindingView(long? Row, string? Column, string Field, string Code, string Message, string? Text, string? LegalBasis)
{
    internal static IReadOnlyList<ResourceFindingView> Of(IEnumerable<ResourceFinding> findings) => [.. findings.Select(Of)];

    internal static ResourceFindingView Of(ResourceFinding finding)
    {
        var culture = CultureInfo.CurrentUICulture;

        // What the reading of a file found has its texts there.
        var message = FieldNames.TextOf(finding.Code) is { } text
            ? string.Format(culture, text, [FieldNames.Of(finding.Field), .. finding.Args])
            : FindingText.Of(new Finding(finding.Row, finding.Field, finding.Code, finding.Text, finding.Args), culture);
        return new ResourceFindingView(
            finding.Row, finding.Row is null ? null : FieldNames.ColumnOf(finding.Field), finding.Field, finding.Code, message, finding.Text,
            finding.Rule?.BasisIn(culture));
    }
}

// What fields are called: in the reader's language, and in the Chinese columns of the guide's table.
internal static class FieldNames
{
    private static readonly ResourceManager Texts = new(typeof(ResourceText));
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    public static string Of(string field) => NameOf(field, CultureInfo.CurrentUICulture);

    public static string ColumnOf(string field) => NameOf(PlainOf(field), Chinese);

    public static string? TextOf(string code) => Texts.GetString(code, CultureInfo.CurrentUICulture);

    // "items[2].dataType" is the field "item.dataType" of item 3.
    private static string NameOf(string field, CultureInfo culture)
    {
        var name = Texts.GetString("Field." + PlainOf(field), culture) ?? field;
        return IndexOf(field) is { } index ? string.Format(culture, Texts.GetString("Field.OfItem", culture)!, index + 1, name) : name;
    }

    private static string PlainOf(string field) =>
        IndexOf(field) is null ? field
        : field.IndexOf("].", StringComparison.Ordinal) is var at and > 0 ? "item." + field[(at + 2)..]
        : "item.name";

    private static int? IndexOf(string field) =>
        field.StartsWith("items[", StringComparison.Ordinal)
        && int.TryParse(field.AsSpan(6, field.IndexOf(']', StringComparison.Ordinal) - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}

using Gongxin.Collection.Workbooks.Labels;

namespace Gongxin.Collection.Workbooks.Mapping;

// A header or row by which it is known again next period: months and years stand for whichever they are, units do not count
// (they are read each time).
internal static class LabelSignature
{
    public const string OneMonth = "{month}";
    public const string Months = "{months}";
    public const string Year = "{year}";

    public static string Of(IReadOnlyList<Label> path) => string.Join('/', path.Select(Of).Where(part => part.Length > 0));

    // Whether its place changes with the period: then several columns of a table may have it.
    public static bool IsOfPeriod(string signature) => signature.Contains('{', StringComparison.Ordinal);

    private static string Of(Label label) => label.Months switch
    {
        null => label.Name,
        { IsOneMonth: true } => OneMonth + label.Name,
        { IsWholeYear: true } => Year + label.Name,
        _ => Months + label.Name,
    };
}

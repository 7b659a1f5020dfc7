using System.Text.RegularExpressions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Disclosure;

/// <summary>What a column says of a person that others can know as well.</summary>
internal enum QuasiKind
{
    Region,
    PostCode,
    Birth,
    Sex,
    Profession,
    Ethnicity,
}

/// <summary>
/// Recognises columns by which a person can be found again when several of them are known: by the words of the header, and where these say
/// nothing by the values. Regions are said of anything, so that a table is one of persons only when two columns say something else.
/// </summary>
internal static partial class QuasiIdentifiers
{
    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int WaitMax = 1000;

    private static readonly HashSet<string> Sexes = new(StringComparer.OrdinalIgnoreCase) { "男", "女", "男性", "女性", "male", "female", "m", "f", "未知", "未说明" };

    public static QuasiKind? KindOf(ColumnSchema column, ColumnQuality quality)
    {
        var name = column.Title is null ? column.Name : column.Name + " " + column.Title;
        if (Figures().IsMatch(name) || column.Type is ColumnType.Boolean or ColumnType.Number || (column.Type is ColumnType.Decimal && column.Scale > 0))
        {
            return null;
        }

        return Birth().IsMatch(name) ? QuasiKind.Birth
            : Sex().IsMatch(name) ? QuasiKind.Sex
            : Ethnicity().IsMatch(name) ? QuasiKind.Ethnicity
            : Profession().IsMatch(name) ? QuasiKind.Profession
            : PostCode().IsMatch(name) ? QuasiKind.PostCode
            : Region().IsMatch(name) ? QuasiKind.Region
            : ByValues(quality.TopValues);
    }

    public static bool IsOfPersons(QuasiKind kind) => kind is not (QuasiKind.Region or QuasiKind.PostCode);

    public static bool CountsPersons(ColumnSchema column) => column.Type is ColumnType.Integer && Persons().IsMatch(column.Name);

    private static QuasiKind? ByValues(IReadOnlyList<ValueShare> values) =>
        values.Count < 2 ? null
        : values.All(v => Sexes.Contains(v.Value)) ? QuasiKind.Sex
        : values.All(v => v.Value.Length is >= 2 and <= 6 && v.Value.EndsWith('族')) ? QuasiKind.Ethnicity
        : null;

    // Rates and totals are about many.
    [GeneratedRegex(@"率|比例|人数|人次|总数|数量|(?<![a-z])(rate|ratio|share|percent|count|number|total)(?![a-z])", Words, WaitMax)]
    private static partial Regex Figures();

    [GeneratedRegex(@"出生|生日|年龄|(?<![a-z])(birth|birthday|birthdate|dob|born|age)(?![a-z])", Words, WaitMax)]
    private static partial Regex Birth();

    [GeneratedRegex(@"性别|(?<![a-z])(sex|gender)(?![a-z])", Words, WaitMax)]
    private static partial Regex Sex();

    [GeneratedRegex(@"民族(?!自治)|(?<![a-z])(ethnicity|ethnic|nationality)(?![a-z])", Words, WaitMax)]
    private static partial Regex Ethnicity();

    [GeneratedRegex(@"职业|职务|职称|工种|(?<![a-z])(profession|occupation|job)(?![a-z])", Words, WaitMax)]
    private static partial Regex Profession();

    [GeneratedRegex(@"邮编|邮政编码|(?<![a-z])(postcode|postal|zip|zipcode)(?![a-z])", Words, WaitMax)]
    private static partial Regex PostCode();

    [GeneratedRegex(@"地区|区域|区划|籍贯|户籍|住址|住所|地址|省|城市|市县|区县|县|街道|乡镇|(?<![a-z])(region|district|county|city|province|area|address)(?![a-z])", Words, WaitMax)]
    private static partial Regex Region();

    [GeneratedRegex(@"人数|人次|户数|(?<![a-z])(persons|people|headcount|count)(?![a-z])", Words, WaitMax)]
    private static partial Regex Persons();
}

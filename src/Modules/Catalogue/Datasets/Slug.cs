using System.Text;
using System.Text.RegularExpressions;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Datasets;

// A readable name in addresses: lower-case Latin words and figures joined by single hyphens.
internal readonly partial record struct Slug
{
    public const int LengthMax = 80;

    private Slug(string value) => Value = value;

    public string Value { get; }

    public static Slug Parse(string text) =>
        text.Length <= LengthMax && Form().IsMatch(text) ? new Slug(text) : throw CatalogueRefusals.SlugNotReadable(text);

    // Chinese becomes pinyin: 行政处罚 2024.csv → xing-zheng-chu-fa-2024.
    public static Slug From(string name)
    {
        var slug = new StringBuilder();
        foreach (var unit in Pinyin.Of(name).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(unit))
            {
                slug.Append(unit);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString();
        text = (text.Length > LengthMax ? text[..LengthMax] : text).Trim('-');
        return new Slug(text.Length == 0 ? "dataset" : text);
    }

    public Slug With(string suffix)
    {
        var tail = "-" + From(suffix).Value;
        var head = Value.Length + tail.Length <= LengthMax ? Value : Value[..Math.Max(1, LengthMax - tail.Length)];
        return From(head + tail);
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}

using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Gongxin.Catalogue.Resources;

// What is asked of a list of resources. Every part is optional; parts narrow together.
public sealed record ResourceFilter
{
    public const int PageSizeDefault = 20;
    public const int PageSizeMax = 100;

    public string? Words { get; init; }

    // A class code from its left: "2", "201", "201001".
    public string? Class { get; init; }
    public string? ShareType { get; init; }
    public string? OpenType { get; init; }
    public string? UpdateCycle { get; init; }
    public string? Domain { get; init; }
    public string? Provider { get; init; }

    // The code after which the page begins; codes stand in the order of their characters.
    public string? After { get; init; }
    public int Limit { get; init; } = PageSizeDefault;

    internal static string CursorOf(string last) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes("r" + last));

    internal static string? AfterOf(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
            if (text.StartsWith('r') && text.Length <= 100 && !text.Contains('\0', StringComparison.Ordinal))
            {
                return text[1..];
            }
        }
        catch (FormatException)
        {
            // Not one of ours: refused below.
        }

        throw CatalogueRefusals.CursorNotGood();
    }
}

// A page of published resources with counts to narrow by, each counted under the other parts of the filter.
public sealed record FoundResources(
    IReadOnlyList<ResourceRow> Items,
    long Total,
    string? Next,
    IReadOnlyList<ResourceCount> Classes,
    IReadOnlyList<ResourceCount> ShareTypes,
    IReadOnlyList<ResourceCount> OpenTypes,
    IReadOnlyList<ResourceCount> UpdateCycles,
    IReadOnlyList<ResourceCount> Domains,
    IReadOnlyList<ResourceCount> Providers);

public sealed record ResourceCount(string Value, string Name, int Count);

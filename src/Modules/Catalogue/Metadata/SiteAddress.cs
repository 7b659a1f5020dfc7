using System.Globalization;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Metadata;

// Where this node is reached, and the addresses that its descriptions name.
internal readonly record struct SiteAddress(string Root)
{
    public const string Newest = "latest";

    // False in a file that is kept: it must not name whatever host somebody asked by.
    public bool IsKnown => Root.Length > 0;

    public static SiteAddress Of(HttpRequest request) => new(SiteRoot.Of(request));

    public string Catalogue => Root + "/catalog";

    public string Dataset(string slug) => $"{Root}/datasets/{slug}";

    public string Version(string slug, int number) => string.Create(CultureInfo.InvariantCulture, $"{Root}/datasets/{slug}/versions/{number}");

    public string Api(string slug) => $"{Root}/api/v1/datasets/{slug}";

    public string Rows(string slug) => $"{Api(slug)}/rows";

    public string OpenApi(string slug) => $"{Api(slug)}/openapi.json";

    public string Download(string slug, string extension) => $"{Api(slug)}/versions/{Newest}/download.{extension}";

    public string Download(string slug, int version, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{Api(slug)}/versions/{version}/download.{extension}");
}

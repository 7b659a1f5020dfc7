using Gongxin.Ui.Words;

namespace Gongxin.Catalogue.Rows;

// The same call of the rows API in four languages.
internal static class CallExamples
{
    public static IReadOnlyList<CodeSample> Of(string url) =>
    [
        new("curl", $"curl \"{url}\""),
        new("C#", $$"""
            using System.Net.Http.Json;
            using System.Text.Json;

            using var http = new HttpClient();
            var page = await http.GetFromJsonAsync<JsonElement>("{{url}}");
            Console.WriteLine($"{page.GetProperty("total")} rows");
            foreach (var row in page.GetProperty("items").EnumerateArray())
                Console.WriteLine(row);
            """),
        new("Python", $"""
            import requests

            page = requests.get("{url}", timeout=30).json()
            print(page["total"], "rows")
            for row in page["items"]:
                print(row)
            """),
        new("R", $"""
            library(jsonlite)

            page <- fromJSON("{url}")
            page$total
            head(page$items)
            """),
    ];
}

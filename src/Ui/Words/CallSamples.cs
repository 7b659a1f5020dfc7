using System.Globalization;
using System.Text;

namespace Gongxin.Ui.Words;

/// <summary>The same call in the four languages that readers are most likely to have.</summary>
public static class CallSamples
{
    /// <summary>Reads one page of rows and shows them as a table.</summary>
    /// <param name="address">Absolute address of a list of the API, parameters included.</param>
    public static IReadOnlyList<CodeSample> ReadList(string address) =>
    [
        new("curl", $"curl {InShell(address)}"),
        new("C#",
            $$"""
            using System.Net.Http.Json;
            using System.Text.Json;

            using var http = new HttpClient();
            var page = await http.GetFromJsonAsync<JsonElement>({{InQuotes(address)}});

            Console.WriteLine($"total {page.GetProperty("total")}");
            foreach (var row in page.GetProperty("items").EnumerateArray())
            {
                Console.WriteLine(row);
            }
            """),
        new("Python",
            $"""
            import pandas as pd
            import requests

            answer = requests.get({InQuotes(address)}, timeout=30)
            answer.raise_for_status()
            page = answer.json()

            print("total", page["total"])
            print(pd.DataFrame(page["items"]))
            """),
        new("R",
            $"""
            library(jsonlite)

            page <- fromJSON({InQuotes(address)})

            cat("total", page$total, "\n")
            print(page$items)
            """),
    ];

    /// <summary>Reads a whole dataset as a CSV file.</summary>
    /// <param name="address">Absolute address of a download that ends in .csv.</param>
    public static IReadOnlyList<CodeSample> ReadCsv(string address) =>
    [
        new("curl", $"curl -L -O {InShell(address)}"),
        new("C#",
            $"""
            using var http = new HttpClient();
            await using var file = File.Create("data.csv");
            await using var data = await http.GetStreamAsync({InQuotes(address)});
            await data.CopyToAsync(file);
            """),
        new("Python",
            $"""
            import pandas as pd

            table = pd.read_csv({InQuotes(address)})
            print(table.head())
            """),
        new("R",
            $"""
            table <- read.csv({InQuotes(address)}, fileEncoding = "UTF-8")
            head(table)
            """),
    ];

    /// <summary>Hands in a file with a key.</summary>
    public static IReadOnlyList<CodeSample> HandIn(string address) =>
    [
        new("curl",
            $"""
            curl -H "Authorization: Bearer $GONGXIN_KEY" \
                 -H "Idempotency-Key: $(date +%F)-traffic" \
                 -F file=@traffic.csv -F dataset=traffic \
                 {InShell(address)}
            """),
        new("C#",
            $$"""
            using System.Net.Http.Headers;

            using var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("GONGXIN_KEY"));
            using var form = new MultipartFormDataContent
            {
                { new StreamContent(File.OpenRead("traffic.csv")), "file", "traffic.csv" },
                { new StringContent("traffic"), "dataset" },
            };
            var answer = await http.PostAsync({{InQuotes(address)}}, form);
            Console.WriteLine(answer.Headers.Location);
            """),
        new("Python",
            $$"""
            import os
            import requests

            answer = requests.post(
                {{InQuotes(address)}},
                headers={"Authorization": "Bearer " + os.environ["GONGXIN_KEY"]},
                files={"file": open("traffic.csv", "rb")},
                data={"dataset": "traffic"},
            )
            answer.raise_for_status()
            print(answer.headers["Location"])
            """),
        new("R",
            $"""
            library(httr2)

            answer <- request({InQuotes(address)}) |>
              req_auth_bearer_token(Sys.getenv("GONGXIN_KEY")) |>
              req_body_multipart(file = curl::form_file("traffic.csv"), dataset = "traffic") |>
              req_perform()
            resp_header(answer, "Location")
            """),
    ];

    private static string InShell(string address) => $"'{address.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // C#, Python and R share these escapes.
    private static string InQuotes(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}

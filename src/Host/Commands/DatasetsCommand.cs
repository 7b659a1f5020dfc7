using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gongxin.Contracts.Catalogue;
using Gongxin.Host.Composition;

namespace Gongxin.Host.Commands;

internal static class DatasetsCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object per dataset." };
        var command = new Command("datasets", "List the datasets of this node.") { json };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken ct)
    {
        await using var node = await Node.OpenAsync(ct);
        await using var scope = node.Scope("datasets");
        foreach (var dataset in await scope.ServiceProvider.GetRequiredService<ICatalogueReads>().NewestAsync(int.MaxValue, ct))
        {
            Console.WriteLine(json
                ? JsonSerializer.Serialize(dataset, JsonSerializerOptions.Web)
                : string.Create(CultureInfo.InvariantCulture, $"{dataset.Slug}\tv{dataset.Version}\t{dataset.Rows}\t{dataset.Title}"));
        }

        return ExitCodes.Good;
    }
}

using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gongxin.Running;

public static class EndedOperation
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // The operation as it came out.
    public static async Task<JsonElement> EndedAsync(this HttpClient client, Guid id)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience;)
        {
            var operation = await client.GetFromJsonAsync<JsonElement>($"/api/v1/operations/{id}");
            if (operation.GetProperty("state").GetString() is "succeeded" or "failed" or "cancelled")
            {
                return operation;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"Operation {id} did not end.");
    }
}

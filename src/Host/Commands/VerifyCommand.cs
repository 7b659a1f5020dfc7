using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Verification;

namespace Gongxin.Host.Commands;

// gongxin verify: everything that the ledger vouches for is still as it was published.
internal static class VerifyCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object per part." };
        var command = new Command("verify", "Check ledger and versions against their digests.") { json };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken ct)
    {
        await using var node = await Node.OpenAsync(ct);
        await using var scope = node.Scope("verify");
        var texts = scope.ServiceProvider.GetRequiredService<ProblemTexts>();
        var isClean = true;
        await foreach (var report in scope.ServiceProvider.GetRequiredService<Verifier>().RunAsync(null, ct))
        {
            isClean &= report.IsClean;
            var faults = report.Faults.Select(f => new { f.Subject, f.Code, message = texts.Of(f.Code, f.Args, CultureInfo.InvariantCulture) }).ToList();
            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(new { report.Name, report.Checked, faults }, JsonSerializerOptions.Web));
                continue;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Name}: {report.Checked} checked, {faults.Count} faults"));
            foreach (var fault in faults)
            {
                Console.WriteLine($"  {fault.Subject}: {fault.Code}: {fault.message}");
            }
        }

        return isClean ? ExitCodes.Good : ExitCodes.Refused;
    }
}

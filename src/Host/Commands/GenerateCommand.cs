using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gongxin.Host.Composition;
using Gongxin.Host.Demo.Generating;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;

namespace Gongxin.Host.Commands;

// gongxin generate: subjects and credit records that do not exist, for demonstrations and measurements.
internal static class GenerateCommand
{
    public static Command Create()
    {
        var subjects = new Option<int>("--subjects") { Description = "How many legal subjects.", DefaultValueFactory = _ => GeneratedPlan.Demonstration(default).Subjects };
        var records = new Option<int>("--records") { Description = "How many licences and penalties.", DefaultValueFactory = _ => GeneratedPlan.Demonstration(default).Records };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("generate", "Generate legal subjects and credit records that do not exist; marked as demonstration wherever they are shown.") { subjects, records, json };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(subjects), parsed.GetValue(records), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(int subjects, int records, bool json, CancellationToken ct)
    {
        if (subjects is < 1 or > GeneratedPlan.SubjectsMax || records is < 0 or > GeneratedPlan.RecordsMax)
        {
            await Console.Error.WriteLineAsync($"gongxin generate: 1 to {GeneratedPlan.SubjectsMax} subjects, 0 to {GeneratedPlan.RecordsMax} records");
            return ExitCodes.Usage;
        }

        await using var node = await Node.OpenAsync(ct);
        await using var scope = node.Scope(GenerateData.ActorName);
        var started = TimeProvider.System.GetTimestamp();
        var today = TimeProvider.System.LegalToday();
        var plan = new GeneratedPlan(subjects, records, today) { EachClass = Math.Min(records, GeneratedPlan.Demonstration(today).EachClass) };
        var generated = await scope.ServiceProvider.GetRequiredService<GenerateData>().RunAsync(plan, null, ct);
        Console.WriteLine(json ? JsonSerializer.Serialize(generated, JsonSerializerOptions.Web) : string.Create(
            CultureInfo.InvariantCulture,
            $"generated {generated.Subjects:N0} subjects and {generated.Records:N0} records ({generated.Refused:N0} refused), {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));
        return generated.Refused == 0 ? ExitCodes.Good : ExitCodes.Quarantined;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Host.Commands;

// gongxin records take FILE…: records of one class in the fields that platforms exchange.
internal static class RecordsCommand
{
    private const int FindingsShown = 20;

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Tables of decisions (CSV, XLSX, XLS, JSON).", Arity = ArgumentArity.OneOrMore };
        var kind = new Option<RecordKind>("--kind")
        {
            Description = "licence, penalty, abnormal, enforcement, evaluation, honour, contract, annual-report or voluntary.",
            Required = true,
            CustomParser = KindOf,
        };
        var source = new Option<string>("--source") { Description = "Who hands them in; stands with every statement.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print one JSON object per file." };
        var take = new Command("take", "Take decisions in as credit records; the same file again changes nothing.") { files, kind, source, json };
        take.SetAction((parsed, ct) => RunAsync(parsed.GetValue(files)!, parsed.GetValue(kind), parsed.GetValue(source)!, parsed.GetValue(json), ct));
        return new Command("records", "Credit records.") { take };
    }

    // As in addresses: annual-report.
    private static RecordKind KindOf(ArgumentResult result)
    {
        if (result.Tokens is [var only] && Enum.TryParse<RecordKind>(only.Value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var kind) && Enum.IsDefined(kind))
        {
            return kind;
        }

        result.AddError("gongxin records take: --kind names no class");
        return default;
    }

    private static async Task<int> RunAsync(FileInfo[] files, RecordKind kind, string source, bool json, CancellationToken ct)
    {
        if (files.FirstOrDefault(f => !f.Exists) is { } missing)
        {
            await Console.Error.WriteLineAsync($"gongxin records take: there is no file {missing}");
            return ExitCodes.Usage;
        }

        await using var node = await Node.OpenAsync(ct);
        var code = ExitCodes.Good;
        foreach (var file in files)
        {
            code = Math.Max(code, await TakeAsync(node, new RecordsFile(kind, file.FullName, file.Name, source), json, ct));
        }

        await using var scope = node.Scope("records take");
        await scope.ServiceProvider.GetRequiredService<LedgerSequencer>().IntegrateAllAsync(ct);
        return code;
    }

    private static async Task<int> TakeAsync(Node node, RecordsFile file, bool json, CancellationToken ct)
    {
        await using var scope = node.Scope("records take");
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            var taken = await scope.ServiceProvider.GetRequiredService<ICreditRecords>().TakeAsync(file, ct);
            Console.WriteLine(json ? JsonSerializer.Serialize(taken, JsonSerializerOptions.Web) : TextOf(file, taken, TimeProvider.System.GetElapsedTime(started)));
            return taken.Refused > 0 ? ExitCodes.Quarantined : ExitCodes.Good;
        }
        catch (TabularException refused)
        {
            await Console.Error.WriteLineAsync($"{file.FileName} refused: {refused.Finding.Code}: {FindingText.Of(refused.Finding, CultureInfo.InvariantCulture)}");
        }
        catch (Refusal refusal)
        {
            await Console.Error.WriteLineAsync($"{file.FileName} refused: {refusal.Code}: {scope.ServiceProvider.GetRequiredService<ProblemTexts>().Of(refusal)}");
        }

        return ExitCodes.Refused;
    }

    private static string TextOf(RecordsFile file, RecordsTaken taken, TimeSpan took) => string.Join(Environment.NewLine,
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"{file.FileName}: {taken.Read:N0} rows read = {taken.Added:N0} added + {taken.Changed:N0} changed + {taken.Same:N0} same + {taken.Refused:N0} refused + {taken.LeftOut:N0} about persons left out, {took.TotalSeconds:0.00} s"),
        .. taken.Findings.Take(FindingsShown).Select(f => string.Create(CultureInfo.InvariantCulture, $"  row {f.Row} {f.Column} {f.Code}{(f.Text is { } text ? ": " + text : "")}")),
        .. taken.FindingCounts.OrderByDescending(c => c.Value).Select(c => string.Create(CultureInfo.InvariantCulture, $"  {c.Key}: {c.Value:N0}")),
    ]);
}
